using Hangfire.Common;
using Hangfire.States;
using Hangfire.Storage.SQLite.Files;
using Hangfire.Storage.SQLite.Jobs;
using Hangfire.Storage.SQLite.Tables;
using Hangfire.Storage.SQLite.Waiting;

namespace Hangfire.Storage.SQLite;

/// <summary>Changes that are gathered and then committed together, or not at all.</summary>
internal sealed partial class SQLiteTransaction(SQLiteStorageConnection connection) : JobStorageTransaction
{
    private readonly JobDatabase _database = connection.Database;
    private readonly List<Action<Session>> _changes = [];
    private readonly List<Action> _followUps = [];
    private readonly Dictionary<long, JobChange> _jobs = [];
    private readonly List<QueueItem> _enqueued = [];
    private readonly List<IDisposable> _locks = [];

    public override void Dispose()
    {
        ReleaseLocks();
        base.Dispose();
    }

    public override void Commit()
    {
        try
        {
            _database.Writer.Run(Apply, Follow);
        }
        finally
        {
            ReleaseLocks();
        }
    }

    public override void AcquireDistributedLock(string resource, TimeSpan timeout) =>
        _locks.Add(connection.AcquireDistributedLock(resource, timeout));

    public override string CreateJob(
        Job job, IDictionary<string, string?> parameters, DateTime createdAt, TimeSpan expireIn)
    {
        var created = connection.CreateJob(job, parameters, createdAt, expireIn);
        var change = _jobs[created.Id] = new(created.Id);
        _changes.Add(session => change.Apply(session, created));

        return JobId.Format(created.Id);
    }

    public override void SetJobParameter(string jobId, string name, string? value)
    {
        ArgumentNullException.ThrowIfNull(name);
        Job(jobId)?.Set(name, value);
    }

    public override void ExpireJob(string jobId, TimeSpan expireIn)
    {
        if (expireIn > TimeSpan.Zero)
        {
            Job(jobId)?.Expire(_database.Now + expireIn);
        }
        else
        {
            Job(jobId)?.Delete();
        }
    }

    public override void PersistJob(string jobId) => Job(jobId)?.Expire(at: null);

    public override void SetJobState(string jobId, IState state)
    {
        var stored = Store(state);
        Job(jobId)?.Add(stored, isCurrent: true);
    }

    public override void AddJobState(string jobId, IState state)
    {
        var stored = Store(state);
        Job(jobId)?.Add(stored, isCurrent: false);
    }

    public override void AddToQueue(string queue, string jobId)
    {
        ArgumentNullException.ThrowIfNull(queue);

        if (Job(jobId) is not null)
        {
            _ = JobId.TryParse(jobId, out var id);
            _changes.Add(session => Enqueue(session, queue, id));
        }
    }

    public override void RemoveFromQueue(IFetchedJob fetchedJob)
    {
        var fetched = fetchedJob as SQLiteFetchedJob
            ?? throw new ArgumentException("Only a job that was fetched from this storage can be removed.", nameof(fetchedJob));
        _changes.Add(session => QueueTable.Delete(session, fetched.Item));
        _followUps.Add(fetched.Removed);
    }

    private void Apply(Session session)
    {
        // It may be the second time: the group that it was a part of may have been rolled back.
        _enqueued.Clear();
        _changes.ForEach(change => change(session));
    }

    private void Follow()
    {
        _followUps.ForEach(followUp => followUp());
        _database.Queues.Add(_enqueued);
    }

    private void Enqueue(Session session, string queue, long jobId)
    {
        var item = new QueueItem(_database.NextQueueItemId(), queue, jobId);
        QueueTable.Insert(session, item);
        _enqueued.Add(item);
    }

    /// <summary>Gets what changes in a job; a job that was only created is written with it.</summary>
    /// <returns>Nothing if the text cannot be the name of a job.</returns>
    private JobChange? Job(string jobId)
    {
        ArgumentNullException.ThrowIfNull(jobId);

        if (!JobId.TryParse(jobId, out var id))
        {
            return null;
        }

        if (!_jobs.TryGetValue(id, out var change))
        {
            _jobs.Add(id, change = new(id));
            _changes.Add(session => change.Apply(session, _database.Newborns.Find(id)));
            _followUps.Add(() => _database.Newborns.Grown(id));
        }

        return change;
    }

    private StoredState Store(IState state)
    {
        ArgumentNullException.ThrowIfNull(state);

        return new(
            state.Name ?? throw new ArgumentException("A state has a name.", nameof(state)),
            state.Reason,
            _database.Now,
            Fields.Write(state.SerializeData()));
    }

    private void ReleaseLocks()
    {
        _locks.ForEach(held => held.Dispose());
        _locks.Clear();
    }
}
