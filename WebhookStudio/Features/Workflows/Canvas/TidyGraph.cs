using WebhookStudio.Domain.Workflows;

namespace WebhookStudio.Features.Workflows.Canvas;

/// <summary>A workflow without the connectors that lead back, in parts that hang together, each stage in its column.</summary>
internal sealed class TidyGraph
{
    private readonly Dictionary<StageId, TidyNode> _nodes;
    private readonly List<(TidyNode From, TidyNode To)> _connectors;

    private TidyGraph(Workflow workflow)
    {
        var forward = WorkflowGraph.Forward(workflow);
        var start = workflow.Stages.Where(stage => stage.Kind is StageKind.Start).Select(stage => stage.Id);

        // The order in which tasks come by: along the connectors from Start on, and then what they never get to.
        _nodes = start.Concat(forward.SelectMany(connector => new[] { connector.From, connector.To }))
            .Concat(workflow.Stages.Select(stage => stage.Id))
            .Distinct()
            .Index()
            .ToDictionary(stage => stage.Item, stage => new TidyNode(workflow.Get(stage.Item), layer: 0, stage.Index));
        _connectors = [.. forward.Select(connector => (_nodes[connector.From], _nodes[connector.To]))];
    }

    /// <summary>Gets the parts, the one with Start first. Connectors past several columns have a bend in each of them.</summary>
    public static IReadOnlyList<IReadOnlyList<TidyNode>> Of(Workflow workflow)
    {
        var graph = new TidyGraph(workflow);
        graph.SetLayers();
        var parts = graph.Parts();
        graph._connectors.ForEach(connector => Bend(connector.From, connector.To, parts));

        return parts;
    }

    /// <summary>The column of a stage is the length of the longest way to it; one that nothing leads to stands just before
    /// what it leads to.</summary>
    private void SetLayers()
    {
        var entering = _connectors.ToLookup(connector => connector.To, connector => connector.From);
        var leaving = _connectors.ToLookup(connector => connector.From, connector => connector.To);
        var depths = new Dictionary<TidyNode, int>();

        foreach (var node in _nodes.Values)
        {
            node.Layer = DepthOf(node);
        }

        foreach (var head in _nodes.Values.Where(node =>
            !entering[node].Any() && node.Stage!.Kind is not StageKind.Start && leaving[node].Any()))
        {
            head.Layer = leaving[head].Min(next => next.Layer) - 1;
        }

        int DepthOf(TidyNode node) => depths.TryGetValue(node, out var depth)
            ? depth
            : depths[node] = entering[node].Select(DepthOf).DefaultIfEmpty(-1).Max() + 1;
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
