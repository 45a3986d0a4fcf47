using static WebhookStudio.Tests.Platform.HangfireSQLite.Differential.Names;

namespace WebhookStudio.Tests.Platform.HangfireSQLite.Differential.Scripts;

/// <summary>States of jobs and their history.</summary>
internal static class StateScripts
{
    public static IReadOnlyList<Script> All { get; } =
    [
        Sample.WithJobs("a state is set, and set again", 1)
            .Commit(t => t.SetJobState(Job(1), ScriptState.Of("Enqueued", "first", "Queue", "default", "Null", null)))
            .Connection(c => c.GetStateData(Job(1)), c => c.GetJobData(Job(1)))
            .Commit(t => t.SetJobState(Job(1), ScriptState.Of("Processing", null, "ServerId", "s1")))
            .Commit(t => t.SetJobState(Job(1), ScriptState.Of("Processing", "again")))
            .Connection(c => c.GetStateData(Job(1)), c => c.GetJobData(Job(1)))
            .Monitor(m => m.JobDetails(Job(1)), m => m.GetStatistics()),

        Sample.WithJobs("a state of the history alone changes nothing else", 1)
            .Commit(t => t.AddJobState(Job(1), ScriptState.Of("Failed", "history", "ExceptionType", "X")))
            .Connection(c => c.GetStateData(Job(1)), c => c.GetJobData(Job(1)))
            .Commit(t => t.SetJobState(Job(1), ScriptState.Of("Scheduled", "now")), t => t.AddJobState(Job(1), ScriptState.Of("Other")))
            .Connection(c => c.GetStateData(Job(1)))
            .Monitor(m => m.JobDetails(Job(1)), m => m.FailedCount(), m => m.ScheduledCount()),

        Sample.WithJobs("the history is longer than ten", 1)
            .Commit([.. Enumerable.Range(1, 15).Select(Set)])
            .Monitor(m => m.JobDetails(Job(1))),

        Sample.WithJobs("states of jobs that are not there are ignored", 1)
            .Commit(
                t => t.SetJobState(NoJob, ScriptState.Of("Enqueued")),
                t => t.AddJobState(NoJob, ScriptState.Of("Enqueued")),
                t => t.SetJobState("no identifier", ScriptState.Of("Enqueued")),
                t => t.AddJobState("no identifier", ScriptState.Of("Enqueued")),
                t => t.SetJobState(Job(1), ScriptState.Of("Enqueued")))
            .Connection(c => c.GetStateData(NoJob), c => c.GetStateData(Job(1)))
            .Monitor(m => m.GetStatistics()),

        Sample.WithJobs("a transaction that does not commit changes nothing", 1)
            .Discard(
                t => t.SetJobState(Job(1), ScriptState.Of("Failed")),
                t => t.IncrementCounter("stats:failed"),
                t => t.AddToSet("retries", Job(1)),
                t => t.ExpireJob(Job(1), Sample.Hour))
            .Connection(c => c.GetStateData(Job(1)), c => c.GetCounter("stats:failed"), c => c.GetSetCount("retries"))
            .Monitor(m => m.JobDetails(Job(1))),
    ];

    private static System.Linq.Expressions.Expression<Action<Hangfire.Storage.JobStorageTransaction>> Set(int number) =>
        t => t.SetJobState(Job(1), ScriptState.Of($"State{number}", $"reason {number}"));
}
