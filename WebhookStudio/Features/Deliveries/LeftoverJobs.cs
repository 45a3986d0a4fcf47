using Hangfire;
using Hangfire.Storage;

namespace WebhookStudio.Features.Deliveries;

/// <summary>At start: deletes the wake-ups that the last process has left in the queues.</summary>
/// <remarks>Jobs outlive the process, but these only wake what the rows remember, and the start wakes all of that anew. Left
/// alone, they would each take a worker to find out that there is nothing to do.</remarks>
internal sealed class LeftoverJobs(JobStorage storage, IBackgroundJobClient jobs)
{
    private const int Page = 500;

    private static readonly HashSet<Type> Wakeups = [typeof(DeliverWebhooksJob), typeof(BulkRunJob), typeof(SweepDeliveriesJob)];

    /// <summary>Deletes them; no server may run yet.</summary>
    public void Delete()
    {
        var monitor = storage.GetMonitoringApi();

        foreach (var id in monitor.Queues().SelectMany(queue => Queued(monitor, queue.Name)).ToList())
        {
            jobs.Delete(id);
        }
    }

    private static IEnumerable<string> Queued(IMonitoringApi monitor, string queue)
    {
        for (var from = 0; monitor.EnqueuedJobs(queue, from, Page) is { Count: > 0 } page; from += Page)
        {
            foreach (var (id, job) in page)
            {
                if (job.Job is { } known && Wakeups.Contains(known.Type))
                {
                    yield return id;
                }
            }
        }
    }
}
