using WebhookStudio.Domain.Workflows;

namespace WebhookStudio.Features.Workflows.Canvas;

/// <summary>Takes stages out of a workflow.</summary>
internal static class StageRemovals
{
    /// <summary>Removes stages with their connectors. What led to a removed stage leads to the one behind it.</summary>
    /// <returns>The rest, what was removed, and why others stay.</returns>
    public static (Workflow Next, List<StageId> Removed, List<string> Reasons) Without(
        Workflow workflow, IReadOnlyCollection<StageId> ids)
    {
        var removed = new List<StageId>();
        var reasons = new List<string>();

        foreach (var id in ids.Where(id => workflow.Find(id) is not null))
        {
            if (Protection(workflow, id) is { } reason)
            {
                reasons.Add(reason);
                continue;
            }

            workflow = Without(workflow, workflow.Get(id));
            removed.Add(id);
        }

        return (workflow, removed, reasons);
    }

    /// <summary>Says why a stage cannot be removed, or <see langword="null"/> if it can.</summary>
    public static string? Protection(Workflow workflow, StageId id) => workflow.Get(id).Kind switch
    {
        StageKind.Start => "Start stays: every task begins there.",
        StageKind.Complete when workflow.Stages.Count(stage => stage.Kind is StageKind.Complete) == 1 =>
            "Complete stays: every task ends there.",
        _ => null,
    };

    private static Workflow Without(Workflow workflow, Stage removed) => new()
    {
        Stages = [.. workflow.Stages.Where(other => other.Id != removed.Id).Select(other => PastRemoved(other, removed))],
    };

    private static Stage PastRemoved(Stage before, Stage removed)
    {
        var behind = removed.Output is { } next && next != removed.Id && next != before.Id ? next : (StageId?)null;

        return before.Outputs.Select(port => port.Output).Where(output => before.To(output) == removed.Id)
            .Aggregate(before, (stage, output) => stage.With(output, behind));
    }
}
