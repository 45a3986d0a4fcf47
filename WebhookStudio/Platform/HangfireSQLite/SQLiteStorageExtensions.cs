namespace Hangfire.Storage.SQLite;

/// <summary>Makes SQLite the storage of Hangfire's configuration.</summary>
public static class SQLiteStorageExtensions
{
    /// <summary>Keeps the jobs in <c>Hangfire.db</c> in the current directory.</summary>
    public static IGlobalConfiguration<SQLiteStorage> UseSQLiteStorage(this IGlobalConfiguration configuration) =>
        configuration.UseSQLiteStorage("Hangfire.db");

    /// <summary>Keeps the jobs in the file that a path or a connection string names.</summary>
    public static IGlobalConfiguration<SQLiteStorage> UseSQLiteStorage(
        this IGlobalConfiguration configuration, string nameOrConnectionString, SQLiteStorageOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(configuration);

        return configuration.UseStorage(new SQLiteStorage(nameOrConnectionString, options ?? new()));
    }
}
