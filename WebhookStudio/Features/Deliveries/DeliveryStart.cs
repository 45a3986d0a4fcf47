using Hangfire;

namespace WebhookStudio.Features.Deliveries;

/// <summary>At start, before the first job and the first request: gives back what a process that died had under way, wakes
/// what is due, follows the bulk runs on their way, and books the sweep. At the end: sees to what is under way.</summary>
internal sealed class DeliveryStart(
    LeftoverJobs leftovers,
    DeliveryRecovery recovery,
    BulkRunFollower runs,
    DeliveryLane lanes,
    IRecurringJobManager jobs,
    TimeProvider clock) : IHostedService
{
    private const string EveryMinute = "* * * * *";

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        leftovers.Delete();
        await recovery.RecoverAllAsync(cancellationToken);
        await runs.FollowAllAsync(cancellationToken);
        jobs.AddOrUpdate<SweepDeliveriesJob>(
            "sweep-deliveries", job => job.RunAsync(CancellationToken.None), EveryMinute);
    }

    // The servers of the jobs were started after this, so they have stopped by now.
    // What could not be written down by the end is found under its lease at the next start.
    public Task StopAsync(CancellationToken cancellationToken) =>
        Task.WhenAny(lanes.StopAsync(), Task.Delay(Timeout.InfiniteTimeSpan, clock, cancellationToken));
}
