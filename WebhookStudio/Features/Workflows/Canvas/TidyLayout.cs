using WebhookStudio.Domain.Workflows;

namespace WebhookStudio.Features.Workflows.Canvas;

/// <summary>The tidy layout: columns by the longest way, rows so that ways run straight, parts below each other.</summary>
internal static class TidyLayout
{
    /// <summary>Finds the place of every stage, on the grid. The same connectors always give the same places.</summary>
    public static IReadOnlyDictionary<StageId, StagePosition> Place(Workflow workflow)
    {
        var places = new Dictionary<StageId, StagePosition>();
        var top = StageLayout.Corner.Y;

        foreach (var part in TidyGraph.Of(workflow))
        {
            SetRows(TidyOrder.Arrange(part));
            top = Put(part, top, places);
        }

        return places;
    }

    /// <summary>Gives each node the row of the topmost that leads to it, or the next free one below.</summary>
    private static void SetRows(IEnumerable<IReadOnlyList<TidyNode>> columns)
    {
        foreach (var column in columns)
        {
            var free = 0;

            foreach (var node in column)
            {
                var wish = node.Before.Count == 0 ? free : node.Before.Min(before => before.Row);
                node.Row = Math.Max(free, wish);
                free = node.Row + 1;
            }
        }
    }

    private static double Put(IReadOnlyList<TidyNode> part, double top, Dictionary<StageId, StagePosition> places)
    {
        foreach (var row in part.GroupBy(node => node.Row).OrderBy(row => row.Key))
        {
            var height = StageShape.Height;

            foreach (var node in row)
            {
                if (node.Stage is { } stage)
                {
                    places[stage.Id] = new(StageLayout.Corner.X + (node.Layer * StageLayout.Column), top);
                    height = Math.Max(height, StageShape.HeightOf(stage));
                }
            }

            top += StageLayout.Row + StageLayout.SnapUp(height - StageShape.Height);
        }

        return top;
    }
}
