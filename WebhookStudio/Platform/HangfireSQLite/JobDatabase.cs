using Hangfire.Storage.SQLite.Failures;
using Hangfire.Storage.SQLite.Files;
using Hangfire.Storage.SQLite.Jobs;
using Hangfire.Storage.SQLite.Tables;
using Hangfire.Storage.SQLite.Waiting;
using Hangfire.Storage.SQLite.Writing;

namespace Hangfire.Storage.SQLite;

/// <summary>The open file with everything that is known about it in memory.</summary>
internal sealed class JobDatabase : IDisposable
{
    private readonly FileOwnership _ownership;
    private readonly TimeProvider _clock;
    private long _lastJobId;
    private long _lastQueueItemId;

    /// <exception cref="JobDatabaseException">The file cannot be used.</exception>
    public JobDatabase(JobFile file, SQLiteStorageOptions options)
    {
        File = file;
        _clock = options.TimeProvider;
        Queues = new(_clock);
        _ownership = FileOwnership.Take(file.Path);

        try
        {
            Check(file);
            Readers = new(file, options.PoolSize);
            Writer = new(file);
            Newborns = new(Writer);
            Recover();
        }
        catch (Exception failure)
        {
            Close();
            Failure.Rethrow(failure, file.Path);
        }
    }

    public JobFile File { get; }

    public Readers Readers { get; } = null!;

    public Writer Writer { get; } = null!;

    public Newborns Newborns { get; } = null!;

    public ReadyQueues Queues { get; }

    public LockTable Locks { get; } = new();

    public DateTime Now => _clock.GetUtcNow().UtcDateTime;

    /// <summary>Gets a number that no job has had.</summary>
    public long NextJobId() => Interlocked.Increment(ref _lastJobId);

    /// <summary>Gets a number that no row of the queue table has.</summary>
    public long NextQueueItemId() => Interlocked.Increment(ref _lastQueueItemId);

    public void Dispose()
    {
        Queues.Close();
        Close();
    }

    private static void Check(JobFile file)
    {
        using var session = file.OpenPlain();
        Schema.Ensure(session, file.Path);
    }

    /// <summary>Takes up what the last process has left: its jobs are ready again, its servers are gone.</summary>
    private void Recover()
    {
        Writer.Run(ServerTable.Clear);
        _lastJobId = Readers.Read(JobTable.LastId);
        var items = Readers.Read(QueueTable.All);
        _lastQueueItemId = items.LastOrDefault()?.Id ?? 0;
        Queues.Add(items);
    }

    private void Close()
    {
        Readers?.Dispose();
        Writer?.Dispose();
        _ownership.Dispose();
    }
}
