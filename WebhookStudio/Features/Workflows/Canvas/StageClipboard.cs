using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Workflows;

namespace WebhookStudio.Features.Workflows.Canvas;

/// <summary>Stages as text on the clipboard: the <c>stages</c> of the API, marked as ours, without anything secret.</summary>
internal static class StageClipboard
{
    /// <summary>The longest text that is read, in characters.</summary>
    public const int MaxLength = 200_000;

    private const string Mark = "webhookStudio";
    private const string Kind = "stages";

    private static readonly string[] SecretNames = ["hasSecret", "hasToken", "headers", "rotation"];

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <summary>Writes stages, with the connectors between them.</summary>
    public static string Write(Workflow workflow, IReadOnlyCollection<StageId> ids)
    {
        var stages = workflow.Stages.Where(stage => ids.Contains(stage.Id)).Select(stage => stage with
        {
            Next = [.. stage.Next.Select(next => next is { } id && ids.Contains(id) ? next : null)],
            Settings = StageCopies.WithoutSecrets(stage.Settings),
        });
        var json = StagesJson.Write(new() { Stages = [.. stages] });

        foreach (var name in SecretNames)
        {
            json.OfType<JsonObject>().ToList().ForEach(stage => stage.Remove(name));
        }

        return new JsonObject { [Mark] = Kind, ["stages"] = json }.ToJsonString(Indented);
    }

    /// <summary>Reads stages that were copied, here or in another project.</summary>
    /// <param name="text">The text.</param>
    /// <param name="draft">The workflow they are for.</param>
    /// <param name="live">Its live form: a stage that was cut from the draft comes back as it is there, secrets and all.</param>
    /// <param name="sealing">Seals secrets that somebody wrote into the text.</param>
    /// <exception cref="DomainRuleException">The text is something else, or says what no stage can be.</exception>
    public static IReadOnlyList<Stage> Read(string text, Workflow draft, Workflow live, StageSealing sealing)
    {
        if (text.Length > MaxLength)
        {
            throw Refuse("The clipboard holds too much to paste here.");
        }

        try
        {
            using var json = JsonDocument.Parse(text);

            return json.RootElement is { ValueKind: JsonValueKind.Object } root
                && root.TryGetProperty(Mark, out _) && root.TryGetProperty("stages", out var stages)
                    ? Read(stages, draft, live, sealing)
                    : throw NoStages();
        }
        catch (JsonException)
        {
            throw NoStages();
        }
    }

    private static ImmutableArray<Stage> Read(JsonElement stages, Workflow draft, Workflow live, StageSealing sealing)
    {
        var cut = new Workflow { Stages = [.. live.Stages.Where(stage => draft.Find(stage.Id) is null)] };
        var read = StagesJson.Read(stages, cut, sealing).Stages;

        if (draft.Stages.Length + read.Length > StagesJson.MaxStages)
        {
            throw Refuse($"A workflow has at most {StagesJson.MaxStages} stages. Delete some first.");
        }

        return read;
    }

    private static DomainRuleException NoStages() =>
        Refuse("The clipboard holds no stages. Copy some with Ctrl+C, here or in another project.");

    private static DomainRuleException Refuse(string message) => new("canvas.paste", message);
}
