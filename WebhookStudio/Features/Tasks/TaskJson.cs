using System.Text.Json.Nodes;
using WebhookStudio.Domain.Tasks;
using WebhookStudio.Domain.Workflows;
using WebhookStudio.Features.Api;

namespace WebhookStudio.Features.Tasks;

/// <summary>Tasks in the shape of the dialect.</summary>
internal static class TaskJson
{
    public static JsonObject Write(TaskDetails details, bool withAnswer)
    {
        var (project, task) = (details.Project, details.Task);
        var stage = project.Workflow.Find(task.StageId);
        var json = new JsonObject
        {
            ["_id"] = task.Id.Value,
            ["project"] = project.Id.Value,
            ["asset"] = task.AssetId.Value,
            ["externalId"] = task.ExternalId,
            ["data"] = details.Asset.Data,
            ["batches"] = new JsonArray([.. details.Batches.Select(batch => (JsonNode?)batch.Id.Value)]),
            ["type"] = "default",
            ["stage"] = task.StageId.Value,
            ["stageName"] = stage?.Name ?? task.StageId.Value,
            ["status"] = stage?.Kind is StageKind.Complete ? "Completed" : "TODO",
            ["assignee"] = task.Assignee,
            ["priority"] = task.Priority,
        };

        WriteTime(json, task.Time);
        json["totalDuration"] = task.TotalTime.Active;
        json["totalIdleDuration"] = task.TotalTime.Idle;
        json["totalBlurDuration"] = task.TotalTime.Blur;
        json["createdAt"] = ApiJson.Instant(task.CreatedAt);
        json["updatedAt"] = ApiJson.Instant(task.UpdatedAt);
        json["updatedBy"] = task.UpdatedBy;
        json["reviewStatus"] = details.Visits.LastOrDefault(visit => visit.ReviewStatus is not null)?.ReviewStatus ?? "Todo";
        json["stageHistory"] = new JsonArray([.. details.Visits.Select(Write)]);

        if (withAnswer)
        {
            json["answer"] = StoredAnswerJson.Write(task.Answer, project.Schema);
            json["brushDataUrl"] = task.Answer.BrushDataUrl;
            json["medicalBrushDataUrl"] = task.Answer.MedicalBrushDataUrl;
        }

        return json;
    }

    /// <summary>Writes a line of the history, with the keys in the order of the webhooks.</summary>
    private static JsonObject Write(StageVisit visit)
    {
        var json = new JsonObject { ["stageId"] = visit.StageId.Value };
        WriteTime(json, visit.Time);
        json["completedAt"] = ApiJson.Instant(visit.CompletedAt);

        if (visit.Kind is not VisitKind.Start)
        {
            json["taskHistory"] = visit.SnapshotId?.Value;
        }

        if (visit.IsWork || visit.Kind is VisitKind.Forwarded)
        {
            json["completedBy"] = visit.SubmittedBy;
        }

        if (visit.IsWork)
        {
            json["submittedBy"] = visit.SubmittedBy;
        }

        if (visit.Kind is VisitKind.Automatic)
        {
            json["consensusId"] = null;
        }

        if (visit.ReviewStatus is { } verdict)
        {
            json["reviewStatus"] = verdict;
        }

        json["isSkipped"] = visit.IsSkipped;
        json["_id"] = visit.Id.Value;

        return json;
    }

    private static void WriteTime(JsonObject json, WorkTime time)
    {
        json["duration"] = time.Active;
        json["idleDuration"] = time.Idle;
        json["blurDuration"] = time.Blur;
    }
}
