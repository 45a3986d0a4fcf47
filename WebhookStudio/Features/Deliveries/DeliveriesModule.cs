using Microsoft.Extensions.Options;
using WebhookStudio.Features.Deliveries.Addresses;
using WebhookStudio.Features.Deliveries.Sending;
using WebhookStudio.Features.Projects;

namespace WebhookStudio.Features.Deliveries;

/// <summary>Registers the delivery of webhooks.</summary>
internal static class DeliveriesModule
{
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
        services.AddSingleton<LaneHandOver>();
        services.AddSingleton<LiveProjects>();
        services.AddSingleton<DeliveryLane>();
        services.AddBulkRuns();
        services.AddRedelivery();
        services.AddSingleton<ICircuits, Circuits>();
        services.AddSender();
        services.AddSingleton<OutOfTurnSender>();
        services.AddSingleton<LeftoverJobs>();
        services.AddHostedService<DeliveryStart>();

        return services;
    }
}
