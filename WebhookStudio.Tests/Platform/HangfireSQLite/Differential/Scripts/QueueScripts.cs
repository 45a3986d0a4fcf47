using Hangfire.Storage;
using static WebhookStudio.Tests.Platform.HangfireSQLite.Differential.Names;

namespace WebhookStudio.Tests.Platform.HangfireSQLite.Differential.Scripts;

/// <summary>Queues and what is fetched from them.</summary>
internal static class QueueScripts
{
    public static IReadOnlyList<Script> All { get; } =
    [
        Queued("jobs come first in, first out", 3)
            .Fetch(Sample.Queue).Fetch(Sample.Queue)
            .Add(Call.Of<IFetchedJob>("fetched1", nameof(IFetchedJob.JobId)))
            .Fetched(1, f => f.RemoveFromQueue()).Fetched(1, f => f.Dispose())
            .Fetched(2, f => f.RemoveFromQueue()).Fetched(2, f => f.Dispose())
            .Monitor(m => m.EnqueuedJobs(Sample.Queue, 0, 10), m => m.EnqueuedCount(Sample.Queue))
            .Fetch(Sample.Queue).Fetched(3, f => f.RemoveFromQueue()).Fetched(3, f => f.Dispose())
            .Fetch(Sample.Queue),

        Queued("the first queue of the array comes first", 2)
            .Commit(t => t.AddToQueue(Sample.Urgent, Job(2)))
            .Fetch(Sample.Urgent, Sample.Queue).Fetched(1, f => f.RemoveFromQueue())
            .Fetch(Sample.Urgent, Sample.Queue).Fetched(2, f => f.RemoveFromQueue())
            .Fetch("other", Sample.Urgent),

        Queued("a job that is put back comes again", 1)
            .Fetch(Sample.Queue).Fetched(1, f => f.Requeue()).Fetched(1, f => f.Dispose())
            .Monitor(m => m.EnqueuedCount(Sample.Queue))
            .Fetch(Sample.Queue).Fetched(2, f => f.RemoveFromQueue()).Fetched(2, f => f.Dispose())
            .Fetch(Sample.Queue),

        Queued("a fetched job leaves with the transaction", 2)
            .Fetch(Sample.Queue)
            .Commit(t => t.SetJobState(Job(1), ScriptState.Of("Succeeded")), t => t.RemoveFromQueue(Fetched(1)))
            .Fetched(1, f => f.Dispose())
            .Monitor(m => m.EnqueuedCount(Sample.Queue), m => m.FetchedCount(Sample.Queue), m => m.FetchedJobs(Sample.Queue, 0, 10))
            .Fetch(Sample.Queue),

        Queued("a fetched job is put into another queue", 1)
            .Fetch(Sample.Queue)
            .Commit(t => t.AddToQueue(Sample.Urgent, Job(1)), t => t.RemoveFromQueue(Fetched(1)))
            .Fetched(1, f => f.Dispose())
            .Fetch(Sample.Queue, Sample.Urgent),

        Queued("a fetched job is put into the same queue again", 1)
            .Fetch(Sample.Queue)
            .Commit(t => t.AddToQueue(Sample.Queue, Job(1)), t => t.RemoveFromQueue(Fetched(1)))
            .Fetched(1, f => f.Dispose())
            .Monitor(m => m.EnqueuedCount(Sample.Queue))
            .Fetch(Sample.Queue),

        Sample.WithJobs("identifiers that are none are not queued", 1)
            .Commit(t => t.AddToQueue(Sample.Queue, "no identifier"))
            .Monitor(m => m.EnqueuedCount(Sample.Queue))
            .Fetch(Sample.Queue),

        Queued("a queue counts and lists page by page", 5)
            .Monitor(
                m => m.EnqueuedJobs(Sample.Queue, 0, 2),
                m => m.EnqueuedJobs(Sample.Queue, 2, 2),
                m => m.EnqueuedJobs(Sample.Queue, 4, 2),
                m => m.EnqueuedJobs(Sample.Queue, 9, 2),
                m => m.EnqueuedCount(Sample.Queue),
                m => m.EnqueuedCount("unknown"),
                m => m.EnqueuedJobs("unknown", 0, 10),
                m => m.FetchedJobs("unknown", 0, 10),
                m => m.FetchedCount("unknown"),
                m => m.Queues(),
                m => m.GetStatistics()),

        Queued("a job in the queue has moved on to another state", 2)
            .Commit(t => t.SetJobState(Job(1), ScriptState.Of("Deleted", "by hand")))
            .Monitor(m => m.EnqueuedJobs(Sample.Queue, 0, 10), m => m.Queues())
            .Fetch(Sample.Queue),
    ];

    private static Script Queued(string name, int jobs)
    {
        var script = Sample.WithJobs(name, jobs);

        for (var number = 1; number <= jobs; number++)
        {
            var job = Job(number);
            script.Commit(
                t => t.SetJobState(job, ScriptState.Of("Enqueued", null, "Queue", Sample.Queue)),
                t => t.AddToQueue(Sample.Queue, job),
                t => t.PersistJob(job));
        }

        return script;
    }
}
