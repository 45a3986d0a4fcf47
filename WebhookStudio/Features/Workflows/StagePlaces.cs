using WebhookStudio.Domain.Workflows;
using WebhookStudio.Features.Workflows.Canvas;

namespace WebhookStudio.Features.Workflows;

/// <summary>Finds places on the canvas for stages that say none.</summary>
internal static class StagePlaces
{
    /// <summary>Makes a workflow of stages and the positions they say. The others stand where the tidy order has them,
    /// below what is there already.</summary>
    public static Workflow Fill(IReadOnlyList<(Stage Stage, StagePosition? Position)> stages)
    {
        var tidy = StageLayout.Tidy(new() { Stages = [.. stages.Select(stage => stage.Stage)] });
        var taken = stages.Where(stage => stage.Position is not null).Select(stage => stage.Position!.Value).ToList();

        return new()
        {
            Stages = [.. stages.Select((stage, index) => stage.Stage with
            {
                Position = stage.Position ?? Free(tidy.Stages[index].Position, taken),
            })],
        };
    }

    private static StagePosition Free(StagePosition place, List<StagePosition> taken)
    {
        while (taken.Any(other =>
            Math.Abs(other.X - place.X) < StageLayout.Width && Math.Abs(other.Y - place.Y) < StageLayout.Height))
        {
            place = place with { Y = place.Y + StageLayout.Row };
        }

        taken.Add(place);

        return place;
    }
}
