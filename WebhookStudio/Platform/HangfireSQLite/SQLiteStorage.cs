using Hangfire.Logging;
using Hangfire.Server;
using Hangfire.Storage.SQLite.Files;
using Hangfire.Storage.SQLite.Monitoring;

namespace Hangfire.Storage.SQLite;

/// <summary>Keeps Hangfire's jobs in one SQLite file that one process owns.</summary>
/// <remarks>
/// Opening fails at once, with an exception of its own type each, if the file is in use, damaged, not a job database, of a later
/// version, or cannot be written (<see cref="JobDatabaseException"/>). Dispose it after the servers have stopped.
/// </remarks>
public sealed class SQLiteStorage : JobStorage, IDisposable
{
    private readonly SQLiteStorageOptions _options;
    private readonly JobDatabase _database;

    /// <summary>Opens the file with the default options, and makes it if it is missing.</summary>
    /// <param name="pathOrConnectionString">A path, or a connection string of which the data source counts.</param>
    public SQLiteStorage(string pathOrConnectionString)
        : this(pathOrConnectionString, new())
    {
    }

    /// <summary>Opens the file, and makes it if it is missing.</summary>
    /// <param name="pathOrConnectionString">A path, or a connection string of which the data source counts.</param>
    /// <param name="options">How the storage works.</param>
    public SQLiteStorage(string pathOrConnectionString, SQLiteStorageOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);

        _options = options;
        _database = new(JobFile.Of(pathOrConnectionString, options.Synchronous), options);
    }

    /// <summary>Gets whether a commit is seen by whoever reads after it: always.</summary>
    public override bool LinearizableReads => true;

    /// <summary>Gets the parts, for tests.</summary>
    internal JobDatabase Database => _database;

    public override IStorageConnection GetConnection() => new SQLiteStorageConnection(_database);

    public override IMonitoringApi GetMonitoringApi() => new SQLiteMonitoringApi(_database);

    public override bool HasFeature(string featureId)
    {
        ArgumentNullException.ThrowIfNull(featureId);

        return Features.All.Contains(featureId);
    }

    public override IEnumerable<IBackgroundProcess> GetStorageWideProcesses() =>
        [new Expiration(_database, _options.JobExpirationCheckInterval)];

    public override void WriteOptionsToLog(ILog logger)
    {
        logger.Info("Using the following options for the SQLite job storage:");
        logger.Info($"    File: {_database.File.Path}.");
        logger.Info($"    Synchronous: {_options.Synchronous}.");
        logger.Info($"    Job expiration check interval: {_options.JobExpirationCheckInterval}.");
    }

    public override string ToString() => $"SQLite: {_database.File.Path}";

    /// <summary>Closes the file; another storage can open it.</summary>
    public void Dispose() => _database.Dispose();
}
