using WebhookStudio.Domain.Workflows;

namespace WebhookStudio.Features.Workflows.Canvas;

/// <summary>A workflow without the connectors that lead back, in parts that hang together, each stage in its column.</summary>
internal sealed class TidyGraph
{
    private readonly Workflow _workflow;
    private readonly Dictionary<StageId, TidyNode> _nodes = [];
    private readonly List<(TidyNode From, TidyNode To)> _connectors = [];
    private readonly HashSet<StageId> _open = [];
    private readonly List<TidyNode> _finished = [];

    private TidyGraph(Workflow workflow) => _workflow = workflow;

    /// <summary>Gets the parts, the one with Start first. Connectors past several columns have a bend in each of them.</summary>
    public static IReadOnlyList<IReadOnlyList<TidyNode>> Of(Workflow workflow)
    {
        var graph = new TidyGraph(workflow);
        var entered = workflow.Stages.SelectMany(stage => stage.Followers()).ToHashSet();

        foreach (var stage in workflow.Stages
            .OrderByDescending(stage => stage.Kind is StageKind.Start)
            .ThenBy(stage => entered.Contains(stage.Id)))
        {
            graph.Visit(stage);
        }

        graph.Layer();
        var parts = graph.Parts();
        graph._connectors.ForEach(connector => Bend(connector.From, connector.To, parts));

        return parts;
    }

    /// <summary>Follows the outputs in their order. A connector to a stage that is on the way here leads back.</summary>
    private TidyNode Visit(Stage stage)
    {
        if (_nodes.TryGetValue(stage.Id, out var known))
        {
            return known;
        }

        var node = _nodes[stage.Id] = new(stage, layer: 0, _nodes.Count);
        _open.Add(stage.Id);

        foreach (var next in stage.Followers().Distinct().Select(_workflow.Find).OfType<Stage>())
        {
            if (!_open.Contains(next.Id))
            {
                _connectors.Add((node, Visit(next)));
            }
        }

        _open.Remove(stage.Id);
        _finished.Add(node);

        return node;
    }

    /// <summary>The column of a stage is the length of the longest way to it; one that nothing leads to stands just before
    /// what it leads to.</summary>
    private void Layer()
    {
        var leaving = _connectors.ToLookup(connector => connector.From, connector => connector.To);

        foreach (var node in Enumerable.Reverse(_finished))
        {
            foreach (var next in leaving[node])
            {
                next.Layer = Math.Max(next.Layer, node.Layer + 1);
            }
        }

        var entered = _connectors.Select(connector => connector.To).ToHashSet();

        foreach (var head in _finished.Where(node =>
            !entered.Contains(node) && node.Stage!.Kind is not StageKind.Start && leaving[node].Any()))
        {
            head.Layer = leaving[head].Min(next => next.Layer) - 1;
        }
    }

    private List<List<TidyNode>> Parts()
    {
        var beside = _connectors.Concat(_connectors.Select(connector => (From: connector.To, To: connector.From)))
            .ToLookup(connector => connector.From, connector => connector.To);
        var seen = new HashSet<TidyNode>();
        var parts = new List<List<TidyNode>>();

        foreach (var first in _nodes.Values.Where(seen.Add))
        {
            var part = new List<TidyNode> { first };

            for (var i = 0; i < part.Count; i++)
            {
                part.AddRange(beside[part[i]].Where(seen.Add));
            }

            parts.Add(part);
        }

        return parts;
    }

    private static void Bend(TidyNode from, TidyNode to, List<List<TidyNode>> parts)
    {
        var part = parts.First(nodes => nodes.Contains(from));
        var last = from;

        for (var layer = from.Layer + 1; layer < to.Layer; layer++)
        {
            // A little behind the stage it leaves: the ways of later outputs come below those of earlier ones.
            var bend = new TidyNode(stage: null, layer, from.Wish + (from.After.Count + 1) * 0.01);
            part.Add(bend);
            TidyNode.Connect(last, bend);
            last = bend;
        }

        TidyNode.Connect(last, to);
    }
}
