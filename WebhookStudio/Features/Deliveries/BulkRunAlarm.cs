using WebhookStudio.Domain;
using WebhookStudio.Domain.Deliveries;

namespace WebhookStudio.Features.Deliveries;

/// <summary>Starts the job that follows a run. Never throws: what could not be queued is repeated by the sweep.</summary>
internal sealed partial class BulkRunAlarm(IBulkRunJobs jobs, ILogger<BulkRunAlarm> logger)
{
    /// <summary>Says that a run began or changed. Call it after the commit.</summary>
    public void Ring(Id<BulkRun> run)
    {
        try
        {
            jobs.Enqueue(run);
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            Log.NotQueued(logger, run.Value, failure);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "The job that follows the bulk run {RunId} could not be queued; the sweep will repeat it.")]
        public static partial void NotQueued(ILogger logger, string runId, Exception exception);
    }
}

/// <summary>Queues the job that follows a bulk run.</summary>
internal interface IBulkRunJobs
{
    void Enqueue(Id<BulkRun> run);
}
