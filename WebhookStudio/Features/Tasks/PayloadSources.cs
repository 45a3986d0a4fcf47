using System.Collections.Immutable;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using WebhookStudio.Data;
using WebhookStudio.Data.Conversions;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Assets;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Domain.Tasks;

namespace WebhookStudio.Features.Tasks;

/// <summary>Reads what the payload of one task is made of, beside the task itself: a receiver waits for it.</summary>
internal static class PayloadSources
{
    private const string ReadAsset =
        "SELECT Id, ProjectId, Data, ExternalId, Dataset, Metadata, CreatedAt FROM assets WHERE Id = $1";

    private const string ReadBatches = """
        SELECT b.Id, b.ProjectId, b.Name FROM asset_batches AS link JOIN batches AS b ON b.Id = link.BatchId
        WHERE link.AssetId = $1 ORDER BY link.Position
        """;

    private const string ReadVisits = """
        SELECT Id, TaskId, StageId, StageName, Kind, CompletedAt, SnapshotId, SubmittedBy, IsSkipped, Answer, Time_Active,
            Time_Idle, Time_Blur
        FROM stage_visits WHERE TaskId = $1 ORDER BY CompletedAt, Id
        """;

    /// <exception cref="InvalidOperationException">There is no such asset.</exception>
    public static Asset AssetOf(this SqlSession sql, Id<Asset> id) => sql.Read(ReadAsset, ToAsset, id.Key()) is [var asset]
        ? asset
        : throw new InvalidOperationException($"There is no asset {id}.");

    /// <summary>Reads the batches of an asset, in its order.</summary>
    public static List<Batch> BatchesOf(this SqlSession sql, Id<Asset> asset) => sql.Read(
        ReadBatches,
        row => new Batch { Id = row.GetId<Batch>(0), ProjectId = row.GetId<Project>(1), Name = row.GetString(2) },
        asset.Key());

    /// <summary>Reads the stage history of a task, oldest first.</summary>
    public static List<StageVisit> VisitsOf(this SqlSession sql, Id<LabelTask> task) =>
        sql.Read(ReadVisits, ToVisit, task.Key());

    private static Asset ToAsset(SqliteDataReader row) => new()
    {
        Id = row.GetId<Asset>(0),
        ProjectId = row.GetId<Project>(1),
        Data = row.GetString(2),
        ExternalId = row.GetString(3),
        Dataset = Json<ImmutableArray<string>>(row.GetString(4)),
        Metadata = Json<JsonElement>(row.GetString(5)),
        CreatedAt = At(row.GetInt64(6)),
    };

    private static StageVisit ToVisit(SqliteDataReader row) => new()
    {
        Id = row.GetId<StageVisit>(0),
        TaskId = row.GetId<LabelTask>(1),
        StageId = row.GetStageId(2),
        StageName = row.GetString(3),
        Kind = (VisitKind)row.GetInt32(4),
        CompletedAt = At(row.GetInt64(5)),
        SnapshotId = row.IsDBNull(6) ? null : row.GetId<StageVisit>(6),
        SubmittedBy = row.IsDBNull(7) ? null : row.GetString(7),
        IsSkipped = row.GetBoolean(8),
        Answer = row.IsDBNull(9) ? null : Json<TaskAnswer>(row.GetString(9)),
        Time = new(row.GetInt64(10), row.GetInt64(11), row.GetInt64(12)),
    };

    private static T Json<T>(string text) => JsonSerializer.Deserialize<T>(text, StoredJson.Options)!;

    private static DateTimeOffset At(long ticks) => new(ticks, TimeSpan.Zero);
}
