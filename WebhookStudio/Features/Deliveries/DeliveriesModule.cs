using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Options;
using WebhookStudio.Features.Deliveries.Addresses;
using WebhookStudio.Features.Projects;

namespace WebhookStudio.Features.Deliveries;

/// <summary>Registers the delivery of webhooks.</summary>
internal static class DeliveriesModule
{
    /// <summary>The largest headers of an answer that are read, in bytes.</summary>
    public const int MostHeaderBytes = 32 * 1024;

    public static IServiceCollection AddDeliveries(this IServiceCollection services)
    {
        services.AddSingleton<IValidateOptions<DeliveryOptions>, DeliveryOptionsValidator>();
        services.AddOptions<DeliveryOptions>().BindConfiguration(DeliveryOptions.SectionName).ValidateOnStart();

        services.AddReceiverAddresses();
        services.AddSingleton<LaneSwitchboard>();
        services.AddSingleton<ILaneWakeups>(provider => provider.GetRequiredService<LaneSwitchboard>());
        services.AddSingleton<ILaneJobs, HangfireLaneJobs>();
        services.AddSingleton<IStageNames, StageNames>();
        services.AddSingleton<WebhookTargets>();
        services.AddSingleton<StageEntrance>();
        services.AddSingleton<DeliveryLedger>();
        services.AddSingleton<DeliveryRecovery>();
        services.AddSingleton<LiveLeases>();
        services.AddSingleton<LaneTools>();
        services.AddSingleton<LaneMemories>();
        services.AddSingleton<LiveProjects>();
        services.AddSingleton<DeliveryLane>();
        services.AddBulkRuns();
        services.AddRedelivery();
        services.AddSingleton<ICircuits, Circuits>();
        services.AddSingleton<IWebhookSender>(CreateSender);
        services.AddHostedService<DeliveryStart>();

        return services;
    }

    /// <summary>The defaults of <see cref="SocketsHttpHandler"/> are those of a browser; a sender needs others.</summary>
    private static HttpWebhookSender CreateSender(IServiceProvider provider)
    {
        var connectTimeout = provider.GetRequiredService<IOptions<DeliveryOptions>>().Value.ConnectTimeout;
        var pools = provider.CreatePools(addresses => new SocketsHttpHandler
        {
            ConnectCallback = (context, token) => ConnectAsync(addresses, context.DnsEndPoint, token),

            // A redirect would carry the signed body elsewhere, or turn it into a GET.
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
            Credentials = null,
            ConnectTimeout = connectTimeout,
            MaxResponseHeadersLength = MostHeaderBytes / 1024,
            MaxResponseDrainSize = 16 * 1024,

            // A name that points elsewhere by now is followed within two minutes.
            PooledConnectionLifetime = TimeSpan.FromMinutes(2),

            // Receivers learn nothing of our tracing.
            ActivityHeadersPropagator = DistributedContextPropagator.CreateNoOutputPropagator(),
        });

        return new(new HttpMessageInvoker(pools), provider.GetRequiredService<TimeProvider>());
    }

    /// <summary>Dials the addresses that were checked, one after the other, and never the name.</summary>
    private static async ValueTask<Stream> ConnectAsync(
        IReceiverAddresses addresses, DnsEndPoint receiver, CancellationToken cancellationToken)
    {
        var allowed = await addresses.ResolveAsync(receiver.Host, receiver.Port, cancellationToken);
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };

        try
        {
            await socket.ConnectAsync([.. allowed], receiver.Port, cancellationToken);

            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
