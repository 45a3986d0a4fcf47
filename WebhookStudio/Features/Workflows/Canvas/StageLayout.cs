using WebhookStudio.Domain.Workflows;

namespace WebhookStudio.Features.Workflows.Canvas;

/// <summary>Where stages lie: the grid, free places, and the tidy order from left to right.</summary>
public static class StageLayout
{
    public const int Grid = 16;

    /// <summary>The size of a card.</summary>
    public const int Width = 232;

    /// <inheritdoc cref="Width"/>
    public const int Height = 84;

    /// <summary>From the left edge of a card to that of the next.</summary>
    public const int Column = 288;

    /// <summary>From the top of a card to that of the one below.</summary>
    public const int Row = 144;

    private const int Left = 64;
    private const int Top = 160;
    private const double Edge = 20_000;

    /// <summary>Finds the nearest place of the grid, within the canvas.</summary>
    public static StagePosition Snap(StagePosition at) => new(Snap(at.X), Snap(at.Y));

    /// <summary>Finds a place for a new stage: right of a stage, or right of all, where nothing lies.</summary>
    public static StagePosition Free(Workflow workflow, StageId? beside)
    {
        var anchor = beside is { } id && workflow.Find(id) is { } stage
            ? new StagePosition(stage.Position.X, stage.Position.Y + Row)
            : new StagePosition(
                workflow.Stages.Select(s => s.Position.X).DefaultIfEmpty(Left).Min(),
                workflow.Stages.Select(s => s.Position.Y + Row).DefaultIfEmpty(Top).Max());

        return Snap(Enumerable.Range(0, workflow.Stages.Length + 1)
            .Select(step => anchor with { X = anchor.X + (step * Column) })
            .First(place => !workflow.Stages.Any(other => Overlaps(other.Position, place))));
    }

    /// <summary>Finds a place for a stage that comes between another and the one behind it.</summary>
    public static StagePosition Between(Workflow workflow, Stage before, StageOutput output = default)
    {
        var middle = before.To(output) is { } next && workflow.Find(next) is { } after
            ? new StagePosition(
                (before.Position.X + after.Position.X) / 2, (before.Position.Y + after.Position.Y) / 2)
            : before.Position with { X = before.Position.X + Column };

        return workflow.Stages.Any(other => Overlaps(other.Position, middle)) ? Free(workflow, before.Id) : Snap(middle);
    }

    /// <summary>Lays out from left to right: each stage in the column of its longest way from Start, each branch in a row.</summary>
    public static Workflow Tidy(Workflow workflow)
    {
        var depths = workflow.Stages.ToDictionary(stage => stage.Id, _ => 0);
        var connectors = WorkflowGraph.Forward(workflow);

        // As many rounds as stages are enough for every way.
        for (var round = 0; round < workflow.Stages.Length; round++)
        {
            foreach (var (from, next) in connectors)
            {
                if (depths.TryGetValue(next, out var depth) && depth <= depths[from]
                    && depths[from] < workflow.Stages.Length)
                {
                    depths[next] = depths[from] + 1;
                }
            }
        }

        var rows = Rows(workflow);

        return new()
        {
            Stages =
            [
                .. workflow.Stages.Select(stage => stage with
                {
                    Position = new(Left + (depths[stage.Id] * Column), Top + (rows[stage.Id] * Row)),
                }),
            ],
        };
    }

    /// <summary>Lists the stages in reading order of the tidy layout: the way from Start first.</summary>
    public static IEnumerable<Stage> InOrder(Workflow workflow) =>
        Tidy(workflow).Stages.OrderBy(stage => stage.Position.Y).ThenBy(stage => stage.Position.X).Select(stage => workflow.Get(stage.Id));

    /// <summary>Gives the way from Start the first row, those from the outputs Failed the next, and each further way that joins
    /// or stands alone one of its own.</summary>
    private static Dictionary<StageId, int> Rows(Workflow workflow)
    {
        var rows = new Dictionary<StageId, int>();
        var row = 0;
        var heads = workflow.Stages
            .OrderByDescending(stage => stage.Kind is StageKind.Start)
            .ThenByDescending(stage => workflow.Stages.Any(other => other.FailedOutput == stage.Id))
            .ThenBy(stage => workflow.Stages.Any(other => other.Output == stage.Id));

        foreach (var head in heads.Where(head => !rows.ContainsKey(head.Id)))
        {
            for (var at = head; at is not null && rows.TryAdd(at.Id, row); at = at.Output is { } n ? workflow.Find(n) : null)
            {
            }

            row++;
        }

        return rows;
    }

    private static double Snap(double value) =>
        double.IsFinite(value) ? Math.Clamp(Math.Round(value / Grid) * Grid, -Edge, Edge) : 0;

    private static bool Overlaps(StagePosition a, StagePosition b) =>
        Math.Abs(a.X - b.X) < Width + Grid && Math.Abs(a.Y - b.Y) < Height + Grid;
}
