using Hangfire.Storage;
using static WebhookStudio.Tests.Platform.HangfireSQLite.Differential.Names;

namespace WebhookStudio.Tests.Platform.HangfireSQLite.Differential.Scripts;

/// <summary>Arguments that make no sense.</summary>
internal static class RefusalScripts
{
    private static readonly string[] NoQueues = [];
    private static readonly string[] WithNull = ["a", null!];

    public static IReadOnlyList<Script> All { get; } =
    [
        new Script("connections refuse null")
            .Connection(
                c => c.AcquireDistributedLock(null!, TimeSpan.Zero),
                c => c.CreateExpiredJob(null!, Sample.Parameters, Sample.Now, Sample.Hour),
                c => c.CreateExpiredJob(Sample.Job, null!, Sample.Now, Sample.Hour),
                c => c.FetchNextJob(null!, CancellationToken.None),
                c => c.FetchNextJob(NoQueues, CancellationToken.None),
                c => c.SetJobParameter(null!, "n", "v"),
                c => c.SetJobParameter(NoJob, null!, "v"),
                c => c.GetJobParameter(null!, "n"),
                c => c.GetJobParameter(NoJob, null!),
                c => c.GetJobData(null!),
                c => c.GetStateData(null!))
            .Connection(
                c => c.AnnounceServer(null!, new()),
                c => c.AnnounceServer("s", null!),
                c => c.RemoveServer(null!),
                c => c.Heartbeat(null!),
                c => c.RemoveTimedOutServers(TimeSpan.Zero),
                c => c.RemoveTimedOutServers(TimeSpan.FromMinutes(-1))),

        new Script("connections refuse keys that are null, and ranges that are none")
            .Connection(
                c => c.GetAllItemsFromSet(null!),
                c => c.GetFirstByLowestScoreFromSet(null!, 0, 1),
                c => c.GetFirstByLowestScoreFromSet("s", 1, 0),
                c => c.GetFirstByLowestScoreFromSet(null!, 0, 1, 1),
                c => c.GetFirstByLowestScoreFromSet("s", 1, 0, 1),
                c => c.GetFirstByLowestScoreFromSet("s", 0, 1, 0),
                c => c.GetFirstByLowestScoreFromSet("s", 0, 1, -1),
                c => c.GetSetContains(null!, "v"),
                c => c.GetSetContains("s", null!),
                c => c.GetSetCount((string)null!),
                c => c.GetSetCount((IEnumerable<string>)null!, 1),
                c => c.GetSetCount(NoQueues, -1),
                c => c.GetRangeFromSet(null!, 0, 1),
                c => c.GetRangeFromSet("s", -1, 1),
                c => c.GetRangeFromSet("s", 2, 1),
                c => c.GetSetTtl(null!))
            .Connection(
                c => c.SetRangeInHash(null!, Sample.NoParameters),
                c => c.SetRangeInHash("h", null!),
                c => c.GetAllEntriesFromHash(null!),
                c => c.GetValueFromHash(null!, "n"),
                c => c.GetValueFromHash("h", null!),
                c => c.GetHashCount(null!),
                c => c.GetHashTtl(null!),
                c => c.GetListCount(null!),
                c => c.GetAllItemsFromList(null!),
                c => c.GetRangeFromList(null!, 0, 1),
                c => c.GetRangeFromList("l", -1, 1),
                c => c.GetRangeFromList("l", 2, 1),
                c => c.GetListTtl(null!),
                c => c.GetCounter(null!)),

        new Script("transactions refuse null for jobs")
            .Commit(
                t => t.ExpireJob(null!, Sample.Hour),
                t => t.PersistJob(null!),
                t => t.SetJobState(null!, ScriptState.Of("S")),
                t => t.SetJobState(NoJob, null!),
                t => t.SetJobState(NoJob, ScriptState.Of(null!)),
                t => t.AddJobState(null!, ScriptState.Of("S")),
                t => t.AddJobState(NoJob, null!),
                t => t.AddToQueue(null!, NoJob),
                t => t.AddToQueue("q", null!),
                t => t.SetJobParameter(null!, "n", "v"),
                t => t.SetJobParameter(NoJob, null!, "v"),
                t => t.CreateJob(null!, Sample.Parameters, Sample.Now, Sample.Hour),
                t => t.CreateJob(Sample.Job, null!, Sample.Now, Sample.Hour),
                t => t.AcquireDistributedLock(null!, TimeSpan.Zero)),

        new Script("transactions refuse null for everything else")
            .Commit(
                t => t.IncrementCounter(null!),
                t => t.IncrementCounter(null!, Sample.Hour),
                t => t.DecrementCounter(null!),
                t => t.DecrementCounter(null!, Sample.Hour),
                t => t.AddToSet(null!, "v"),
                t => t.AddToSet("s", null!),
                t => t.AddToSet(null!, "v", 1),
                t => t.AddToSet("s", null!, 1),
                t => t.RemoveFromSet(null!, "v"),
                t => t.RemoveFromSet("s", null!),
                t => t.AddRangeToSet(null!, NoQueues),
                t => t.AddRangeToSet("s", null!),
                t => t.AddRangeToSet("s", WithNull),
                t => t.AddRangeToSet("s", NoQueues),
                t => t.RemoveSet(null!),
                t => t.ExpireSet(null!, Sample.Hour),
                t => t.PersistSet(null!))
            .Commit(
                t => t.InsertToList(null!, "v"),
                t => t.InsertToList("l", null!),
                t => t.RemoveFromList(null!, "v"),
                t => t.RemoveFromList("l", null!),
                t => t.TrimList(null!, 0, 1),
                t => t.ExpireList(null!, Sample.Hour),
                t => t.PersistList(null!),
                t => t.SetRangeInHash(null!, Sample.NoParameters),
                t => t.SetRangeInHash("h", null!),
                t => t.RemoveHash(null!),
                t => t.ExpireHash(null!, Sample.Hour),
                t => t.PersistHash(null!))
            .Connection(c => c.GetSetCount("s"), c => c.GetListCount("l"), c => c.GetHashCount("h")),

        new Script("the monitor and the storage refuse null")
            .Monitor(
                m => m.JobDetails(null!),
                m => m.EnqueuedJobs(null!, 0, 1),
                m => m.FetchedJobs(null!, 0, 1),
                m => m.EnqueuedCount(null!),
                m => m.FetchedCount(null!))
            .Storage(s => s.HasFeature(null!)),

        new Script("what was refused in a transaction leaves the rest of it")
            .Add(Call.Of<JobStorageConnection>(Actor.Connection, c => c.CreateWriteTransaction()))
            .Add(Call.Of<JobStorageTransaction>(Actor.Transaction, t => t.IncrementCounter("n")))
            .Add(Call.Of<JobStorageTransaction>(Actor.Transaction, t => t.IncrementCounter(null!)))
            .Add(Call.Of<JobStorageTransaction>(Actor.Transaction, t => t.Commit()))
            .Add(Call.Of<JobStorageTransaction>(Actor.Transaction, t => t.Dispose()))
            .Connection(c => c.GetCounter("n")),
    ];
}
