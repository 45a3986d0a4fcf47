using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace WebhookStudio.Data;

/// <summary>Sets up every connection to SQLite: durable, patient, with foreign keys.</summary>
/// <remarks>
/// WAL lets readers go on beside the writer. <c>synchronous=FULL</c> makes an accepted submit survive a power cut; the
/// batches of the delivery lanes make it affordable. The busy timeout waits for the writer's turn instead of failing.
/// </remarks>
internal sealed class SqlitePragmas : DbConnectionInterceptor
{
    public const string Durable =
        "PRAGMA journal_mode = WAL; PRAGMA busy_timeout = 10000; PRAGMA foreign_keys = ON; PRAGMA synchronous = FULL;";

    // A connection from the pool is the same one to SQLite, and keeps what was set.
    private readonly ConditionalWeakTable<object, object> _ready = [];

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        if (((SqliteConnection)connection).Handle is { } handle && _ready.TryAdd(handle, this))
        {
            using var command = connection.CreateCommand();
            command.CommandText = Durable;
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
}
