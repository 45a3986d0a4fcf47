using Hangfire.States;
using Hangfire.Storage.Monitoring;
using Hangfire.Storage.SQLite.Files;
using Hangfire.Storage.SQLite.Jobs;
using Hangfire.Storage.SQLite.Tables;

namespace Hangfire.Storage.SQLite.Monitoring;

/// <summary>What the dashboard shows. Nothing here reads more rows than it shows.</summary>
internal sealed partial class SQLiteMonitoringApi(JobDatabase database) : JobStorageMonitor
{
    private const int FirstJobs = 5;

    public override IList<QueueWithTopEnqueuedJobsDto> Queues()
    {
        var queues = database.Queues.Look(known => known
            .Select(queue => (Name: queue.Key, Ready: queue.Value.Ready.Count, Fetched: queue.Value.Fetched.Count))
            .ToArray());

        return [.. queues.Select(queue => new QueueWithTopEnqueuedJobsDto
        {
            Name = queue.Name,
            Length = queue.Ready,
            Fetched = queue.Fetched,
            FirstJobs = EnqueuedJobs(queue.Name, 0, FirstJobs),
        })];
    }

    public override IList<ServerDto> Servers() => database.Readers.Read(ServerTable.All);

    public override JobDetailsDto? JobDetails(string jobId)
    {
        ArgumentNullException.ThrowIfNull(jobId);

        if (!JobId.TryParse(jobId, out var id))
        {
            return null;
        }

        database.Newborns.Settle(id);

        return database.Readers.Snapshot(session => Details(session, id));
    }

    public override StatisticsDto GetStatistics()
    {
        var queues = database.Queues.Look(known => known.Count);

        return database.Readers.Snapshot(session => new StatisticsDto
        {
            Enqueued = StateTable.Count(session, EnqueuedState.StateName),
            Scheduled = StateTable.Count(session, ScheduledState.StateName),
            Processing = StateTable.Count(session, ProcessingState.StateName),
            Failed = StateTable.Count(session, FailedState.StateName),
            Awaiting = StateTable.Count(session, AwaitingState.StateName),
            Succeeded = CounterTable.Get(session, "stats:succeeded"),
            Deleted = CounterTable.Get(session, "stats:deleted"),
            Retries = SetTable.Count(session, "retries"),
            Recurring = SetTable.Count(session, "recurring-jobs"),
            Servers = ServerTable.Count(session),
            Queues = queues,
        });
    }

    private static JobDetailsDto? Details(Session session, long id)
    {
        if (JobTable.Find(session, id) is not { } record)
        {
            return null;
        }

        var job = record.Load(out var failure);
        var properties = record.ReadParameters(ref failure);

        return new()
        {
            Job = job,
            InvocationData = record.Invocation,
            LoadException = failure,
            CreatedAt = record.CreatedAt,
            ExpireAt = record.ExpireAt,
            Properties = properties,
            History = [.. StateTable.History(session, id).Select(state => new StateHistoryDto
            {
                StateName = state.Name,
                Reason = state.Reason,
                CreatedAt = state.CreatedAt,
                Data = state.ReadData(),
            })],
        };
    }
}
