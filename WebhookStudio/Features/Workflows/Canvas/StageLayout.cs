using WebhookStudio.Domain.Workflows;

namespace WebhookStudio.Features.Workflows.Canvas;

/// <summary>Where stages lie: the grid, free places, and the tidy order from left to right.</summary>
public static class StageLayout
{
    public const int Grid = 16;

    /// <inheritdoc cref="StageShape.Width"/>
    public const int Width = StageShape.Width;

    /// <inheritdoc cref="StageShape.Height"/>
    public const int Height = StageShape.Height;

    /// <summary>From the left edge of a card to that of the next.</summary>
    public const int Column = 288;

    /// <summary>From the top of a card to that of the one below.</summary>
    public const int Row = 144;

    /// <summary>Where the tidy layout begins.</summary>
    internal static readonly StagePosition Corner = new(64, 160);

    private const double Edge = 20_000;

    /// <summary>Finds the nearest place of the grid, within the canvas.</summary>
    public static StagePosition Snap(StagePosition at) => new(Snap(at.X), Snap(at.Y));

    /// <summary>Finds the nearest place within the canvas, on the grid or not.</summary>
    public static StagePosition Clamp(StagePosition at) => new(Clamp(Math.Round(at.X)), Clamp(Math.Round(at.Y)));

    /// <summary>Finds a place for a new stage: right of a stage, or right of all, where nothing lies.</summary>
    public static StagePosition Free(Workflow workflow, StageId? beside)
    {
        var anchor = beside is { } id && workflow.Find(id) is { } stage
            ? new StagePosition(stage.Position.X, stage.Position.Y + Row)
            : new StagePosition(
                workflow.Stages.Select(s => s.Position.X).DefaultIfEmpty(Corner.X).Min(),
                workflow.Stages.Select(s => s.Position.Y + Row).DefaultIfEmpty(Corner.Y).Max());

        return Snap(Enumerable.Range(0, workflow.Stages.Length + 1)
            .Select(step => anchor with { X = anchor.X + (step * Column) })
            .First(place => !workflow.Stages.Any(other => Overlaps(other, place, Height))));
    }

    /// <summary>Finds the middle between a stage and the one behind it, whatever lies there.</summary>
    public static StagePosition Between(Workflow workflow, Stage before, StageOutput output = default) => Snap(
        before.To(output) is { } next && workflow.Find(next) is { } after
            ? new((before.Position.X + after.Position.X) / 2, (before.Position.Y + after.Position.Y) / 2)
            : before.Position with { X = before.Position.X + Column });

    /// <summary>Whether a stage would lie over, or too near to, another one.</summary>
    public static bool IsTaken(Workflow workflow, Stage stage) => workflow.Stages.Any(
        other => other.Id != stage.Id && Overlaps(other, stage.Position, StageShape.HeightOf(stage)));

    /// <summary>Lays out from left to right: each stage in the column of its longest way from Start, each branch in a row.</summary>
    public static Workflow Tidy(Workflow workflow)
    {
        var places = TidyLayout.Place(workflow);

        return new()
        {
            Stages = [.. workflow.Stages.Select(stage => stage with { Position = places[stage.Id] })],
        };
    }

    /// <summary>Lists the stages in reading order of the tidy layout: the way from Start first.</summary>
    public static IEnumerable<Stage> InOrder(Workflow workflow) =>
        Tidy(workflow).Stages.OrderBy(stage => stage.Position.Y).ThenBy(stage => stage.Position.X).Select(stage => workflow.Get(stage.Id));

    /// <summary>Gets the smallest distance of the grid that is at least as long.</summary>
    internal static double SnapUp(double distance) => Math.Ceiling(distance / Grid) * Grid;

    private static double Snap(double value) => Clamp(Math.Round(value / Grid) * Grid);

    private static double Clamp(double value) => double.IsFinite(value) ? Math.Clamp(value, -Edge, Edge) : 0;

    private static bool Overlaps(Stage other, StagePosition at, int height) =>
        Math.Abs(other.Position.X - at.X) < Width + Grid
        && at.Y < other.Position.Y + StageShape.HeightOf(other) + Grid
        && other.Position.Y < at.Y + height + Grid;
}
