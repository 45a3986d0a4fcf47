using WebhookStudio.Platform;

namespace WebhookStudio.Features.Deliveries;

/// <summary>Registers re-runs.</summary>
internal static class BulkRunsModule
{
    public static IServiceCollection AddBulkRuns(this IServiceCollection services) => services
        .AddSingleton<IDeliveryReruns, DeliveryReruns>()
        .AddSingleton<IBulkRuns, BulkRuns>()
        .AddSingleton<IBulkRunJobs, HangfireBulkRunJobs>()
        .AddSingleton<IActivitySource, BulkRunActivities>()
        .AddSingleton<BulkRunAlarm>()
        .AddSingleton<BulkRunFollower>()
        .AddSingleton<BulkRunRates>()
        .AddSingleton<BulkRunReader>();

    /// <summary>Registers what a person sends alone, one delivery again or a test, and what helps to receive it.</summary>
    public static IServiceCollection AddRedelivery(this IServiceCollection services) => services
        .AddSingleton<RedeliveryLedger>()
        .AddSingleton<IRedelivery, Redelivery>()
        .AddSingleton<PayloadComposer>()
        .AddSingleton<IWebhookTests, WebhookTests>()
        .AddSingleton<IPayloadPreviews, PayloadPreviews>()
        .AddSingleton<ISignatureChecks, SignatureChecks>()
        .AddScoped<RedeliveryPreference>();
}
