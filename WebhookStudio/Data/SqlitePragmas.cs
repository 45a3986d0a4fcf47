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
    public const string Durable = $"{Common} PRAGMA synchronous = FULL;";

    public const string Quick = $"{Common} PRAGMA synchronous = NORMAL;";

    private const string Common = "PRAGMA journal_mode = WAL; PRAGMA busy_timeout = 10000; PRAGMA foreign_keys = ON;";

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        using var command = connection.CreateCommand();
        command.CommandText = Durable;
        command.ExecuteNonQuery();
    }

    public override async Task ConnectionOpenedAsync(
        DbConnection connection,
        ConnectionEndEventData eventData,
        CancellationToken cancellationToken = default)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = Durable;
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
