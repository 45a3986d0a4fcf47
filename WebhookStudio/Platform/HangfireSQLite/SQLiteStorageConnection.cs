using Hangfire.Common;
using Hangfire.Server;
using Hangfire.Storage.SQLite.Jobs;
using Hangfire.Storage.SQLite.Tables;

namespace Hangfire.Storage.SQLite;

/// <summary>What Hangfire reads and writes outside of transactions, and the owner of the locks that it takes.</summary>
internal sealed partial class SQLiteStorageConnection(JobDatabase database) : JobStorageConnection
{
    private readonly List<SQLiteLock> _locks = [];
    private readonly List<long> _created = [];

    public JobDatabase Database => database;

    public override void Dispose()
    {
        foreach (var held in HeldLocks())
        {
            held.Dispose();
        }

        _created.ForEach(database.Newborns.Settle);
        _created.Clear();
        base.Dispose();
    }

    public override IWriteOnlyTransaction CreateWriteTransaction() => new SQLiteTransaction(this);

    public override IDisposable AcquireDistributedLock(string resource, TimeSpan timeout)
    {
        ArgumentNullException.ThrowIfNull(resource);

        if (!database.Locks.TryAcquire(this, resource, timeout))
        {
            throw new DistributedLockTimeoutException(resource);
        }

        var held = new SQLiteLock(this, resource);

        lock (_locks)
        {
            _locks.Add(held);
        }

        return held;
    }

    /// <summary>Gives a lock back.</summary>
    public void Release(SQLiteLock held, string resource)
    {
        lock (_locks)
        {
            _locks.Remove(held);
        }

        database.Locks.Release(this, resource);
    }

    public override string CreateExpiredJob(
        Job job, IDictionary<string, string?> parameters, DateTime createdAt, TimeSpan expireIn)
    {
        var created = CreateJob(job, parameters, createdAt, expireIn);
        database.Newborns.Add(created);
        _created.RemoveAll(id => !database.Newborns.Has(id));
        _created.Add(created.Id);

        return JobId.Format(created.Id);
    }

    /// <summary>Makes a job that is not written yet.</summary>
    public NewJob CreateJob(Job job, IDictionary<string, string?> parameters, DateTime createdAt, TimeSpan expireIn)
    {
        ArgumentNullException.ThrowIfNull(job);
        ArgumentNullException.ThrowIfNull(parameters);

        return new(
            database.NextJobId(),
            InvocationData.SerializeJob(job),
            Fields.Write(parameters),
            createdAt,
            createdAt + expireIn);
    }

    public override IFetchedJob FetchNextJob(string[] queues, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(queues);

        return queues.Length > 0
            ? new SQLiteFetchedJob(database, database.Queues.Take(queues, cancellationToken))
            : throw new ArgumentException("Name at least one queue.", nameof(queues));
    }

    public override void SetJobParameter(string id, string name, string? value)
    {
        ArgumentNullException.ThrowIfNull(id);
        ArgumentNullException.ThrowIfNull(name);

        if (Settled(id) is { } known)
        {
            database.Writer.Run(session => JobTable.SetParameter(session, known, name, value));
        }
    }

    public override string? GetJobParameter(string id, string name)
    {
        ArgumentNullException.ThrowIfNull(id);
        ArgumentNullException.ThrowIfNull(name);

        return Settled(id) is { } known
            ? database.Readers.Read(session => JobTable.Parameter(session, known, name))
            : null;
    }

    public override JobData? GetJobData(string jobId)
    {
        ArgumentNullException.ThrowIfNull(jobId);

        return Settled(jobId) is { } id ? database.Readers.Read(session => JobTable.Find(session, id))?.ToData() : null;
    }

    public override StateData? GetStateData(string jobId)
    {
        ArgumentNullException.ThrowIfNull(jobId);

        return Settled(jobId) is { } id && database.Readers.Read(session => StateTable.Current(session, id)) is { } state
            ? new() { Name = state.Name, Reason = state.Reason, Data = state.ReadData() }
            : null;
    }

    public override void AnnounceServer(string serverId, ServerContext context)
    {
        ArgumentNullException.ThrowIfNull(serverId);
        ArgumentNullException.ThrowIfNull(context);
        var now = database.Now;
        database.Writer.Run(session => ServerTable.Announce(session, serverId, context, now));
    }

    public override void RemoveServer(string serverId)
    {
        ArgumentNullException.ThrowIfNull(serverId);
        database.Writer.Run(session => ServerTable.Remove(session, serverId));
    }

    public override void Heartbeat(string serverId)
    {
        ArgumentNullException.ThrowIfNull(serverId);
        var now = database.Now;

        if (!database.Writer.Run(session => ServerTable.Beat(session, serverId, now)))
        {
            throw new BackgroundServerGoneException();
        }
    }

    public override int RemoveTimedOutServers(TimeSpan timeOut)
    {
        if (timeOut <= TimeSpan.Zero)
        {
            throw new ArgumentException("A server is silent for some time before it is gone; give more than zero.", nameof(timeOut));
        }

        var since = database.Now - timeOut;

        return database.Writer.Run(session => ServerTable.RemoveSilent(session, since));
    }

    public override DateTime GetUtcDateTime() => database.Now;

    /// <summary>Reads the number of a job, and sees to it that it is written.</summary>
    private long? Settled(string jobId)
    {
        if (!JobId.TryParse(jobId, out var id))
        {
            return null;
        }

        database.Newborns.Settle(id);

        return id;
    }

    private SQLiteLock[] HeldLocks()
    {
        lock (_locks)
        {
            return [.. _locks];
        }
    }
}
