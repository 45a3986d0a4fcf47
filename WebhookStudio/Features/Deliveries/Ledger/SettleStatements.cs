using WebhookStudio.Data;
using WebhookStudio.Data.Conversions;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Deliveries;
using WebhookStudio.Domain.Tasks;
using WebhookStudio.Features.Tasks;

namespace WebhookStudio.Features.Deliveries;

/// <summary>The statements that write down what has been sent.</summary>
internal static class SettleStatements
{
    // The fence: whose lease was taken meanwhile changes nothing. What has ended (4 and above) is due no more.
    private const string UpdateDelivery = """
        UPDATE deliveries SET Status = $3, DueAt = coalesce($4, iif($3 < 4, DueAt, 0)), Trigger = $5, TriggeredBy = $6, LeaseToken = NULL,
            LeaseUntil = NULL, Attempts = $7, FailuresInRun = $8, AskedSeconds = $9, LastOutcome = $10,
            LastStatusCode = $11, LastAttemptAt = $12
        WHERE Id = $1 AND Status = 1 AND LeaseToken = $2
        """;

    // Repeated after a commit of which nobody knows whether it happened: then the line is there already.
    private const string InsertAttempt = """
        INSERT OR IGNORE INTO delivery_attempts (
            Id, DeliveryId, ProjectId, TaskId, StageId, StageName, ExternalId, Number, Trigger, TriggeredBy, StartedAt,
            Duration, Outcome, StatusCode, Accepted, Detail, Url, ResponseCut, WorkflowVersion, RemoteAddress,
            RetryAfterSeconds, Phases_Dns, Phases_Connect, Phases_Tls, Phases_FirstByte, Phases_Body)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23,
            $24, $25, $26)
        """;

    private const string InsertExchange = """
        INSERT OR IGNORE INTO attempt_exchanges (AttemptId, RequestHeaders, RequestBody, ResponseHeaders, ResponseBody)
        VALUES ($1, $2, $3, $4, $5)
        """;

    // The same as LabelTask.Leave and Enter; $9 tells the stage that the task was in from those it only passes. The delivery stands in the condition: a task never moves twice for one.
    private const string InsertVisit = """
        INSERT INTO stage_visits (Id, TaskId, StageId, StageName, Kind, CompletedAt, IsSkipped, Answer, Time_Active,
            Time_Blur, Time_Idle)
        SELECT $1, Id, $2, $3, $4, $5, 0, iif($9 AND ChangedSinceVisit, Answer, NULL), $9 * Time_Active, $9 * Time_Blur,
            $9 * Time_Idle
        FROM tasks WHERE Id = $6 AND StageId = $7 AND DeliveryId = $8
        """;

    private const string MoveTask = """
        UPDATE tasks SET StageId = $3, StageEnteredAt = $4, DeliveryId = NULL, Assignee = NULL, ChangedSinceVisit = 0,
            Time_Active = 0, Time_Blur = 0, Time_Idle = 0, Revision = Revision + 2
        WHERE Id = $1 AND StageId = $2 AND DeliveryId = $5
        """;

    private const string PutCircuit = """
        INSERT INTO stage_circuits (ProjectId, StageId, Failures, Probes, OpenedAt, ProbeAt, Cause)
        VALUES ($1, $2, $3, $4, $5, $6, $7)
        ON CONFLICT (ProjectId, StageId) DO UPDATE SET Failures = $3, Probes = $4, OpenedAt = $5, ProbeAt = $6, Cause = $7
        """;

    /// <summary>Writes what becomes of a delivery.</summary>
    /// <returns><see langword="false"/> if the lease was lost meanwhile; nothing has changed then.</returns>
    public static bool TrySettle(
        this SqlSession sql, ClaimedDelivery claimed, DeliveryAttempt attempt, DeliverySettlement settlement) =>
        sql.Run(
            UpdateDelivery, claimed.Id.Key(), claimed.Token, (int)settlement.Status, settlement.DueAt?.UtcTicks,
            (int)settlement.Trigger, settlement.TriggeredBy, claimed.Number, settlement.Failures, settlement.AskedSeconds,
            (int)attempt.Outcome, attempt.StatusCode, attempt.StartedAt.UtcTicks) == 1;

    /// <summary>Writes the line of the log, and what went out and came back.</summary>
    public static void Log(this SqlSession sql, DeliveryAttempt attempt)
    {
        var phases = attempt.Phases;
        sql.Run(
            InsertAttempt, attempt.Id.Key(), attempt.DeliveryId.Key(), attempt.ProjectId.Key(), attempt.TaskId.Key(),
            attempt.StageId.Key(), attempt.StageName, attempt.ExternalId, attempt.Number, (int)attempt.Trigger,
            attempt.TriggeredBy, attempt.StartedAt.UtcTicks, StoredDuration.Write(attempt.DurationMs), (int)attempt.Outcome, attempt.StatusCode,
            attempt.Accepted, attempt.Detail, attempt.Url, attempt.ResponseCut, attempt.WorkflowVersion,
            attempt.RemoteAddress, attempt.RetryAfterSeconds, StoredDuration.Write(phases.Dns),
            StoredDuration.Write(phases.Connect), StoredDuration.Write(phases.Tls), StoredDuration.Write(phases.FirstByte),
            StoredDuration.Write(phases.Body));

        if (attempt.Exchange is { } exchange)
        {
            sql.Run(
                InsertExchange, exchange.AttemptId.Key(), exchange.RequestHeaders, exchange.RequestBody,
                exchange.ResponseHeaders, exchange.ResponseBody);
        }
    }

    /// <summary>Moves a task out of its Webhook stage and through those behind it that are off. A task that has left the
    /// stage or owes another delivery by now stays where it is.</summary>
    public static void Move(this SqlSession sql, ClaimedDelivery claimed, StageExit exit, DateTimeOffset now)
    {
        var (task, from, delivery) = (claimed.TaskId.Key(), exit.Left[0].Id.Key(), claimed.Id.Key());

        foreach (var stage in exit.Left)
        {
            sql.Run(
                InsertVisit, Id<StageVisit>.New(now).Key(), stage.Id.Key(), stage.Name, (int)VisitKind.Automatic,
                now.UtcTicks, task, from, delivery, stage == exit.Left[0]);
        }

        sql.Run(MoveTask, task, from, exit.To!.Id.Key(), now.UtcTicks, delivery);
    }

    public static void Put(this SqlSession sql, StageCircuit circuit) => sql.Run(
        PutCircuit, circuit.ProjectId.Key(), circuit.StageId.Key(), circuit.Failures, circuit.Probes,
        circuit.OpenedAt?.UtcTicks, circuit.ProbeAt?.UtcTicks, (int?)circuit.Cause);
}
