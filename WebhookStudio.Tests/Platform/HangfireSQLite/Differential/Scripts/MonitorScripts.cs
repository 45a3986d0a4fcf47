using static WebhookStudio.Tests.Platform.HangfireSQLite.Differential.Names;

namespace WebhookStudio.Tests.Platform.HangfireSQLite.Differential.Scripts;

/// <summary>What the dashboard shows.</summary>
internal static class MonitorScripts
{
    private static readonly string[] Success =
        ["SucceededAt", "2024-01-01T00:00:00Z", "PerformanceDuration", "1234567", "Latency", "7654321", "Result", "\"fine\""];

    private static readonly string[] Failure =
        ["FailedAt", "2024-01-01T00:00:00Z", "ExceptionType", "System.Fault", "ExceptionMessage", "no", "ExceptionDetails", "at\nline"];

    public static IReadOnlyList<Script> All { get; } =
    [
        LookAtAll(new("nothing has happened yet")),

        LookAtAll(Sample.WithJobs("a job in each state", 8)
            .Commit(t => t.SetJobState(Job(1), ScriptState.Of("Succeeded", "done", Success)), t => t.IncrementCounter("stats:succeeded"))
            .Commit(t => t.SetJobState(Job(2), ScriptState.Of("Failed", "broken", Failure)))
            .Commit(t => t.SetJobState(Job(3), ScriptState.Of("Deleted", "unwanted")), t => t.IncrementCounter("stats:deleted"))
            .Commit(t => t.SetJobState(Job(4), ScriptState.Of("Processing", null, "ServerId", "server:1", "WorkerId", "w")))
            .Commit(t => t.SetJobState(Job(5), ScriptState.Of("Scheduled", null, "EnqueueAt", "1990-01-01T00:00:00Z")))
            .Commit(t => t.SetJobState(Job(6), ScriptState.Of("Awaiting", "child", "ParentId", Job(4))))
            .Commit(t => t.SetJobState(Job(7), ScriptState.Of("Awaiting", "orphan", "ParentId", NoJob)))
            .Commit(
                t => t.SetJobState(Job(8), ScriptState.Of("Enqueued", null, "Queue", Sample.Queue)),
                t => t.AddToQueue(Sample.Queue, Job(8)))
            .Commit(t => t.AddToSet("recurring-jobs", "a"), t => t.AddToSet("recurring-jobs", "b"), t => t.AddToSet("retries", Job(2)))),

        LookAtAll(Sample.WithJobs("states without what the core writes into them", 6)
            .Commit(t => t.SetJobState(Job(1), ScriptState.Of("Succeeded")))
            .Commit(t => t.SetJobState(Job(2), ScriptState.Of("Failed")))
            .Commit(t => t.SetJobState(Job(3), ScriptState.Of("Processing")))
            .Commit(t => t.SetJobState(Job(4), ScriptState.Of("Scheduled")))
            .Commit(t => t.SetJobState(Job(5), ScriptState.Of("Awaiting")))
            .Commit(t => t.SetJobState(Job(6), ScriptState.Of("Enqueued")))),

        Listed("succeeded jobs, the last first", "Succeeded")
            .Monitor(m => m.SucceededJobs(0, 2), m => m.SucceededJobs(2, 2), m => m.SucceededJobs(4, 9), m => m.SucceededJobs(9, 9)),

        Listed("failed jobs, the last first", "Failed")
            .Monitor(m => m.FailedJobs(0, 2), m => m.FailedJobs(2, 2), m => m.FailedJobs(4, 9), m => m.FailedJobs(9, 9)),

        Listed("deleted jobs, the last first", "Deleted")
            .Monitor(m => m.DeletedJobs(0, 2), m => m.DeletedJobs(2, 2), m => m.DeletedJobs(4, 9), m => m.DeletedJobs(9, 9)),

        Listed("jobs under way, the first first", "Processing")
            .Monitor(m => m.ProcessingJobs(0, 2), m => m.ProcessingJobs(2, 2), m => m.ProcessingJobs(4, 9), m => m.ProcessingJobs(9, 9)),

        Listed("scheduled jobs, the first first", "Scheduled")
            .Monitor(m => m.ScheduledJobs(0, 2), m => m.ScheduledJobs(2, 2), m => m.ScheduledJobs(4, 9), m => m.ScheduledJobs(9, 9)),

        Listed("awaiting jobs, the first first", "Awaiting")
            .Monitor(m => m.AwaitingJobs(0, 2), m => m.AwaitingJobs(2, 2), m => m.AwaitingJobs(4, 9), m => m.AwaitingJobs(9, 9)),

        LookAtAll(new Script("days and hours are counted")
            .Commit(
                t => t.IncrementCounter(Daily("succeeded", 0), Sample.Day),
                t => t.IncrementCounter(Daily("succeeded", 0), Sample.Day),
                t => t.IncrementCounter(Daily("failed", -1), Sample.Day),
                t => t.IncrementCounter(Daily("deleted", -6), Sample.Day),
                t => t.IncrementCounter(Daily("succeeded", -7), Sample.Day),
                t => t.IncrementCounter(Hourly("succeeded", 0), Sample.Day),
                t => t.IncrementCounter(Hourly("failed", -1), Sample.Day),
                t => t.IncrementCounter(Hourly("deleted", -23), Sample.Day),
                t => t.IncrementCounter(Hourly("succeeded", -24), Sample.Day))),
    ];

    /// <summary>Adds every answer of the monitor that needs no job to ask about.</summary>
    public static Script LookAtAll(Script script) => script
        .Monitor(
            m => m.Queues(),
            m => m.Servers(),
            m => m.GetStatistics(),
            m => m.EnqueuedJobs(Sample.Queue, 0, 50),
            m => m.FetchedJobs(Sample.Queue, 0, 50),
            m => m.ProcessingJobs(0, 50),
            m => m.ScheduledJobs(0, 50),
            m => m.SucceededJobs(0, 50),
            m => m.FailedJobs(0, 50),
            m => m.DeletedJobs(0, 50),
            m => m.AwaitingJobs(0, 50))
        .Monitor(
            m => m.ScheduledCount(),
            m => m.EnqueuedCount(Sample.Queue),
            m => m.FetchedCount(Sample.Queue),
            m => m.FailedCount(),
            m => m.ProcessingCount(),
            m => m.SucceededListCount(),
            m => m.DeletedListCount(),
            m => m.AwaitingCount())
        .Monitor(
            m => m.SucceededByDatesCount(),
            m => m.FailedByDatesCount(),
            m => m.DeletedByDatesCount(),
            m => m.HourlySucceededJobs(),
            m => m.HourlyFailedJobs(),
            m => m.HourlyDeletedJobs());

    /// <summary>Five jobs reach a state in an order that is not that of their creation; a sixth reaches it and leaves.</summary>
    private static Script Listed(string name, string state)
    {
        var script = Sample.WithJobs(name, 6);

        foreach (var number in new[] { 3, 6, 1, 5, 2, 4 })
        {
            var job = Job(number);
            script.Commit(t => t.SetJobState(job, ScriptState.Of(state, $"number {number}")));
        }

        return script.Commit(t => t.SetJobState(Job(6), ScriptState.Of("Elsewhere")), t => t.SetJobState(Job(5), ScriptState.Of(state)));
    }

    private static string Daily(string type, int days) => $"stats:{type}:{Sample.Now.AddDays(days):yyyy-MM-dd}";

    private static string Hourly(string type, int hours) => $"stats:{type}:{Sample.Now.AddHours(hours):yyyy-MM-dd-HH}";
}
