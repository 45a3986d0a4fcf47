using WebhookStudio.Domain.Workflows;

namespace WebhookStudio.Features.Workflows.Canvas;

/// <summary>Which stages can be connected.</summary>
public static class ConnectRules
{
    /// <summary>Says in a few words why a connector cannot be drawn, or <see langword="null"/> if it can.</summary>
    public static string? Refusal(Workflow workflow, StageId from, StageId to)
    {
        if (workflow.Find(from) is not { } source || workflow.Find(to) is not { } target)
        {
            return "The stage is gone";
        }

        if (source.Outputs == 0)
        {
            return $"{source.Name} has no output";
        }

        if (target.Kind is StageKind.Start)
        {
            return $"{target.Name} has no input";
        }

        if (from == to)
        {
            return "A stage cannot lead to itself";
        }

        return Reaches(workflow, target, from) ? "Tasks would go round in a loop" : null;
    }

    /// <summary>Lists the stages that the output of a stage cannot be connected to, with the reason.</summary>
    public static IReadOnlyDictionary<string, string> Refusals(Workflow workflow, StageId from) =>
        workflow.Stages
            .Select(stage => (stage.Id, Reason: Refusal(workflow, from, stage.Id)))
            .Where(pair => pair.Reason is not null)
            .DistinctBy(pair => pair.Id)
            .ToDictionary(pair => pair.Id.Value, pair => pair.Reason!);

    private static bool Reaches(Workflow workflow, Stage from, StageId wanted)
    {
        var seen = new HashSet<StageId>();

        for (var at = from; at is not null && seen.Add(at.Id); at = at.Output is { } next ? workflow.Find(next) : null)
        {
            if (at.Id == wanted)
            {
                return true;
            }
        }

        return false;
    }
}
