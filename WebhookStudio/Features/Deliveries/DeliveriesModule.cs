using System.Diagnostics;
using Microsoft.Extensions.Options;

namespace WebhookStudio.Features.Deliveries;

/// <summary>Registers the delivery of webhooks.</summary>
internal static class DeliveriesModule
{
    public static IServiceCollection AddDeliveries(this IServiceCollection services)
    {
        services.AddSingleton<IValidateOptions<DeliveryOptions>, DeliveryOptionsValidator>();
        services.AddOptions<DeliveryOptions>().BindConfiguration(DeliveryOptions.SectionName).ValidateOnStart();

        services.AddSingleton<LaneSwitchboard>();
        services.AddSingleton<ILaneWakeups>(provider => provider.GetRequiredService<LaneSwitchboard>());
        services.AddSingleton<ILaneJobs, HangfireLaneJobs>();
        services.AddSingleton<IStageNames, StageNames>();
        services.AddSingleton<WebhookTargets>();
        services.AddSingleton<DeliveryLedger>();
        services.AddSingleton<DeliveryRecovery>();
        services.AddSingleton<LiveLeases>();
        services.AddSingleton<LaneTools>();
        services.AddSingleton<DeliveryLane>();
        services.AddBulkRuns();
        services.AddRedelivery();
        services.AddSingleton<IWebhookSender>(CreateSender);
        services.AddHostedService<DeliveryStart>();

        return services;
    }

    /// <summary>The defaults of <see cref="SocketsHttpHandler"/> are those of a browser; a sender needs others.</summary>
    private static HttpWebhookSender CreateSender(IServiceProvider provider)
    {
        var handler = new SocketsHttpHandler
        {
            // A redirect would carry the signed body elsewhere, or turn it into a GET.
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
            Credentials = null,
            ConnectTimeout = provider.GetRequiredService<IOptions<DeliveryOptions>>().Value.ConnectTimeout,
            MaxResponseHeadersLength = 32,
            MaxResponseDrainSize = 16 * 1024,

            // A name that points elsewhere by now is followed within two minutes.
            PooledConnectionLifetime = TimeSpan.FromMinutes(2),

            // Receivers learn nothing of our tracing.
            ActivityHeadersPropagator = DistributedContextPropagator.CreateNoOutputPropagator(),
        };

        return new(new HttpMessageInvoker(handler), provider.GetRequiredService<TimeProvider>());
    }
}
