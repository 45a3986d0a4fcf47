using Hangfire;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Domain.Workflows;
using WebhookStudio.Platform;

namespace WebhookStudio.Features.Deliveries;

/// <summary>Sends the due deliveries of one stage.</summary>
/// <remarks>
/// Hangfire is the alarm clock, not the memory: what is due, and when, is in the delivery, so Hangfire's own retries are
/// off. A job that gets lost is found again by <see cref="SweepDeliveriesJob"/>; one that runs twice finds the lane taken.
/// </remarks>
[AutomaticRetry(Attempts = 0)]
internal sealed class DeliverWebhooksJob(DeliveryLane lane)
{
    [JobDisplayName("Deliver webhooks: {2}")]
    public Task RunAsync(string projectId, string stageId, string name, CancellationToken cancellationToken) =>
        lane.RunAsync(new(new Id<Project>(projectId), new StageId(stageId)), cancellationToken);
}

/// <summary>Repeats wake-ups that were lost, and gives back the leases of workers that died. Runs every minute.</summary>
[AutomaticRetry(Attempts = 0)]
[Queue(JobsModule.MaintenanceQueue)]
internal sealed class SweepDeliveriesJob(DeliveryRecovery recovery)
{
    public const string Name = "Sweep due webhooks";

    [JobDisplayName(Name)]
    [DisableConcurrentExecution(5)]
    public Task RunAsync(CancellationToken cancellationToken) => recovery.SweepAsync(cancellationToken);
}
