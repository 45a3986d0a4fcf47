using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using WebhookStudio.Domain.Workflows;
using WebhookStudio.Platform;

namespace WebhookStudio.Features.Workflows;

/// <summary>The property <c>logic</c> of a Logic stage: <c>{"conditions":[{"type","value","index"}]}</c>.</summary>
/// <remarks>Durations are milliseconds, as everywhere in the dialect. Whether values make sense is checked elsewhere
/// (<see cref="LogicCheck"/>).</remarks>
internal static class LogicJson
{
    private static readonly string[] Absent = ["notExists", "not exists", "not-exists", "doesNotExist"];

    public static JsonObject Write(LogicStageSettings logic) => new()
    {
        ["conditions"] = new JsonArray([.. logic.Rules.Select((rule, index) => (JsonNode)new JsonObject
        {
            ["type"] = rule.Kind.ToString(),
            ["value"] = Value(rule),
            ["index"] = index,
        })]),
    };

    /// <summary>Reads the rules, in the order of their <c>index</c>. What is left out keeps its value before.</summary>
    public static LogicStageSettings Read(JsonFields fields, LogicStageSettings? before)
    {
        if (fields.Object("logic") is not { } logic)
        {
            return before ?? new();
        }

        logic.Only("conditions");
        var rules = (logic.List("conditions") ?? [])
            .Select((condition, place) => ReadRule(fields, condition, place))
            .OrderBy(rule => rule.Index);

        return new() { Rules = [.. rules.Select(rule => rule.Rule)] };
    }

    private static JsonNode Value(LogicRule rule) => rule switch
    {
        AnnotationTypeRule types => new JsonObject
        {
            ["tools"] = new JsonArray([.. types.Conditions.Select(condition => (JsonNode)new JsonObject
            {
                ["schemaId"] = condition.SchemaId,
                ["filter"] = new JsonArray(condition.Exists ? "exists" : Absent[0]),
            })]),
        },
        AnnotatorRule annotators => Texts(annotators.Emails),
        RandomSampleRule sample => JsonValue.Create(sample.Share),
        DurationRule duration => new JsonArray(duration.From, duration.To),
        BatchRule batches => Texts(batches.Batches),
        _ => throw new InvalidOperationException($"A rule of the kind {rule.Kind} cannot be written."),
    };

    private static JsonArray Texts(ImmutableArray<string> texts) => [.. texts.Select(text => (JsonNode?)text)];

    private static (int Index, LogicRule Rule) ReadRule(JsonFields stage, JsonElement condition, int place)
    {
        if (condition.ValueKind is not JsonValueKind.Object)
        {
            throw stage.Refuse($"logic.conditions[{place}] must be an object in {{ }}.");
        }

        var fields = new JsonFields(condition, $"{LogicCheck.Field(place)}");
        fields.Only("type", "value", "index");
        var index = fields.WholeNumber("index", 0, StagesJson.MaxStages * LogicStageSettings.MaxRules) ?? place;

        return (index, fields.RequiredText("type") switch
        {
            "AnnotationType" => new AnnotationTypeRule(ReadConditions(fields)),
            "Annotator" => new AnnotatorRule(fields.Texts("value") ?? []),
            "RandomSample" => new RandomSampleRule(fields.Number("value")
                ?? throw fields.Refuse("value must be the share of the tasks, a number from 0 to 1.")),
            "Duration" => ReadDuration(fields),
            "Batch" => new BatchRule(fields.Texts("value") ?? []),
            var other => throw fields.Refuse(
                $"'{other}' is not a type of rule. The types are {string.Join(", ", Enum.GetNames<LogicRuleKind>())}."),
        });
    }

    private static ImmutableArray<LabelCondition> ReadConditions(JsonFields rule)
    {
        var value = rule.Object("value")
            ?? throw rule.Refuse("value must be an object: {\"tools\":[{\"schemaId\",\"filter\":[\"exists\"]}]}.");
        value.Only("tools", "classifications");

        return
        [
            .. (value.List("tools") ?? []).Concat(value.List("classifications") ?? [])
                .Select(entry => ReadCondition(rule, entry)),
        ];
    }

    private static LabelCondition ReadCondition(JsonFields rule, JsonElement entry)
    {
        if (entry.ValueKind is not JsonValueKind.Object)
        {
            throw rule.Refuse("value.tools must be a list of objects in { }.");
        }

        var fields = new JsonFields(entry, "value.tools");

        return new(fields.RequiredText("schemaId"), (fields.Texts("filter") ?? ["exists"]) switch
        {
            ["exists"] => true,
            [var filter] when Absent.Contains(filter, StringComparer.OrdinalIgnoreCase) => false,
            _ => throw rule.Refuse("filter must be [\"exists\"] or [\"notExists\"]."),
        });
    }

    private static DurationRule ReadDuration(JsonFields rule) => rule.List("value") switch
    {
        [{ ValueKind: JsonValueKind.Number } from, { ValueKind: JsonValueKind.Number or JsonValueKind.Null } to]
            when from.TryGetInt64(out var least) => new(
                least,
                to.ValueKind is JsonValueKind.Null ? null
                : to.TryGetInt64(out var most) ? most
                : throw rule.Refuse("value must be [from, to] in whole milliseconds.")),
        _ => throw rule.Refuse("value must be [from, to] in whole milliseconds; null as the second means no bound."),
    };
}
