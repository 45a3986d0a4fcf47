namespace Hangfire.Storage.SQLite;

/// <summary>A lock that is held until it, or the connection that took it, is disposed.</summary>
internal sealed class SQLiteLock(SQLiteStorageConnection owner, string resource) : IDisposable
{
    private int _released;

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _released, 1) == 0)
        {
            owner.Release(this, resource);
        }
    }
}
