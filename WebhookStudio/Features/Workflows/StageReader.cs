using System.Collections.Immutable;
using System.Text.Json;
using WebhookStudio.Domain.Workflows;
using WebhookStudio.Platform;

namespace WebhookStudio.Features.Workflows;

/// <summary>Reads one stage of the dialect's <c>stages</c> array.</summary>
internal static class StageReader
{
    private const double FarthestPlace = 100_000;

    private static readonly string[] Common = ["id", "type", "name", "position", "next"];

    /// <summary>The dialect's properties of stages that have no meaning here; taken as long as they say nothing.</summary>
    private static readonly string[] Silent =
        ["consensusId", "consensusConfig", "logic", "pluginId", "readOnly", "assignedTo", "autoForward", "preventRequeue"];

    /// <summary>The stages of the dialect that this version has not.</summary>
    private static readonly string[] Foreign = ["Consensus", "Plugin"];

    private const string Known = "Start, Label, Review, Hold, Logic, Webhook and Complete";

    /// <returns>The stage, and its position if it says one.</returns>
    public static (Stage Stage, StagePosition? Position) Read(
        JsonElement element, int index, Workflow stored, StageSealing sealing)
    {
        var unnamed = new JsonFields(element, $"stages[{index}]");
        var fields = new JsonFields(element, $"stages[{index}] '{unnamed.Text("name") ?? unnamed.Text("type")}'");
        var kind = ReadKind(fields);
        var id = ReadId(fields);
        var before = stored.Find(id);

        RefuseUnknown(fields, kind);

        if (before is not null && before.Kind != kind)
        {
            throw fields.Refuse($"a stage cannot turn from {before.Kind} into {kind}; give the new stage another id.");
        }

        var settings = ReadSettings(fields, kind, before?.Settings, sealing);
        var stage = new Stage
        {
            Id = id,
            Name = (fields.Text("name") ?? before?.Name ?? kind.ToString()).Trim(),
            Next = ReadNext(fields) ?? before?.With(settings).Next ?? [],
            Settings = settings,
        };

        return (stage, fields.Has("position") ? ReadPosition(fields) : before?.Position);
    }

    private static StageKind ReadKind(JsonFields fields)
    {
        var type = fields.RequiredText("type");

        return Enum.GetNames<StageKind>().Contains(type, StringComparer.Ordinal)
            ? Enum.Parse<StageKind>(type)
            : throw fields.Refuse(Foreign.Contains(type, StringComparer.Ordinal)
                ? $"{type} stages are not supported in this version; use {Known}."
                : $"'{type}' is not a type of stage. The types are {Known}.");
    }

    private static StageId ReadId(JsonFields fields) => fields.Text("id") switch
    {
        null => StageId.New(),
        { } text when StageId.TryParse(text, null, out var id) => id,
        { } text => throw fields.Refuse(
            $"id '{text}' is not a stage id. Use 1 to {StageId.MaxLength} letters, digits, '-' or '_', or leave it out."),
    };

    private static ImmutableArray<StageId?>? ReadNext(JsonFields fields) => fields.List("next") is { } next
        ? [.. next.Select(entry => entry switch
        {
            { ValueKind: JsonValueKind.Null } => (StageId?)null,
            { ValueKind: JsonValueKind.String } when StageId.TryParse(entry.GetString(), null, out var id) => id,
            _ => throw fields.Refuse("next must be a list of stage ids."),
        })]
        : null;

    private static StagePosition? ReadPosition(JsonFields fields)
    {
        if (fields.Object("position") is not { } position || (!position.Has("x") && !position.Has("y")))
        {
            return null;
        }

        var (x, y) = (position.Number("x") ?? 0, position.Number("y") ?? 0);

        return Math.Abs(x) <= FarthestPlace && Math.Abs(y) <= FarthestPlace
            ? new(x, y)
            : throw position.Refuse($"x and y must lie between -{FarthestPlace} and {FarthestPlace}.");
    }

    private static StageSettings ReadSettings(
        JsonFields fields, StageKind kind, StageSettings? before, StageSealing sealing) => kind switch
        {
            StageKind.Start => new StartStageSettings
            {
                AutoForward = fields.Flag("autoForward") ?? (before as StartStageSettings)?.AutoForward ?? true,
            },
            StageKind.Label => new LabelStageSettings
            {
                AssignedTo = fields.Texts("assignedTo") ?? (before as LabelStageSettings)?.AssignedTo ?? [],
            },
            StageKind.Review => new ReviewStageSettings
            {
                AssignedTo = fields.Texts("assignedTo") ?? (before as ReviewStageSettings)?.AssignedTo ?? [],
                ReadOnly = fields.Flag("readOnly") ?? (before as ReviewStageSettings)?.ReadOnly ?? false,
            },
            StageKind.Hold => new HoldStageSettings(),
            StageKind.Logic => LogicJson.Read(fields, before as LogicStageSettings),
            StageKind.Webhook => WebhookJson.Read(fields, before as WebhookStageSettings, sealing),
            _ => new CompleteStageSettings
            {
                PreventRequeue = fields.Flag("preventRequeue") ?? (before as CompleteStageSettings)?.PreventRequeue ?? false,
            },
        };

    private static void RefuseUnknown(JsonFields fields, StageKind kind)
    {
        string[] own = kind switch
        {
            StageKind.Start => ["autoForward"],
            StageKind.Label => ["assignedTo"],
            StageKind.Review => ["assignedTo", "readOnly"],
            StageKind.Hold => [],
            StageKind.Logic => ["logic"],
            StageKind.Webhook => WebhookJson.Names,
            _ => ["preventRequeue"],
        };

        foreach (var name in Silent.Except(own).Where(name => !SaysNothing(fields.Find(name))))
        {
            throw fields.Refuse($"{name} is not supported on a {kind} stage in this version; leave it out.");
        }

        if (fields.FirstBeyond([.. Common, .. own, .. Silent]) is { } unknown)
        {
            throw fields.Refuse($"{unknown} is not a property of a {kind} stage. The properties are "
                + $"{string.Join(", ", Common.Concat(own))}.");
        }
    }

    private static bool SaysNothing(JsonElement? value) => value switch
    {
        null or { ValueKind: JsonValueKind.False } => true,
        { ValueKind: JsonValueKind.Array } list => list.GetArrayLength() == 0,
        { ValueKind: JsonValueKind.Object } fields => !fields.EnumerateObject().Any(),
        _ => false,
    };
}
