using System.Text.Json;
using WebhookStudio.Data;
using WebhookStudio.Data.Conversions;
using WebhookStudio.Domain.Tasks;

namespace WebhookStudio.Features.Tasks;

/// <summary>The statements that write a submit down: its receiver waits for them.</summary>
internal static class SubmitStatements
{
    // Two writers at once are told apart by the number of changes.
    private const string UpdateTask = """
        UPDATE tasks SET StageId = $3, StageEnteredAt = $4, DeliveryId = $5, Answer = $6, UpdatedAt = $7, UpdatedBy = $8,
            Assignee = $9, Revision = $10, ChangedSinceVisit = $11, Time_Active = $12, Time_Idle = $13, Time_Blur = $14,
            TotalTime_Active = $15, TotalTime_Idle = $16, TotalTime_Blur = $17
        WHERE Id = $1 AND Revision = $2
        """;

    private const string InsertVisit = """
        INSERT INTO stage_visits (Id, TaskId, StageId, StageName, Kind, CompletedAt, SubmittedBy, IsSkipped, Answer,
            Time_Active, Time_Idle, Time_Blur)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
        """;

    private const string InsertDelivery = """
        INSERT INTO deliveries (Id, ProjectId, StageId, TaskId, ExternalId, Status, DueAt, Trigger, Attempts, FailuresInRun,
            CreatedAt, LeaseToken, LeaseUntil)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 0, 0, $9, $10, $11)
        """;

    private const string InsertPayload = "INSERT INTO delivery_payloads (DeliveryId, Body) VALUES ($1, $2)";

    /// <summary>Writes a changed task.</summary>
    /// <returns><see langword="false"/> if somebody else has changed it since it had that number of changes.</returns>
    public static bool TryUpdate(this SqlSession sql, LabelTask task, long revision)
    {
        var (time, total) = (task.Time, task.TotalTime);

        return sql.Run(
            UpdateTask, task.Id.Key(), revision, task.StageId.Key(), task.StageEnteredAt.UtcTicks, task.DeliveryId.Key(),
            Json(task.Answer), task.UpdatedAt.UtcTicks, task.UpdatedBy, task.Assignee, task.Revision,
            task.ChangedSinceVisit, time.Active, time.Idle, time.Blur, total.Active, total.Idle, total.Blur) == 1;
    }

    public static void Insert(this SqlSession sql, StageVisit visit) => sql.Run(
        InsertVisit, visit.Id.Key(), visit.TaskId.Key(), visit.StageId.Key(), visit.StageName, (int)visit.Kind,
        visit.CompletedAt.UtcTicks, visit.SubmittedBy, visit.IsSkipped,
        visit.Answer is { } answer ? Json(answer) : null, visit.Time.Active, visit.Time.Idle, visit.Time.Blur);

    public static void Insert(this SqlSession sql, OwedWebhook owed)
    {
        var delivery = owed.Delivery;
        sql.Run(
            InsertDelivery, delivery.Id.Key(), delivery.ProjectId.Key(), delivery.StageId.Key(), delivery.TaskId.Key(),
            delivery.ExternalId, (int)delivery.Status, delivery.DueAt.UtcTicks, (int)delivery.Trigger,
            delivery.CreatedAt.UtcTicks, delivery.LeaseToken, delivery.LeaseUntil?.UtcTicks);
        sql.Run(InsertPayload, delivery.Id.Key(), owed.Body);
    }

    private static string Json(TaskAnswer answer) => JsonSerializer.Serialize(answer, StoredJson.Options);
}
