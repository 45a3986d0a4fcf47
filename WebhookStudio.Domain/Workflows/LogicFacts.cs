using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using WebhookStudio.Domain.Tasks;

namespace WebhookStudio.Domain.Workflows;

/// <summary>What the rules of a Logic stage look at: a task as it enters.</summary>
public sealed record LogicFacts
{
    private readonly Lazy<HashSet<string>> _labels;

    public LogicFacts() => _labels = new(() => Labels(Answer!));

    public required Id<LabelTask> Task { get; init; }

    public required TaskAnswer Answer { get; init; }

    /// <summary>Gets the active time that people have spent on the task in all stages, in milliseconds.</summary>
    public required long DurationMs { get; init; }

    /// <summary>Gets the email addresses of those who have submitted the task from a Label stage, in any case.</summary>
    public ImmutableHashSet<string> Annotators { get; init; } = [];

    /// <summary>Gets the batches of the asset, by identifier.</summary>
    public ImmutableHashSet<string> Batches { get; init; } = [];

    /// <summary>Whether there is a label of a class, a relation of a kind, or an answer to a question, nested ones too.</summary>
    public bool Has(string schemaId) => _labels.Value.Contains(schemaId);

    /// <summary>Draws a number from 0 to 1, which is the same whenever it is asked for.</summary>
    public double Chance(StageId stage, int index)
    {
        var digest = SHA256.HashData(Encoding.UTF8.GetBytes($"{Task.Value}/{stage.Value}/{index}"));

        // 53 bits are what a double holds, so that no two draws become one and none becomes 1.
        return (BinaryPrimitives.ReadUInt64BigEndian(digest) >> 11) / (double)(1UL << 53);
    }

    /// <summary>Chooses the output by which the task leaves a Logic stage.</summary>
    public StageOutput Choose(Stage stage)
    {
        if (stage.Settings is not LogicStageSettings logic)
        {
            throw new ArgumentException($"{stage.Name} is no Logic stage.", nameof(stage));
        }

        for (var index = 0; index < logic.Rules.Length; index++)
        {
            if (logic.Rules[index].Fits(this, stage.Id, index))
            {
                return new(index);
            }
        }

        return logic.Else;
    }

    private static HashSet<string> Labels(TaskAnswer answer)
    {
        var found = answer.Tools.Select(tool => tool.SchemaId).ToHashSet();
        found.UnionWith(answer.Relations.Select(RelationOf).OfType<string>());
        answer.Tools.ToList().ForEach(tool => Add(tool.Classifications, found));
        Add(answer.Classifications, found);

        return found;
    }

    private static void Add(ImmutableArray<ClassificationAnswer> answers, HashSet<string> found)
    {
        foreach (var given in answers)
        {
            found.Add(given.SchemaId);
            Add(given.Classifications, found);
        }
    }

    private static string? RelationOf(JsonElement relation) =>
        relation.ValueKind is JsonValueKind.Object && relation.TryGetProperty("schemaId", out var id)
        && id.ValueKind is JsonValueKind.String ? id.GetString() : null;
}
