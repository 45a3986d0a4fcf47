using WebhookStudio.Domain.Workflows;

namespace WebhookStudio.Features.Workflows.Canvas;

/// <summary>Makes room for a stage that comes between two others.</summary>
internal static class Room
{
    /// <summary>Finds the place for a stage behind an output: in the middle of the way if that is free; else where the
    /// follower stands, which moves right with all that comes after it; else some free place below.</summary>
    public static (Workflow Workflow, StagePosition Place) Between(
        Workflow workflow, Stage before, StageOutput output, Stage added)
    {
        var place = StageLayout.Between(workflow, before, output);

        if (!StageLayout.IsTaken(workflow, added with { Position = place }))
        {
            return (workflow, place);
        }

        var next = before.Position with { X = before.Position.X + StageLayout.Column };
        var moved = before.To(output) is { } follower ? Aside(workflow, before, follower, next) : workflow;

        return StageLayout.IsTaken(moved, added with { Position = StageLayout.Snap(next) })
            ? (workflow, StageLayout.Free(workflow, before.Id))
            : (moved, StageLayout.Snap(next));
    }

    /// <summary>Moves what comes after a place to the right, as far as the new card needs.</summary>
    private static Workflow Aside(Workflow workflow, Stage before, StageId follower, StagePosition place)
    {
        var first = workflow.Get(follower).Position.X;
        var by = place.X + StageLayout.Column - first;
        var earlier = WorkflowGraph.Before(workflow, before.Id);
        var later = WorkflowGraph.After(workflow, follower).Where(id => !earlier.Contains(id))
            .Where(id => workflow.Get(id).Position.X >= first).ToList();

        return by > 0 && first > before.Position.X ? StageMoves.By(workflow, later, StageLayout.SnapUp(by), 0) : workflow;
    }
}
