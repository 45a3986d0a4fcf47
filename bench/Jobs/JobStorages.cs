using Hangfire;
using Hangfire.InMemory;
using Hangfire.PostgreSql;
using Hangfire.PostgreSql.Factories;
using Hangfire.Storage.SQLite;

namespace WebhookStudio.Bench.Jobs;

/// <summary>The job storages that are compared, each with its default options.</summary>
internal static class JobStorages
{
    public const string SQLite = "SQLite";
    public const string InMemory = "InMemory";
    public const string PostgreSql = "PostgreSql";

    /// <summary>Opens a new, empty storage.</summary>
    /// <param name="name">One of the names above.</param>
    /// <param name="place">A folder, or a connection string of a PostgreSQL server.</param>
    /// <param name="part">Tells it from others in the same place.</param>
    public static JobStorage Open(string name, string place, string part) => name switch
    {
        SQLite => new SQLiteStorage(Path.Combine(place, $"{part}.db")),
        InMemory => new InMemoryStorage(),
        PostgreSql => OpenPostgreSql(place, new() { SchemaName = part, PrepareSchemaIfNecessary = true }),
        _ => throw new ArgumentException($"No storage is called {name}.", nameof(name)),
    };

    private static PostgreSqlStorage OpenPostgreSql(string connection, PostgreSqlStorageOptions options) =>
        new(new NpgsqlConnectionFactory(connection, options), options);
}
