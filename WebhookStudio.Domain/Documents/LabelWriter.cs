using System.Collections.Immutable;
using System.Text.Json;
using WebhookStudio.Domain.Json;
using WebhookStudio.Domain.Schema;
using WebhookStudio.Domain.Tasks;

namespace WebhookStudio.Domain.Documents;

/// <summary>Writes labels in the form that leaves the house: with titles, and options by their values.</summary>
/// <remarks>What the schema no longer knows is written as it is stored, with an empty title.</remarks>
/// <param name="writer">Stands in an object.</param>
/// <param name="schema">Gives titles and options.</param>
/// <param name="withMetadata">Whether each annotation says who made it.</param>
internal readonly struct LabelWriter(Utf8JsonWriter writer, CategorySchema schema, bool withMetadata = true)
{
    /// <summary>Writes the properties <c>tools</c>, <c>classifications</c> and <c>relations</c>.</summary>
    public void Write(TaskAnswer answer)
    {
        writer.WriteStartArray("tools"u8);

        foreach (var annotation in answer.Tools)
        {
            WriteAnnotation(annotation);
        }

        writer.WriteEndArray();
        WriteClassifications(answer.Classifications);
        writer.WriteElements("relations"u8, answer.Relations);
    }

    private void WriteAnnotation(Annotation annotation)
    {
        writer.WriteStartObject();
        writer.WritePropertyName(annotation.Kind);
        writer.WriteElement(annotation.Geometry);
        writer.WriteString("objectId"u8, annotation.ObjectId);
        WriteClassifications(annotation.Classifications);

        if (withMetadata)
        {
            WriteMetadata(annotation.Metadata);
        }

        writer.WriteString("schemaId"u8, annotation.SchemaId);
        writer.WriteString("title"u8, schema.FindTool(annotation.SchemaId)?.Title ?? "");

        if (annotation.Lock)
        {
            writer.WriteBoolean("lock"u8, true);
        }

        if (annotation.Page is { } page)
        {
            writer.WriteNumber("page"u8, page);
        }

        writer.WriteEndObject();
    }

    private void WriteMetadata(AnnotationMetadata metadata)
    {
        writer.WriteStartObject("metadata"u8);
        writer.WriteInstant("createdAt"u8, metadata.CreatedAt);
        writer.WriteString("createdBy"u8, metadata.CreatedBy);
        writer.WriteString("createdIn"u8, metadata.CreatedIn);

        if (metadata.UpdatedAt is { } updatedAt)
        {
            writer.WriteInstant("updatedAt"u8, updatedAt);
            writer.WriteString("updatedBy"u8, metadata.UpdatedBy);
        }

        writer.WriteEndObject();
    }

    private void WriteClassifications(ImmutableArray<ClassificationAnswer> answers)
    {
        writer.WriteStartArray("classifications"u8);

        foreach (var answer in answers)
        {
            WriteClassification(answer, schema.FindClassification(answer.SchemaId));
        }

        writer.WriteEndArray();
    }

    private void WriteClassification(ClassificationAnswer answer, Classification? question)
    {
        var values = answer.Answer.Select(stored => question?.FindOption(stored)?.Value ?? stored);

        writer.WriteStartObject();
        writer.WriteString("schemaId"u8, answer.SchemaId);
        writer.WriteString("tool"u8, answer.Kind);
        writer.WriteString("title"u8, question?.Title ?? "");
        writer.WriteBoolean("columnField"u8, question?.ColumnField ?? false);

        if (ToolKinds.TakesMany(answer.Kind))
        {
            writer.WriteStrings("answer"u8, values);
        }
        else
        {
            writer.WriteString("answer"u8, values.FirstOrDefault(""));
        }

        WriteClassifications(answer.Classifications);
        writer.WriteEndObject();
    }
}
