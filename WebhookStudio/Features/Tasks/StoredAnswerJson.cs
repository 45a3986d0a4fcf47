using System.Collections.Immutable;
using System.Text.Json.Nodes;
using WebhookStudio.Domain.Schema;
using WebhookStudio.Domain.Tasks;
using WebhookStudio.Features.Api;

namespace WebhookStudio.Features.Tasks;

/// <summary>Labels in their stored form: chosen options are given by their <c>schemaId</c>, not by their value.</summary>
internal static class StoredAnswerJson
{
    public static JsonObject Write(TaskAnswer answer, CategorySchema schema) => new()
    {
        ["tools"] = new JsonArray([.. answer.Tools.Select(annotation => Write(annotation, schema))]),
        ["classifications"] = Write(answer.Classifications, schema),
        ["relations"] = new JsonArray([.. answer.Relations.Select(ApiJson.Node)]),
    };

    private static JsonObject Write(Annotation annotation, CategorySchema schema)
    {
        var json = new JsonObject
        {
            [annotation.Kind] = ApiJson.Node(annotation.Geometry),
            ["objectId"] = annotation.ObjectId,
            ["classifications"] = Write(annotation.Classifications, schema),
            ["metadata"] = Write(annotation.Metadata),
            ["schemaId"] = annotation.SchemaId,
            ["title"] = schema.FindTool(annotation.SchemaId)?.Title ?? "",
        };

        if (annotation.Lock)
        {
            json["lock"] = true;
        }

        if (annotation.Page is { } page)
        {
            json["page"] = page;
        }

        return json;
    }

    private static JsonObject Write(AnnotationMetadata metadata)
    {
        var json = new JsonObject
        {
            ["createdAt"] = ApiJson.Instant(metadata.CreatedAt),
            ["createdBy"] = metadata.CreatedBy,
            ["createdIn"] = metadata.CreatedIn,
        };

        if (metadata.UpdatedAt is { } updated)
        {
            json["updatedAt"] = ApiJson.Instant(updated);
            json["updatedBy"] = metadata.UpdatedBy;
        }

        return json;
    }

    private static JsonArray Write(ImmutableArray<ClassificationAnswer> answers, CategorySchema schema) =>
        [.. answers.Select(answer => Write(answer, schema))];

    private static JsonObject Write(ClassificationAnswer answer, CategorySchema schema) => new()
    {
        ["schemaId"] = answer.SchemaId,
        ["tool"] = answer.Kind,
        ["title"] = schema.FindClassification(answer.SchemaId)?.Title ?? "",
        ["answer"] = ToolKinds.TakesMany(answer.Kind)
            ? new JsonArray([.. answer.Answer.Select(text => (JsonNode?)text)])
            : answer.Answer.FirstOrDefault(""),
        ["classifications"] = Write(answer.Classifications, schema),
    };
}
