using Hangfire;
using WebhookStudio.Platform;

namespace WebhookStudio.Features.Deliveries.Retention;

/// <summary>Deletes bodies and lines of the log that are older than the settings say. Runs every hour.</summary>
/// <remarks>What one run does not get done the next one does, behind whatever has queued up meanwhile.</remarks>
[AutomaticRetry(Attempts = 0)]
[Queue(JobsModule.MaintenanceQueue)]
internal sealed class PruneLogsJob(DeliveryPruning pruning, IBackgroundJobClient jobs)
{
    public const string Name = "Prune old bodies and logs";

    [JobDisplayName(Name)]
    [DisableConcurrentExecution(5)]
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        if ((await pruning.RunAsync(cancellationToken)).HasMore)
        {
            jobs.Enqueue<PruneLogsJob>(job => job.RunAsync(CancellationToken.None));
        }
    }
}

/// <summary>Books the pruning at the start.</summary>
internal sealed class RetentionJobs(IRecurringJobManager jobs) : IHostedService
{
    public const string RecurringId = "prune-logs";

    /// <summary>Not on the full hour, when so much else of a machine runs.</summary>
    private const string EveryHour = "17 * * * *";

    public Task StartAsync(CancellationToken cancellationToken)
    {
        jobs.AddOrUpdate<PruneLogsJob>(RecurringId, job => job.RunAsync(CancellationToken.None), EveryHour);

        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
