using System.Text.Json;
using System.Text.Json.Nodes;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Workflows;

namespace WebhookStudio.Features.Workflows.Json;

/// <summary>What a text that should be <c>stages</c> JSON comes to.</summary>
/// <param name="Workflow">The workflow; <see langword="null"/> if there are errors.</param>
/// <param name="Errors">Why it cannot be taken over, stage by stage.</param>
/// <param name="Notes">What does not come along, such as secrets of another project.</param>
public sealed record ImportedStages(Workflow? Workflow, IReadOnlyList<string> Errors, IReadOnlyList<string> Notes);

/// <summary>Reads a workflow from the dialect's <c>stages</c> array, or from a project that has one. Unlike the API it goes on
/// after the first error, so that a person sees all of them.</summary>
public sealed class StagesImport
{
    /// <summary>The longest text, in characters.</summary>
    public const int MaxLength = 1_000_000;

    private static readonly JsonDocumentOptions Lenient = new()
    {
        AllowTrailingCommas = true,
        CommentHandling = JsonCommentHandling.Skip,
    };

    private readonly StageSealing _sealing;

    internal StagesImport(StageSealing sealing) => _sealing = sealing;

    /// <summary>Reads a text.</summary>
    /// <param name="text">The JSON.</param>
    /// <param name="current">The draft: what a stage leaves out keeps the value that the stage with the same id has there.</param>
    public ImportedStages Read(string text, Workflow current)
    {
        if (text.Length > MaxLength)
        {
            return Broken($"The text is longer than {MaxLength:N0} characters.");
        }

        try
        {
            return JsonNode.Parse(text, nodeOptions: null, Lenient) switch
            {
                JsonArray stages => Read(stages, current),
                JsonObject whole when whole["stages"] is JsonArray stages => Read(stages, current),
                JsonObject whole when whole["project"] is JsonObject project && project["stages"] is JsonArray stages => Read(stages, current),
                _ => Broken("This is no list of stages. Paste the list, or an object with \"stages\" in it."),
            };
        }
        catch (JsonException problem)
        {
            return Broken($"This is not JSON: line {problem.LineNumber + 1}, character {problem.BytePositionInLine + 1} cannot be read.");
        }
        catch (ArgumentException)
        {
            return Broken("A property is there twice in one stage. Remove one.");
        }
    }

    private ImportedStages Read(JsonArray array, Workflow current)
    {
        if (array.Count is 0 or > StagesJson.MaxStages)
        {
            return Broken($"A workflow has 1 to {StagesJson.MaxStages} stages; this list has {array.Count}.");
        }

        var read = new List<(Stage Stage, StagePosition? Position)>();
        var (errors, notes) = (new List<string>(), new List<string>());

        foreach (var (index, node) in array.Index())
        {
            try
            {
                notes.AddRange(LeaveOut(node, current));
                read.Add(StageReader.Read(Element(node), index, current, _sealing));
            }
            catch (DomainRuleException refusal)
            {
                errors.Add(refusal.Message);
            }
        }

        errors.AddRange(read.GroupBy(entry => entry.Stage.Id).Where(group => group.Count() > 1)
            .Select(group => $"Two stages have the id '{group.Key}'. Give each its own."));

        return errors.Count > 0 ? new(null, errors, notes) : new(StagePlaces.Fill(read), [], notes);
    }

    /// <summary>Takes out of a stage that is new here what an export says of secrets without holding them.</summary>
    private static IEnumerable<string> LeaveOut(JsonNode? node, Workflow current)
    {
        if (node is not JsonObject stage || (Text(stage, "id") is { } id && StageId.TryParse(id, null, out var known) && current.Find(known) is not null))
        {
            yield break;
        }

        var name = Text(stage, "name") ?? Text(stage, "type") ?? "A stage";

        if (stage["headers"] is JsonObject headers)
        {
            foreach (var (header, _) in headers.Where(header => header.Value is null).ToList())
            {
                headers.Remove(header);
                yield return $"{name}: the header {header} came without its value. Add it again in the settings.";
            }
        }

        if (stage["rotation"] is JsonObject && !stage.ContainsKey("nextSecret"))
        {
            stage.Remove("rotation");
            yield return $"{name}: the change of its secret does not come along.";
        }
    }

    private static string? Text(JsonObject stage, string name) =>
        stage[name] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    private static JsonElement Element(JsonNode? node) => JsonSerializer.SerializeToElement(node);

    private static ImportedStages Broken(string error) => new(null, [error], []);
}
