using Hangfire.Common;
using static WebhookStudio.Tests.Platform.HangfireSQLite.Differential.Names;

namespace WebhookStudio.Tests.Platform.HangfireSQLite.Differential.Scripts;

/// <summary>Jobs, their parameters and their expiry.</summary>
internal static class JobScripts
{
    private static readonly Job OfAnInterface = Hangfire.Common.Job.FromExpression<IDisposable>(thing => thing.Dispose());

    public static IReadOnlyList<Script> All { get; } =
    [
        Sample.WithJobs("a new job has its parameters and no state", 1)
            .Connection(
                c => c.GetJobData(Job(1)),
                c => c.GetStateData(Job(1)),
                c => c.GetJobParameter(Job(1), "CurrentCulture"),
                c => c.GetJobParameter(Job(1), "currentculture"),
                c => c.GetJobParameter(Job(1), "Nothing"),
                c => c.GetJobParameter(Job(1), "Empty"),
                c => c.GetJobParameter(Job(1), "Unknown"))
            .Monitor(m => m.JobDetails(Job(1)), m => m.GetStatistics()),

        new Script("a job without parameters, in a queue of its own")
            .Connection(
                c => c.CreateExpiredJob(Sample.Queued, Sample.NoParameters, Sample.Now, Sample.Hour),
                c => c.GetJobData(Job(1)))
            .Monitor(m => m.JobDetails(Job(1))),

        Sample.WithJobs("parameters are set, replaced, and set on jobs that are not there", 1)
            .Connection(
                c => c.SetJobParameter(Job(1), "RetryCount", "1"),
                c => c.SetJobParameter(Job(1), "RetryCount", "2"),
                c => c.SetJobParameter(Job(1), "Empty", null),
                c => c.SetJobParameter(NoJob, "RetryCount", "1"),
                c => c.SetJobParameter("no identifier", "RetryCount", "1"),
                c => c.GetJobParameter(Job(1), "RetryCount"),
                c => c.GetJobParameter(NoJob, "RetryCount"),
                c => c.GetJobParameter("no identifier", "RetryCount"),
                c => c.GetJobData(Job(1)))
            .Commit(
                t => t.SetJobParameter(Job(1), "RetryCount", "3"),
                t => t.SetJobParameter(Job(1), "New", "x"),
                t => t.SetJobParameter(Job(1), "Null", null),
                t => t.SetJobParameter(NoJob, "New", "x"),
                t => t.SetJobParameter("no identifier", "New", "x"))
            .Monitor(m => m.JobDetails(Job(1))),

        new Script("jobs are not there")
            .Connection(
                c => c.GetJobData(NoJob),
                c => c.GetJobData("no identifier"),
                c => c.GetJobData(""),
                c => c.GetJobData("-1"),
                c => c.GetJobData("99999999999999999999999999"),
                c => c.GetStateData(NoJob),
                c => c.GetStateData("no identifier"))
            .Monitor(m => m.JobDetails(NoJob), m => m.JobDetails("no identifier")),

        Sample.WithJobs("a job is kept, and expires", 2)
            .Commit(t => t.PersistJob(Job(1)), t => t.ExpireJob(Job(2), Sample.Hour))
            .Monitor(m => m.JobDetails(Job(1)), m => m.JobDetails(Job(2)))
            .Commit(t => t.ExpireJob(Job(1), Sample.Hour), t => t.PersistJob(Job(2)))
            .Monitor(m => m.JobDetails(Job(1)), m => m.JobDetails(Job(2)))
            .Commit(
                t => t.ExpireJob(NoJob, Sample.Hour),
                t => t.ExpireJob("no identifier", Sample.Hour),
                t => t.PersistJob(NoJob),
                t => t.PersistJob("no identifier")),

        new Script("a job is created within a transaction")
            .Commit(
                t => t.CreateJob(Sample.Job, Sample.Parameters, Sample.Now, Sample.Hour),
                t => t.SetJobParameter(Job(1), "More", "x"),
                t => t.SetJobState(Job(1), ScriptState.Of("Enqueued", null, "Queue", Sample.Queue)),
                t => t.AddToQueue(Sample.Queue, Job(1)),
                t => t.PersistJob(Job(1)))
            .Connection(c => c.GetJobData(Job(1)), c => c.GetStateData(Job(1)))
            .Monitor(m => m.JobDetails(Job(1)), m => m.EnqueuedJobs(Sample.Queue, 0, 10)),

        new Script("a transaction that does not commit creates no job")
            .Discard(
                t => t.CreateJob(Sample.Job, Sample.Parameters, Sample.Now, Sample.Hour),
                t => t.SetJobState(Job(1), ScriptState.Of("Enqueued")),
                t => t.AddToQueue(Sample.Queue, Job(1)))
            .Connection(c => c.GetJobData(Job(1)))
            .Monitor(m => m.EnqueuedCount(Sample.Queue), m => m.GetStatistics()),

        Sample.WithJobs("a job is created by one connection and changed by another", 1)
            .OtherConnection(c => c.GetJobData(Job(1)))
            .OtherCommit(t => t.SetJobState(Job(1), ScriptState.Of("Scheduled")), t => t.AddToSet("schedule", Job(1), 5))
            .Connection(c => c.GetStateData(Job(1)), c => c.GetFirstByLowestScoreFromSet("schedule", 0, 9)),

        new Script("a job of an interface")
            .Connection(
                c => c.CreateExpiredJob(OfAnInterface, Sample.Parameters, Sample.Now, Sample.Hour),
                c => c.GetJobData(Job(1)))
            .Monitor(m => m.JobDetails(Job(1))),
    ];
}
