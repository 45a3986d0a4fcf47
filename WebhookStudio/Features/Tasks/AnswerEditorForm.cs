using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using WebhookStudio.Domain.Schema;
using WebhookStudio.Domain.Tasks;

namespace WebhookStudio.Features.Tasks;

/// <summary>Writes labels for the Label page.</summary>
internal static class AnswerEditorForm
{
    public static JsonElement Write(TaskAnswer answer)
    {
        var written = new JsonObject
        {
            ["objects"] = new JsonArray([.. answer.Tools.Select(Object)]),
            ["classifications"] = Questions(answer.Classifications),
            ["relations"] = new JsonArray([.. answer.Relations.Select(Node)]),
        };

        if (answer.BrushDataUrl is not null)
        {
            written["brushDataUrl"] = answer.BrushDataUrl;
        }

        if (answer.MedicalBrushDataUrl is not null)
        {
            written["medicalBrushDataUrl"] = answer.MedicalBrushDataUrl;
        }

        return JsonSerializer.SerializeToElement(written);
    }

    private static JsonNode? Object(Annotation annotation)
    {
        var written = new JsonObject
        {
            [annotation.Kind] = Node(annotation.Geometry),
            ["objectId"] = annotation.ObjectId,
            ["schemaId"] = annotation.SchemaId,
            ["classifications"] = Questions(annotation.Classifications),
        };

        if (annotation.Lock)
        {
            written["lock"] = true;
        }

        if (annotation.Page is { } page)
        {
            written["page"] = page;
        }

        return written;
    }

    private static JsonArray Questions(ImmutableArray<ClassificationAnswer> answers) =>
        new([.. answers.Select(answer => (JsonNode?)new JsonObject
        {
            ["schemaId"] = answer.SchemaId,
            ["answer"] = ToolKinds.TakesMany(answer.Kind)
                ? new JsonArray([.. answer.Answer.Select(text => (JsonNode?)JsonValue.Create(text))])
                : JsonValue.Create(answer.Answer.FirstOrDefault() ?? ""),
            ["classifications"] = Questions(answer.Classifications),
        })]);

    private static JsonNode? Node(JsonElement element) => JsonSerializer.SerializeToNode(element);
}
