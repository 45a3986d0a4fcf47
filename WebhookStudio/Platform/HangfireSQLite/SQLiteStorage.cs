namespace Hangfire.Storage.SQLite;

/// <summary>Keeps Hangfire's jobs in one SQLite file that this process alone owns.</summary>
public sealed class SQLiteStorage : JobStorage, IDisposable
{
    private readonly string _path;

    /// <summary>Opens the file with the default options, and makes it if it is missing.</summary>
    public SQLiteStorage(string pathOrConnectionString)
        : this(pathOrConnectionString, new())
    {
    }

    /// <summary>Opens the file, and makes it if it is missing.</summary>
    public SQLiteStorage(string pathOrConnectionString, SQLiteStorageOptions options)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(pathOrConnectionString);
        ArgumentNullException.ThrowIfNull(options);
        _path = pathOrConnectionString;
    }

    public override IStorageConnection GetConnection() => throw new NotSupportedException(_path);

    public override IMonitoringApi GetMonitoringApi() => throw new NotSupportedException(_path);

    public void Dispose()
    {
    }
}
