using WebhookStudio.Domain;
using WebhookStudio.Domain.Workflows;

namespace WebhookStudio.Features.Workflows.Canvas;

/// <summary>Which names stages can have.</summary>
public static class StageNames
{
    /// <summary>Finds a name that no stage has: the wanted one, or that with the next number.</summary>
    public static string Free(Workflow workflow, string wanted)
    {
        var taken = workflow.Stages.Select(stage => stage.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);

        return Enumerable.Range(1, taken.Count + 1)
            .Select(number => number == 1 ? wanted : $"{Cut(wanted, 4)} {number}")
            .First(name => !taken.Contains(name));
    }

    /// <summary>Names a copy: <c>Label copy</c>, then <c>Label copy 2</c>. A copy of a copy is named as one of the original.</summary>
    public static string Copy(Workflow workflow, string original)
    {
        var end = original.LastIndexOf(" copy", StringComparison.Ordinal);
        var isCopy = end > 0 && (end + 5 == original.Length || int.TryParse(original[(end + 5)..], out _));

        return Free(workflow, Cut(isCopy ? original[..end] : original, 9) + " copy");
    }

    /// <summary>Trims a name that was typed.</summary>
    /// <exception cref="DomainRuleException">It is empty, too long or taken.</exception>
    public static string Checked(Workflow workflow, StageId id, string name)
    {
        var trimmed = name.Trim();

        if (trimmed.Length is 0 or > Stage.NameMaxLength)
        {
            throw new DomainRuleException("stage.name", $"A stage needs a name of 1 to {Stage.NameMaxLength} characters.");
        }

        return workflow.Stages.Any(other => other.Id != id && other.Name == trimmed)
            ? throw new DomainRuleException("stage.name", $"Another stage is named {trimmed}. Choose a different name.")
            : trimmed;
    }

    private static string Cut(string name, int room) =>
        name.Length <= Stage.NameMaxLength - room ? name : name[..(Stage.NameMaxLength - room)].TrimEnd();
}
