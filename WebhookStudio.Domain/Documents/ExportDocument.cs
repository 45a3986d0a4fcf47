using System.Text.Json;
using WebhookStudio.Domain.Json;
using WebhookStudio.Domain.Tasks;

namespace WebhookStudio.Domain.Documents;

/// <summary>One asset of an export: an entry of its array, or a line of its NDJSON.</summary>
/// <remarks>
/// Unlike the <see cref="WebhookDocument"/>: batches are names; <c>stage</c> is the name of the stage; the stage history has
/// the labels as they left each stage; there is no project, schema or overlay, and idle and blur times only on request.
/// </remarks>
public static class ExportDocument
{
    /// <summary>Writes one asset.</summary>
    /// <param name="writer">Made with <see cref="PlainJson.WriterOptions"/>, so that text stays as it is.</param>
    /// <param name="source">The task in whatever stage it is, and what belongs to it.</param>
    /// <param name="options">The optional blocks.</param>
    public static void Write(Utf8JsonWriter writer, DocumentSource source, ExportDocumentOptions options)
    {
        writer.WriteStartObject();
        writer.WriteString("asset"u8, source.AssetUrl);
        writer.WriteString("assetId"u8, source.Asset.Id.Value);
        writer.WriteStrings("dataset"u8, source.Asset.Dataset);
        writer.WriteString("externalId"u8, source.Asset.ExternalId);
        writer.WritePropertyName("metadata"u8);
        writer.WriteElement(source.Asset.Metadata);
        writer.WriteStrings("batches"u8, source.Batches.Select(batch => batch.Name));
        writer.WritePropertyName("task"u8);
        WriteTask(writer, source, options);
        writer.WriteEndObject();
    }

    private static void WriteTask(Utf8JsonWriter writer, DocumentSource source, ExportDocumentOptions options)
    {
        var task = source.Task;

        // A stage may have been deleted from the workflow while the task was in it.
        var stageName = source.Project.Workflow.Find(task.StageId)?.Name ?? task.StageId.Value;

        writer.WriteStartObject();
        writer.WriteString("taskId"u8, task.Id.Value);
        writer.WriteString("stage"u8, stageName);
        writer.WriteString("stageId"u8, task.StageId.Value);
        writer.WriteInstant("updatedAt"u8, task.UpdatedAt);
        writer.WriteString("updatedBy"u8, task.UpdatedBy);
        WriteTimes(writer, task, options);
        LabelsOf(source, writer, options).Write(task.Answer);

        if (options.IncludeHistory)
        {
            WriteHistory(writer, source, options);
        }

        writer.WriteString("brushDataUrl"u8, task.Answer.BrushDataUrl);
        writer.WriteString("medicalBrushDataUrl"u8, task.Answer.MedicalBrushDataUrl);
        writer.WriteEndObject();
    }

    private static void WriteTimes(Utf8JsonWriter writer, LabelTask task, ExportDocumentOptions options)
    {
        writer.WriteNumber("duration"u8, task.Time.Active);

        if (options.IncludeIdleBlurDurations)
        {
            writer.WriteNumber("blurDuration"u8, task.Time.Blur);
            writer.WriteNumber("idleDuration"u8, task.Time.Idle);
        }

        writer.WriteNumber("totalDuration"u8, task.TotalTime.Active);

        if (options.IncludeIdleBlurDurations)
        {
            writer.WriteNumber("totalBlurDuration"u8, task.TotalTime.Blur);
            writer.WriteNumber("totalIdleDuration"u8, task.TotalTime.Idle);
        }
    }

    private static void WriteHistory(Utf8JsonWriter writer, DocumentSource source, ExportDocumentOptions options)
    {
        var labels = LabelsOf(source, writer, options);
        var snapshot = TaskAnswer.Empty;

        writer.WriteStartArray("stageHistory"u8);

        foreach (var visit in source.Visits)
        {
            snapshot = visit.Answer ?? snapshot;

            writer.WriteStartObject();
            WriteVisit(writer, visit, options);
            labels.Write(snapshot);
            WriteIfAny(writer, "brushDataUrl"u8, snapshot.BrushDataUrl);
            WriteIfAny(writer, "medicalBrushDataUrl"u8, snapshot.MedicalBrushDataUrl);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WriteVisit(Utf8JsonWriter writer, StageVisit visit, ExportDocumentOptions options)
    {
        writer.WriteString("stage"u8, visit.StageName);
        writer.WriteString("stageId"u8, visit.StageId.Value);
        writer.WriteNumber("duration"u8, visit.Time.Active);

        if (options.IncludeIdleBlurDurations)
        {
            writer.WriteNumber("idleDuration"u8, visit.Time.Idle);
            writer.WriteNumber("blurDuration"u8, visit.Time.Blur);
        }

        writer.WriteInstant("completedAt"u8, visit.CompletedAt);

        if (visit.IsWork || visit.Kind is VisitKind.Forwarded)
        {
            writer.WriteString("completedBy"u8, visit.SubmittedBy);
        }

        if (visit.ReviewStatus is { } verdict)
        {
            writer.WriteString("reviewStatus"u8, verdict);
        }
    }

    private static LabelWriter LabelsOf(
        DocumentSource source, Utf8JsonWriter writer, ExportDocumentOptions options) =>
        new(writer, source.Project.Schema, options.IncludeMetadata);

    private static void WriteIfAny(Utf8JsonWriter writer, ReadOnlySpan<byte> name, string? text)
    {
        if (text is not null)
        {
            writer.WriteString(name, text);
        }
    }
}
