namespace WebhookStudio.Domain.Workflows;

/// <summary>Follows the connectors of a workflow, whichever output they leave by. Connectors to nowhere are passed over.</summary>
public static class WorkflowGraph
{
    /// <summary>Gets a stage and all that tasks can get to from it.</summary>
    public static IReadOnlySet<StageId> After(Workflow workflow, StageId from) =>
        Spread(from, Followers(workflow));

    /// <summary>Gets a stage and all from which tasks can get to it.</summary>
    public static IReadOnlySet<StageId> Before(Workflow workflow, StageId to)
    {
        var leaders = Followers(workflow)
            .SelectMany(stage => stage.Value.Select(next => (From: stage.Key, To: next)))
            .GroupBy(connector => connector.To, connector => connector.From)
            .ToDictionary(group => group.Key, group => group.ToList());

        return Spread(to, leaders);
    }

    /// <summary>Gets the stages from which tasks can get to one without a person: the stage itself, and what is automatic
    /// before it. Nothing leads by itself to a stage that waits for people before it goes on.</summary>
    public static IReadOnlySet<StageId> AutomaticBefore(Workflow workflow, StageId to) =>
        workflow.Find(to) is { IsManned: false } ? Before(Unmanned(workflow), to) : new HashSet<StageId>();

    /// <summary>Gets the stages from which a task can come into a loop that no person takes part in. It would never rest.</summary>
    public static IReadOnlySet<StageId> GoingRound(Workflow workflow)
    {
        var followers = Followers(Unmanned(workflow));

        // A stage behind which all ways have ended ends its own way; what is left at last goes round.
        while (followers.Where(stage => !stage.Value.Exists(followers.ContainsKey)).Select(stage => stage.Key).ToList()
            is { Count: > 0 } ends)
        {
            ends.ForEach(end => followers.Remove(end));
        }

        return followers.Keys.ToHashSet();
    }

    /// <summary>Lists the connectors without those that lead back: what is left has no loop. Ways are followed from Start on, the
    /// outputs of a stage in their order.</summary>
    public static IReadOnlyList<(StageId From, StageId To)> Forward(Workflow workflow)
    {
        var followers = Followers(workflow);
        var forward = new List<(StageId, StageId)>();
        var (onTheWay, done) = (new HashSet<StageId>(), new HashSet<StageId>());

        foreach (var stage in workflow.Stages.OrderByDescending(stage => stage.Kind is StageKind.Start))
        {
            Follow(stage.Id);
        }

        return forward;

        void Follow(StageId from)
        {
            if (done.Contains(from) || !onTheWay.Add(from))
            {
                return;
            }

            foreach (var to in followers[from].Where(to => !onTheWay.Contains(to)))
            {
                forward.Add((from, to));
                Follow(to);
            }

            onTheWay.Remove(from);
            done.Add(from);
        }
    }

    private static Workflow Unmanned(Workflow workflow) => new()
    {
        Stages = [.. workflow.Stages.Where(stage => !stage.IsManned)],
    };

    private static Dictionary<StageId, List<StageId>> Followers(Workflow workflow)
    {
        var known = workflow.Stages.Select(stage => stage.Id).ToHashSet();

        return workflow.Stages.DistinctBy(stage => stage.Id).ToDictionary(
            stage => stage.Id, stage => stage.Followers().Where(known.Contains).Distinct().ToList());
    }

    private static HashSet<StageId> Spread(StageId from, Dictionary<StageId, List<StageId>> ways)
    {
        var reached = new HashSet<StageId> { from };
        var waiting = new Queue<StageId>(reached);

        while (waiting.TryDequeue(out var stage))
        {
            foreach (var next in ways.GetValueOrDefault(stage, []).Where(reached.Add))
            {
                waiting.Enqueue(next);
            }
        }

        return reached;
    }
}
