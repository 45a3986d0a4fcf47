using System.Text.Json;
using WebhookStudio.Domain.Json;
using WebhookStudio.Domain.Schema;
using WebhookStudio.Domain.Tasks;
using WebhookStudio.Domain.Workflows;

namespace WebhookStudio.Domain.Documents;

/// <summary>The body of a webhook: a task, its asset, and the schema it was labeled with.</summary>
/// <remarks>
/// Unlike the <see cref="ExportDocument"/>: batches are identifiers, with their names in <c>batchNames</c>; <c>stage</c> is
/// the identifier of the stage; the stage history has no labels; the schema, the project and all times are there always.
/// </remarks>
public static class WebhookDocument
{
    /// <summary>Writes the document.</summary>
    /// <param name="source">The task as it is in the stage, and what belongs to it.</param>
    /// <param name="stage">The Webhook stage that sends the document.</param>
    /// <returns>Compact JSON in UTF-8 without a byte order mark; characters outside ASCII stay as they are.</returns>
    public static byte[] Write(DocumentSource source, Stage stage) =>
        PlainJson.Write(writer => WriteRoot(writer, source, stage));

    private static void WriteRoot(Utf8JsonWriter writer, DocumentSource source, Stage stage)
    {
        writer.WriteStartObject();
        writer.WriteString("projectId"u8, source.Project.Id.Value);
        writer.WritePropertyName("categorySchema"u8);
        CategorySchemaJson.Write(writer, source.Project.Schema);
        writer.WriteString("asset"u8, source.AssetUrl);
        writer.WriteString("assetId"u8, source.Asset.Id.Value);
        writer.WriteStrings("dataset"u8, source.Asset.Dataset);

        // No sample of the dialect shows anything but an empty list here.
        writer.WriteStrings("overlay"u8, []);
        writer.WriteString("externalId"u8, source.Asset.ExternalId);
        writer.WritePropertyName("metadata"u8);
        writer.WriteElement(source.Asset.Metadata);
        writer.WriteStrings("batches"u8, source.Batches.Select(batch => batch.Id.Value));
        writer.WriteStrings("batchNames"u8, source.Batches.Select(batch => batch.Name));
        writer.WritePropertyName("task"u8);
        WriteTask(writer, source, stage);
        writer.WriteEndObject();
    }

    private static void WriteTask(Utf8JsonWriter writer, DocumentSource source, Stage stage)
    {
        var task = source.Task;

        writer.WriteStartObject();
        writer.WriteString("type"u8, "default"u8);
        writer.WriteString("taskId"u8, task.Id.Value);
        writer.WriteString("stage"u8, stage.Id.Value);
        writer.WriteString("stageId"u8, stage.Id.Value);
        writer.WriteString("stageName"u8, stage.Name);
        writer.WriteInstant("updatedAt"u8, task.UpdatedAt);
        writer.WriteString("updatedBy"u8, task.UpdatedBy);
        writer.WriteNumber("duration"u8, task.Time.Active);
        writer.WriteNumber("blurDuration"u8, task.Time.Blur);
        writer.WriteNumber("idleDuration"u8, task.Time.Idle);
        writer.WriteNumber("totalDuration"u8, task.TotalTime.Active);
        writer.WriteNumber("totalBlurDuration"u8, task.TotalTime.Blur);
        writer.WriteNumber("totalIdleDuration"u8, task.TotalTime.Idle);
        new LabelWriter(writer, source.Project.Schema).Write(task.Answer);
        WriteHistory(writer, source.Visits);
        writer.WriteString("brushDataUrl"u8, task.Answer.BrushDataUrl);
        writer.WriteString("medicalBrushDataUrl"u8, task.Answer.MedicalBrushDataUrl);
        writer.WriteEndObject();
    }

    private static void WriteHistory(Utf8JsonWriter writer, IReadOnlyList<StageVisit> visits)
    {
        writer.WriteStartArray("stageHistory"u8);

        foreach (var visit in visits)
        {
            WriteVisit(writer, visit);
        }

        writer.WriteEndArray();
    }

    private static void WriteVisit(Utf8JsonWriter writer, StageVisit visit)
    {
        writer.WriteStartObject();
        writer.WriteString("stageId"u8, visit.StageId.Value);
        writer.WriteNumber("duration"u8, visit.Time.Active);
        writer.WriteNumber("idleDuration"u8, visit.Time.Idle);
        writer.WriteNumber("blurDuration"u8, visit.Time.Blur);
        writer.WriteInstant("completedAt"u8, visit.CompletedAt);

        if (visit.SnapshotId is { } snapshot)
        {
            writer.WriteString("taskHistory"u8, snapshot.Value);
        }

        if (visit.IsWork)
        {
            writer.WriteString("completedBy"u8, visit.SubmittedBy);
            writer.WriteString("submittedBy"u8, visit.SubmittedBy);
        }
        else if (visit.Kind is VisitKind.Forwarded)
        {
            writer.WriteString("completedBy"u8, visit.SubmittedBy);
        }
        else if (visit.Kind is VisitKind.Automatic)
        {
            writer.WriteNull("consensusId"u8);
        }

        if (visit.ReviewStatus is { } verdict)
        {
            writer.WriteString("reviewStatus"u8, verdict);
        }

        writer.WriteBoolean("isSkipped"u8, visit.IsSkipped);
        writer.WriteString("_id"u8, visit.Id.Value);
        writer.WriteEndObject();
    }
}
