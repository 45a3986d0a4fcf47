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
[AutomaticRetry(Attempts = 0, OnAttemptsExceeded = AttemptsExceededAction.Delete)]
internal sealed class DeliverWebhooksJob(DeliveryLane lane)
{
    [JobDisplayName("Deliver webhooks: {2}")]
    public Task RunAsync(string projectId, string stageId, string name, CancellationToken cancellationToken) =>
        lane.RunAsync(new(new Id<Project>(projectId), new StageId(stageId)), cancellationToken);
}

/// <summary>Repeats wake-ups that were lost, gives back the leases of workers that died, and follows the bulk runs that
/// nobody follows. Runs every minute.</summary>
[AutomaticRetry(Attempts = 0, OnAttemptsExceeded = AttemptsExceededAction.Delete)]
[Queue(JobsModule.MaintenanceQueue)]
internal sealed class SweepDeliveriesJob(DeliveryRecovery recovery, BulkRunFollower runs)
{
    public const string Name = "Sweep due webhooks";

    [JobDisplayName(Name)]
    [DisableConcurrentExecution(5)]
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await recovery.SweepAsync(cancellationToken);
        await runs.FollowAllAsync(cancellationToken);
    }
}
