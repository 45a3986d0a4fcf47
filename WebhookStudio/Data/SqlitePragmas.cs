using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Options;

namespace WebhookStudio.Data;

/// <summary>Sets up every connection to SQLite: durable, patient, with foreign keys.</summary>
/// <remarks>
/// WAL lets readers go on beside the writer. <c>synchronous=FULL</c> makes an accepted submit survive a power cut; the
/// batches of the delivery lanes make it affordable; who does not need it can have <c>NORMAL</c>
/// (<see cref="DatabaseOptions"/>). The busy timeout waits for the writer's turn instead of failing.
/// </remarks>
internal sealed class SqlitePragmas(IOptions<DatabaseOptions> options) : DbConnectionInterceptor
{
    public const string Durable =
        "PRAGMA journal_mode = WAL; PRAGMA busy_timeout = 10000; PRAGMA foreign_keys = ON; PRAGMA synchronous = FULL;";

    private const string Brief =
        "PRAGMA journal_mode = WAL; PRAGMA busy_timeout = 10000; PRAGMA foreign_keys = ON; PRAGMA synchronous = NORMAL;";

    // A connection from the pool is the same one to SQLite, and keeps what was set.
    private readonly ConditionalWeakTable<object, object> _ready = [];

    /// <summary>Gets what a connection is set up with whose commits are to last.</summary>
    public string Chosen => options.Value.Synchronous is Synchronous.Normal ? Brief : Durable;

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        // A file that another tool has copied may be in another mode; who only looks whether it is there cannot change that.
        if (((SqliteConnection)connection).Handle is { } handle && !IsReadOnly(connection) && _ready.TryAdd(handle, this))
        {
            using var command = connection.CreateCommand();
            command.CommandText = Chosen;
            command.ExecuteNonQuery();
        }
    }

    public override Task ConnectionOpenedAsync(
        DbConnection connection,
        ConnectionEndEventData eventData,
        CancellationToken cancellationToken = default)
    {
        // SQLite has nothing to wait for.
        ConnectionOpened(connection, eventData);

        return Task.CompletedTask;
    }

    private static bool IsReadOnly(DbConnection connection) =>
        new SqliteConnectionStringBuilder(connection.ConnectionString).Mode is SqliteOpenMode.ReadOnly;
}
