using Hangfire;
using Hangfire.InMemory;
using Hangfire.Storage.SQLite;
using WebhookStudio.Tests.TestKit;

namespace WebhookStudio.Tests.Platform.HangfireSQLite.Differential;

/// <summary>A new storage, gone with all it kept when disposed.</summary>
internal sealed class TemporaryStorage : IDisposable
{
    private readonly TemporaryFolder? _folder;

    private TemporaryStorage(JobStorage storage, TemporaryFolder? folder)
    {
        Storage = storage;
        _folder = folder;
    }

    public JobStorage Storage { get; }

    /// <summary>Hangfire's own storage in memory. It forgets late and keeps long histories, like one on a disk.</summary>
    public static TemporaryStorage Reference() =>
        new(new InMemoryStorage(new() { MaxExpirationTime = null, MaxStateHistoryLength = 1000 }), folder: null);

    /// <summary>Ours, in a folder of its own.</summary>
    public static TemporaryStorage Ours()
    {
        var folder = new TemporaryFolder();

        return new(Open(folder.Path), folder);
    }

    /// <summary>Ours, in a folder that stays.</summary>
    public static TemporaryStorage OursIn(string folder) => new(Open(folder), folder: null);

    public void Dispose()
    {
        (Storage as IDisposable)?.Dispose();
        _folder?.Dispose();
    }

    private static SQLiteStorage Open(string folder) => new(Path.Combine(folder, "jobs.db"), new SQLiteStorageOptions());
}
