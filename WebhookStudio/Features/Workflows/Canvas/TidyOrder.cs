namespace WebhookStudio.Features.Workflows.Canvas;

/// <summary>Orders each column of the tidy layout so that few connectors cross: every node goes to the middle of its
/// neighbours, forth and back, and the best order found is kept.</summary>
internal static class TidyOrder
{
    private const int Sweeps = 8;

    /// <summary>Sets the order of the nodes in their columns.</summary>
    public static IReadOnlyList<IReadOnlyList<TidyNode>> Arrange(IReadOnlyList<TidyNode> nodes)
    {
        var columns = nodes.GroupBy(node => node.Layer).OrderBy(column => column.Key)
            .Select(column => column.OrderBy(node => node.Wish).ToList()).ToList();
        columns.ForEach(Number);
        var best = columns.Select(column => column.ToList()).ToList();
        var fewest = Crossings(columns);

        for (var sweep = 0; sweep < Sweeps && fewest > 0; sweep++)
        {
            Sweep(columns, forth: sweep % 2 == 0);

            if (Crossings(columns) is var crossings && crossings < fewest)
            {
                (fewest, best) = (crossings, columns.Select(column => column.ToList()).ToList());
            }
        }

        best.ForEach(Number);

        return best;
    }

    /// <summary>Counts how often connectors between neighbouring columns cross.</summary>
    internal static int Crossings(IEnumerable<IReadOnlyList<TidyNode>> columns) => columns.Sum(column =>
    {
        var ways = column.SelectMany(node => node.After.Select(next => (From: node.Order, To: next.Order))).ToList();

        return ways.Select((a, i) => ways.Skip(i + 1).Count(b => (a.From - b.From) * (a.To - b.To) < 0)).Sum();
    });

    private static void Sweep(List<List<TidyNode>> columns, bool forth)
    {
        foreach (var column in forth ? columns : Enumerable.Reverse(columns))
        {
            var sorted = column.OrderBy(node => Middle(node, forth ? node.Before : node.After)).ToList();
            column.Clear();
            column.AddRange(sorted);
            Number(column);
        }
    }

    private static double Middle(TidyNode node, List<TidyNode> neighbours) =>
        neighbours.Count == 0 ? node.Order : neighbours.Average(neighbour => neighbour.Order);

    private static void Number(List<TidyNode> column)
    {
        for (var i = 0; i < column.Count; i++)
        {
            column[i].Order = i;
        }
    }
}
