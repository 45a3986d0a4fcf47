using System.Globalization;
using System.Text;
using Microsoft.Data.Sqlite;
using WebhookStudio.Domain.Deliveries;

namespace WebhookStudio.Bench.Filling;

/// <summary>Inserts deliveries, payloads, attempts, and what the newest of them sent and got.</summary>
internal sealed class FillLogRows(SqliteConnection connection, FillScene scene)
{
    private const int ProjectKey = 1;
    private const int NewConnectionEach = 12;

    private readonly byte[] _project = scene.Project.ToBytes();

    public void InsertDeliveries(IEnumerable<FilledDelivery> deliveries)
    {
        using var row = new FillInsert(
            connection, "deliveries", "Id", "ProjectId", "StageId", "TaskId", "ExternalId", "Status", "DueAt", "Trigger",
            "TriggeredBy", "Attempts", "FailuresInRun", "LastOutcome", "LastStatusCode", "LastAttemptAt", "CreatedAt");

        foreach (var delivery in deliveries)
        {
            var last = delivery.Last!;
            row.Add(delivery.Id).Add(_project).Add(FillTaskRows.StageOf(delivery.IsArchive)).Add(TaskOf(delivery))
                .Add(delivery.Task.ExternalId).Add((int)delivery.Status).Add(delivery.DueAt).Add((int)delivery.Trigger)
                .Add(delivery.TriggeredBy).Add(delivery.Attempts).Add(delivery.FailuresInRun)
                .Add((int)last.Ending.Outcome).Add((long?)last.Ending.Code).Add(last.At).Add(delivery.CreatedAt).Run();
        }
    }

    public void InsertPayloads(IEnumerable<FilledDelivery> deliveries)
    {
        using var row = new FillInsert(connection, "delivery_payloads", "DeliveryId", "Body");

        foreach (var delivery in deliveries)
        {
            row.Add(delivery.Id).Add(PayloadOf(delivery)).Run();
        }
    }

    /// <summary>Inserts attempts, and numbers them among those of their delivery.</summary>
    /// <param name="attempts">Oldest first.</param>
    public void InsertAttempts(IEnumerable<FilledAttempt> attempts)
    {
        InsertRoutes();
        using var row = new FillInsert(
            connection, "attempts", "Id", "DeliveryId", "Project", "Route", "Number", "Trigger", "TriggeredBy", "StartedAt",
            "Duration", "Outcome", "StatusCode", "Accepted", "Detail", "ResponseCut", "RetryAfterSeconds", "Phases_Dns",
            "Phases_Connect", "Phases_Tls", "Phases_FirstByte", "Phases_Body", "TaskId", "ExternalId");
        var id = new byte[FillIds.Length];

        foreach (var (number, attempt) in attempts.Index())
        {
            var (delivery, ending) = (attempt.Delivery, attempt.Ending);
            FillIds.Write(id, FillIds.Kind.Attempt, attempt.At, number);
            delivery.Attempts++;
            delivery.Last = attempt;
            row.Add(id).Add(attempt.IsTest ? FillIds.Of(FillIds.Kind.Test, attempt.At, number) : delivery.Id)
                .Add(ProjectKey).Add(RouteOf(attempt)).Add(delivery.Attempts).Add((int)attempt.Trigger).Add(attempt.By)
                .Add(attempt.At).Add(ending.Microseconds).Add((int)ending.Outcome).Add((long?)ending.Code).Add(ending.Accepted)
                .Add(ending.Detail).Add(0).Add((long?)ending.RetryAfter);
            AddPhases(row, ending, number % NewConnectionEach == 0);

            if (attempt.IsTest)
            {
                row.Add(TaskOf(delivery)).Add(delivery.Task.ExternalId).Run();
            }
            else
            {
                row.AddNull().AddNull().Run();
            }
        }
    }

    /// <param name="attempts">Attempts with their numbers, as they were inserted.</param>
    public void InsertExchanges(IEnumerable<(int Number, FilledAttempt Attempt)> attempts)
    {
        using var row = new FillInsert(
            connection, "attempt_exchanges", "AttemptId", "RequestHeaders", "ResponseHeaders", "ResponseBody");

        foreach (var (number, attempt) in attempts)
        {
            row.Add(FillIds.Of(FillIds.Kind.Attempt, attempt.At, number)).Add(RequestHeaders(attempt));

            if (attempt.Ending.IsAnswered)
            {
                row.Add("Content-Type: application/json\nServer: pastry/2.4").Add(Answer(attempt.Ending)).Run();
            }
            else
            {
                row.AddNull().AddNull().Run();
            }
        }
    }

    private static byte[] TaskOf(FilledDelivery delivery) =>
        FillIds.Of(FillIds.Kind.Task, delivery.Task.CreatedAt, delivery.Task.Number);

    private static string RequestHeaders(FilledAttempt attempt) => string.Join('\n',
    [
        "Content-Type: application/json", "User-Agent: WebhookStudio/0.1",
        $"webhook-id: {Convert.ToHexStringLower(attempt.Delivery.Id)}",
        $"webhook-timestamp: {new DateTimeOffset(attempt.At, TimeSpan.Zero).ToUnixTimeSeconds()}",
    ]);

    private static byte[] Answer(FillEnding ending) => Encoding.UTF8.GetBytes(
        ending.Accepted ? """{"ok":true}""" : $$"""{"error":"{{ending.Detail}}"}""");

    private static long RouteOf(FilledAttempt attempt) =>
        (attempt.Delivery.IsArchive ? 3 : 1) + (attempt.Ending.Outcome is AttemptOutcome.HostNotFound ? 1 : 0);

    private static void AddPhases(FillInsert row, FillEnding ending, bool isNewConnection)
    {
        long? Share(bool happened, double share) => happened ? (long)(ending.Microseconds * share) : null;

        var connected = ending.IsAnswered || ending.Outcome is AttemptOutcome.TimedOut or AttemptOutcome.ConnectionReset;
        var dialled = isNewConnection || !connected;
        row.Add(Share(dialled, 0.04)).Add(Share(dialled && ending.Outcome is not AttemptOutcome.HostNotFound, 0.06))
            .Add(Share(isNewConnection && connected, 0.15)).Add(Share(connected, isNewConnection ? 0.68 : 0.93))
            .Add(Share(ending.IsAnswered, 0.04));
    }

    private void InsertRoutes()
    {
        using (var project = new FillInsert(connection, "log_projects", "Key", "ProjectId"))
        {
            project.Add(ProjectKey).Add(_project).Run();
        }

        using var route = new FillInsert(
            connection, "log_routes", "Key", "StageId", "StageName", "Url", "WorkflowVersion", "RemoteAddress");

        for (var key = 1; key <= 4; key++)
        {
            var isArchive = key > 2;
            route.Add(key).Add(FillTaskRows.StageOf(isArchive)).Add(isArchive ? FillNames.ArchiveName : FillNames.HookName)
                .Add(isArchive ? FillNames.ArchiveUrl : FillNames.HookUrl).Add(scene.WorkflowVersion)
                .Add(key % 2 == 0 ? "" : isArchive ? "203.0.113.9:443" : "203.0.113.7:443").Run();
        }
    }

    /// <summary>Writes a body with what scripts look for; the application would write more.</summary>
    private byte[] PayloadOf(FilledDelivery delivery)
    {
        var task = delivery.Task;
        var asset = Convert.ToHexStringLower(FillIds.Of(FillIds.Kind.Asset, task.CreatedAt, task.Number));
        var stage = delivery.IsArchive ? FillNames.Archive : FillNames.Hook;

        return Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $$$"""
            {"projectId":"{{{scene.Project}}}","assetId":"{{{asset}}}","dataset":[],"overlay":[],"externalId":"{{{task.ExternalId}}}","metadata":{"width":640,"height":480},"batches":[],"batchNames":[],"task":{"type":"default","taskId":"{{{Convert.ToHexStringLower(TaskOf(delivery))}}}","stage":"{{{stage}}}","stageId":"{{{stage}}}","updatedBy":"{{{task.LabeledBy}}}","duration":42000,"blurDuration":0,"idleDuration":0,"tools":[],"classifications":[],"relations":[]}}
            """));
    }
}
