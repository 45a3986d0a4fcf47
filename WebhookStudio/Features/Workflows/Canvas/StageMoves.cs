using WebhookStudio.Domain.Workflows;

namespace WebhookStudio.Features.Workflows.Canvas;

/// <summary>Moves stages together.</summary>
internal static class StageMoves
{
    /// <summary>Moves stages by a distance. None leaves the canvas; those that are not there are passed over.</summary>
    public static Workflow By(Workflow workflow, IReadOnlyCollection<StageId> ids, double dx, double dy) => new()
    {
        Stages =
        [
            .. workflow.Stages.Select(stage => ids.Contains(stage.Id)
                ? stage with { Position = StageLayout.Clamp(new(stage.Position.X + dx, stage.Position.Y + dy)) }
                : stage),
        ],
    };
}
