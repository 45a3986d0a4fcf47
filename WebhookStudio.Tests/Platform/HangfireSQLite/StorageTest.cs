using Hangfire.Common;
using Hangfire.States;
using Hangfire.Storage;
using Hangfire.Storage.SQLite;
using Microsoft.Extensions.Time.Testing;
using WebhookStudio.Tests.TestKit;

namespace WebhookStudio.Tests.Platform.HangfireSQLite;

/// <summary>A storage on a file of its own that can be closed and opened again.</summary>
public abstract class StorageTest : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    protected static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    protected static Job AnyJob => Job.FromExpression(() => Console.WriteLine("hello"));

    protected string Folder => _folder.Path;

    protected string File => Path.Combine(Folder, "jobs.db");

    protected FakeTimeProvider Clock { get; } = new(DateTimeOffset.UnixEpoch.AddYears(56));

    public void Dispose()
    {
        _folder.Dispose();
        GC.SuppressFinalize(this);
    }

    protected SQLiteStorage Open() => new(File, new() { TimeProvider = Clock });

    /// <summary>Creates a job and puts it into a queue, as Hangfire does it.</summary>
    protected static string Enqueue(SQLiteStorage storage, string queue = "default")
    {
        using var connection = Connect(storage);
        var id = Create(connection);
        using var transaction = Begin(connection);
        transaction.SetJobState(id, new EnqueuedState(queue));
        transaction.PersistJob(id);
        transaction.AddToQueue(queue, id);
        transaction.Commit();

        return id;
    }

    private protected static JobStorageConnection Connect(SQLiteStorage storage) => (JobStorageConnection)storage.GetConnection();

    private protected static JobStorageTransaction Begin(JobStorageConnection connection) =>
        (JobStorageTransaction)connection.CreateWriteTransaction();

    private protected static JobStorageMonitor Monitor(SQLiteStorage storage) => (JobStorageMonitor)storage.GetMonitoringApi();

    private protected static string Create(JobStorageConnection connection) => connection.CreateExpiredJob(
        AnyJob, new Dictionary<string, string?> { ["Culture"] = "en" }, DateTime.UnixEpoch, TimeSpan.FromDays(36_500));

    /// <summary>Commits what a test wants changed.</summary>
    private protected static void Commit(SQLiteStorage storage, Action<JobStorageTransaction> change)
    {
        using var connection = Connect(storage);
        using var transaction = Begin(connection);
        change(transaction);
        transaction.Commit();
    }
}
