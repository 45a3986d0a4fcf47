using WebhookStudio.Domain.Workflows;

namespace WebhookStudio.Features.Workflows;

/// <summary>Finds places on the canvas for stages that say none.</summary>
internal static class StagePlaces
{
    private const double Left = 64;
    private const double Top = 160;
    private const double ColumnWidth = 288;
    private const double RowHeight = 160;

    /// <summary>Makes a workflow of stages and the positions they say. The others stand in the column of their distance
    /// from Start, below what is there already.</summary>
    public static Workflow Fill(IReadOnlyList<(Stage Stage, StagePosition? Position)> stages)
    {
        var workflow = new Workflow { Stages = [.. stages.Select(stage => stage.Stage)] };
        var taken = stages.Where(stage => stage.Position is not null).Select(stage => stage.Position!.Value).ToList();

        return new()
        {
            Stages = [.. stages.Select(stage => stage.Stage with { Position = stage.Position ?? Find(workflow, stage.Stage, taken) })],
        };
    }

    private static StagePosition Find(Workflow workflow, Stage stage, List<StagePosition> taken)
    {
        var place = new StagePosition(Left + (Distance(workflow, stage) * ColumnWidth), Top);

        while (taken.Any(other => Math.Abs(other.X - place.X) < ColumnWidth && Math.Abs(other.Y - place.Y) < RowHeight))
        {
            place = place with { Y = place.Y + RowHeight };
        }

        taken.Add(place);

        return place;
    }

    /// <summary>Counts the connectors from Start; a stage that is not on that way goes by its place in the list.</summary>
    private static int Distance(Workflow workflow, Stage stage)
    {
        var seen = new HashSet<StageId>();
        var at = workflow.Stages.FirstOrDefault(candidate => candidate.Kind is StageKind.Start);

        for (var distance = 0; at is not null && seen.Add(at.Id); distance++)
        {
            if (at.Id == stage.Id)
            {
                return distance;
            }

            at = at.Output is { } next ? workflow.Find(next) : null;
        }

        return workflow.Stages.IndexOf(stage);
    }
}
