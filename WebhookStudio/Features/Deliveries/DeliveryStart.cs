using Hangfire;

namespace WebhookStudio.Features.Deliveries;

/// <summary>At start, before the first job and the first request: gives back what a process that died had under way, wakes
/// what is due, follows the bulk runs on their way, and books the sweep.</summary>
internal sealed class DeliveryStart(DeliveryRecovery recovery, BulkRunFollower runs, IRecurringJobManager jobs) : IHostedService
{
    private const string EveryMinute = "* * * * *";

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await recovery.RecoverAllAsync(cancellationToken);
        await runs.FollowAllAsync(cancellationToken);
        jobs.AddOrUpdate<SweepDeliveriesJob>(
            "sweep-deliveries", job => job.RunAsync(CancellationToken.None), EveryMinute);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
