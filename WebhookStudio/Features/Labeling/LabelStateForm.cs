using System.Text.Json;
using System.Text.Json.Nodes;
using WebhookStudio.Domain.Schema;
using WebhookStudio.Domain.Tasks;
using WebhookStudio.Features.Tasks;

namespace WebhookStudio.Features.Labeling;

/// <summary>Turns stored labels into what the page holds, and back.</summary>
internal static class LabelStateForm
{
    public static LabelState Of(TaskAnswer answer) => new(
        [.. answer.Tools.Select(Object)], [.. answer.Classifications.Select(Answer)], null, []);

    /// <summary>Writes the page's labels in the form of <see cref="AnswerJson.Read"/>. Shapes, brushes and relations that
    /// the page does not draw are taken from the stored labels, as long as their objects are still there.</summary>
    public static JsonElement Write(LabelState state, TaskAnswer stored)
    {
        var form = JsonNode.Parse(AnswerJson.ToEditor(stored).GetRawText())!.AsObject();
        var shapes = form["objects"]!.AsArray().ToDictionary(shape => (string)shape!["objectId"]!, shape => shape!);
        var ids = state.Objects.Select(o => o.ObjectId).ToHashSet();

        form["objects"] = new JsonArray([.. state.Objects.Select(held => (JsonNode)Object(held, shapes))]);
        form["classifications"] = Answers(state.Classifications);
        form["relations"] = new JsonArray(
            [.. form["relations"]!.AsArray().Where(relation => Ends(relation!).All(ids.Contains)).Select(r => r!.DeepClone())]);

        return JsonSerializer.SerializeToElement(form);
    }

    private static LabelObject Object(Annotation annotation) => new(
        annotation.ObjectId,
        annotation.SchemaId,
        annotation.Kind,
        annotation.Kind == ToolKinds.BoundingBox ? Box(annotation.Geometry) : null,
        [.. annotation.Classifications.Select(Answer)],
        annotation.Lock,
        annotation.Page);

    private static LabelBox Box(JsonElement geometry) => new(
        geometry.GetProperty("x").GetDouble(),
        geometry.GetProperty("y").GetDouble(),
        geometry.GetProperty("width").GetDouble(),
        geometry.GetProperty("height").GetDouble());

    private static LabelAnswer Answer(ClassificationAnswer answer) =>
        new(answer.SchemaId, answer.Answer, [.. answer.Classifications.Select(Answer)]);

    private static JsonObject Object(LabelObject held, Dictionary<string, JsonNode> shapes)
    {
        var form = held.Box is null && shapes.TryGetValue(held.ObjectId, out var stored)
            ? stored.DeepClone().AsObject()
            : [];

        if (held.Box is { } box)
        {
            form[ToolKinds.BoundingBox] = new JsonObject
            {
                ["x"] = box.X,
                ["y"] = box.Y,
                ["height"] = box.Height,
                ["width"] = box.Width,
            };
        }

        form["objectId"] = held.ObjectId;
        form["schemaId"] = held.SchemaId;
        form["classifications"] = Answers(held.Classifications);
        form["lock"] = held.Lock;
        form["page"] = held.Page;

        return form;
    }

    private static JsonArray Answers(IReadOnlyList<LabelAnswer> answers) =>
        new([.. answers.Select(answer => (JsonNode?)new JsonObject
        {
            ["schemaId"] = answer.SchemaId,
            ["answer"] = new JsonArray([.. answer.Answer.Select(text => (JsonNode?)text)]),
            ["classifications"] = Answers(answer.Classifications),
        })]);

    private static IEnumerable<string> Ends(JsonNode relation) =>
        new[] { relation["from"], relation["to"] }
            .Concat(relation["group"] as JsonArray ?? [])
            .OfType<JsonValue>()
            .Select(end => end.ToString());
}
