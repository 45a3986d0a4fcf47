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
        _changes.Add(session => JobTable.Insert(session, created));

        return JobId.Format(created.Id);
    }

    public override void SetJobParameter(string jobId, string name, string? value)
    {
        ArgumentNullException.ThrowIfNull(name);
        ChangeJob(jobId, (session, id) => JobTable.SetParameter(session, id, name, value));
    }

    public override void ExpireJob(string jobId, TimeSpan expireIn)
    {
        var at = _database.Now + expireIn;
        ChangeJob(
            jobId, expireIn > TimeSpan.Zero ? (session, id) => JobTable.Expire(session, id, at) : JobTable.Delete);
    }

    public override void PersistJob(string jobId) => ChangeJob(jobId, JobTable.Persist);

    public override void SetJobState(string jobId, IState state)
    {
        var stored = Store(state);
        ChangeJob(jobId, (session, id) => StateTable.Set(session, id, stored));
    }

    public override void AddJobState(string jobId, IState state)
    {
        var stored = Store(state);
        ChangeJob(jobId, (session, id) => StateTable.Add(session, id, stored));
    }

    public override void AddToQueue(string queue, string jobId)
    {
        ArgumentNullException.ThrowIfNull(queue);
        ChangeJob(jobId, (session, id) => _enqueued.Add(QueueTable.Insert(session, queue, id)));
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

    /// <summary>Changes a job; first of all writes it if it was only created. What is no name of a job is passed over.</summary>
    private void ChangeJob(string jobId, Action<Session, long> change)
    {
        ArgumentNullException.ThrowIfNull(jobId);

        if (!JobId.TryParse(jobId, out var id))
        {
            return;
        }

        if (_database.Newborns.Has(id))
        {
            _changes.Add(session => _database.Newborns.Insert(session, id));
            _followUps.Add(() => _database.Newborns.Grown(id));
        }

        _changes.Add(session => change(session, id));
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
