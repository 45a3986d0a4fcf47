using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace WebhookStudio.Data;

/// <summary>Sets up every connection to SQLite: durable, patient, with foreign keys.</summary>
/// <remarks>
/// WAL lets readers go on beside the writer. <c>synchronous=FULL</c> makes an accepted submit survive a power cut; the
/// batches of the delivery lanes make it affordable. The busy timeout waits for the writer's turn instead of failing.
/// </remarks>
internal sealed class SqlitePragmas : DbConnectionInterceptor
{
    private const string Pragmas = """
        PRAGMA journal_mode = WAL;
        PRAGMA synchronous = FULL;
        PRAGMA busy_timeout = 10000;
        PRAGMA foreign_keys = ON;
        """;

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        using var command = connection.CreateCommand();
        command.CommandText = Pragmas;
        command.ExecuteNonQuery();
    }

    public override async Task ConnectionOpenedAsync(
        DbConnection connection,
        ConnectionEndEventData eventData,
        CancellationToken cancellationToken = default)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = Pragmas;
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
