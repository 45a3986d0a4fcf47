using System.Text.Json;
using WebhookStudio.Data;
using WebhookStudio.Domain.Deliveries;
using WebhookStudio.Domain.Tasks;
using WebhookStudio.Domain.Workflows;

namespace WebhookStudio.Features.Deliveries;

/// <summary>The statements that claim deliveries and hand them back.</summary>
/// <remarks>
/// Rows are named by their <c>rowid</c>: it is in every index, and grows with each delivery opened, so that it tells the
/// order of entry whatever the clock did. Numbers of statuses and triggers stand as literals, because only then the
/// partial indexes are used.
/// </remarks>
internal static class ClaimStatements
{
    /// <summary>Owed: pending, sending, retrying or held. The indexes know nothing else, and are used only where this is said.</summary>
    private const string Owed = "Status < 4";

    /// <summary>The same, in the words of the indexes that are in the order of entry.</summary>
    private const string OwedInOrder = "Status IN (0, 1, 2, 3)";

    // Not tried yet, longest due first. What was never tried is due by definition, even for a clock that has stepped back.
    internal const string Fresh = $"""
        SELECT rowid FROM deliveries WHERE ProjectId = $1 AND StageId = $2 AND {Owed} AND Status = 0 AND Trigger = 0
        ORDER BY DueAt LIMIT $3
        """;

    // What was re-run and what is retried take turns: a long re-run must not keep the retries waiting until it is through.
    internal const string Again = $"""
        SELECT id FROM (
            SELECT id, row_number() OVER () AS place FROM (
                SELECT rowid AS id FROM deliveries
                WHERE ProjectId = $1 AND StageId = $2 AND {Owed} AND Status = 0 AND Trigger > 0 ORDER BY Trigger, DueAt LIMIT $3)
            UNION ALL
            SELECT id, row_number() OVER () FROM (
                SELECT rowid AS id FROM deliveries
                WHERE ProjectId = $1 AND StageId = $2 AND {Owed} AND Status = 2 AND Trigger = 1 AND DueAt <= $4 ORDER BY DueAt LIMIT $3))
        ORDER BY place LIMIT $3
        """;

    internal const string FirstOfStage = $"""
        SELECT rowid FROM deliveries WHERE rowid = (
            SELECT rowid FROM deliveries WHERE ProjectId = $1 AND StageId = $2 AND {OwedInOrder} ORDER BY rowid LIMIT 1)
        AND (Status = 0 OR (Status = 2 AND DueAt <= $3))
        """;

    internal const string FirstOfKeys = $"""
        SELECT rowid FROM deliveries AS one
        WHERE ProjectId = $1 AND StageId = $2 AND {OwedInOrder} AND (Status = 0 OR (Status = 2 AND DueAt <= $4))
            AND NOT EXISTS (
                SELECT 1 FROM deliveries AS before
                WHERE before.ProjectId = $1 AND before.StageId = $2 AND before.ExternalId = one.ExternalId
                    AND before.{OwedInOrder} AND before.rowid < one.rowid)
        ORDER BY rowid LIMIT $3
        """;

    private const string Take = """
        UPDATE deliveries SET Status = 1, LeaseToken = $1, LeaseUntil = $2
        WHERE rowid IN (SELECT value FROM json_each($3))
        """;

    private const string ReadTaken = """
        SELECT d.Id, d.TaskId, d.ExternalId, d.Attempts, d.Trigger, d.TriggeredBy, d.FailuresInRun, p.Body
        FROM json_each($1) AS taken
        JOIN deliveries AS d ON d.rowid = taken.value
        JOIN delivery_payloads AS p ON p.DeliveryId = d.Id
        """;

    // A run that was paused or cancelled meanwhile does not go on with it.
    private const string GiveBack = """
        UPDATE deliveries SET LeaseToken = NULL, LeaseUntil = NULL, Status = iif(
            FailuresInRun = 0 AND EXISTS (SELECT 1 FROM bulk_runs WHERE Id = RunId AND Status IN (1, 2)), 3, 0)
        WHERE Id = $1 AND Status = 1 AND LeaseToken = $2
        """;

    internal const string NextRetry = $"""
        SELECT DueAt FROM deliveries
        WHERE ProjectId = $1 AND StageId = $2 AND {Owed} AND Status = 2 AND Trigger = 1 AND DueAt > $3 ORDER BY DueAt LIMIT 1
        """;

    private static int _claimsOfOne;

    /// <summary>Takes due deliveries so that nobody else sends them.</summary>
    public static List<ClaimedDelivery> Claim(this SqlSession sql, StageKey key, ClaimRequest request, DateTimeOffset now)
    {
        var rows = Due(sql, key, request, now);

        if (rows.Count == 0)
        {
            return [];
        }

        var list = JsonSerializer.Serialize(rows);
        sql.Run(Take, request.Token, request.Until.UtcTicks, list);

        return sql.Read(
            ReadTaken,
            row => new ClaimedDelivery(
                row.GetId<WebhookDelivery>(0), row.GetId<LabelTask>(1), row.GetString(2), row.GetInt32(3) + 1,
                (AttemptTrigger)row.GetInt32(4), row.IsDBNull(5) ? null : row.GetString(5), request.Token,
                row.GetFieldValue<byte[]>(7), row.GetInt32(6)),
            list);
    }

    public static void HandBack(this SqlSession sql, ClaimedDelivery delivery) =>
        sql.Run(GiveBack, delivery.Id.Key(), delivery.Token);

    /// <summary>Gets when the next planned retry of the stage comes due. What is due already and was not claimed is held up by
    /// something else, which wakes the lane when it ends.</summary>
    public static DateTimeOffset? NextRetryAt(this SqlSession sql, StageKey key, DateTimeOffset now) =>
        sql.Read(
            NextRetry, row => new DateTimeOffset(row.GetInt64(0), TimeSpan.Zero), key.Project.Key(), key.Stage.Key(),
            now.UtcTicks) is [var due] ? due : null;

    private static List<long> Due(SqlSession sql, StageKey key, ClaimRequest request, DateTimeOffset now)
    {
        var (project, stage, most) = (key.Project.Key(), key.Stage.Key(), request.Most);

        return request.Ordering switch
        {
            DeliveryOrdering.Stage => sql.Read(FirstOfStage, Row, project, stage, now.UtcTicks),
            DeliveryOrdering.ExternalId => sql.Read(FirstOfKeys, Row, project, stage, most, now.UtcTicks),
            _ => Share(
                sql.Read(Fresh, Row, project, stage, most), sql.Read(Again, Row, project, stage, most, now.UtcTicks), most),
        };

        static long Row(Microsoft.Data.Sqlite.SqliteDataReader row) => row.GetInt64(0);
    }

    /// <summary>Divides a claim: the fresh go first, and those that go out again get a quarter of it, so that neither
    /// starves the other. Of claims of one, every fourth is for those that go out again.</summary>
    internal static List<long> Share(List<long> fresh, List<long> again, int most)
    {
        var quarter = most > 1 ? Math.Max(1, most / 4) : (Interlocked.Increment(ref _claimsOfOne) & 3) == 0 ? 1 : 0;
        var forAgain = Math.Min(again.Count, Math.Max(most - fresh.Count, quarter));

        return [.. fresh.Take(most - forAgain), .. again.Take(forAgain)];
    }
}
