using WebhookStudio.Domain.Workflows;

namespace WebhookStudio.Features.Tasks;

/// <summary>Puts stages into the order in which tasks pass through them.</summary>
internal static class WorkflowOrder
{
    /// <summary>Lists the stages from Start on, by their distance from it; then those that nothing leads to; the ends last.</summary>
    public static IReadOnlyList<Stage> Of(Workflow workflow)
    {
        var reached = new List<Stage>();
        var waiting = new Queue<Stage>(workflow.Stages.Where(stage => stage.Kind is StageKind.Start));

        while (waiting.TryDequeue(out var stage))
        {
            if (reached.Contains(stage))
            {
                continue;
            }

            reached.Add(stage);

            foreach (var next in stage.Next.IsDefaultOrEmpty ? [] : stage.Next)
            {
                if (next is { } id && workflow.Find(id) is { } follower)
                {
                    waiting.Enqueue(follower);
                }
            }
        }

        return [.. reached.Union(workflow.Stages).OrderBy(stage => stage.Kind is StageKind.Complete)];
    }
}
