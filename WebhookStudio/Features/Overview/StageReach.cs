using WebhookStudio.Domain.Workflows;

namespace WebhookStudio.Features.Overview;

/// <summary>Finds what lies behind a stage.</summary>
internal static class StageReach
{
    /// <summary>Gets a stage and all that its tasks can still come to. Ways back, such as that of a rejected task, do not count:
    /// otherwise all of a loop would lie behind each of its stages.</summary>
    /// <param name="stage">The stage.</param>
    /// <param name="order">All stages in the order in which tasks pass through them.</param>
    public static IReadOnlyCollection<Stage> From(Stage stage, IReadOnlyList<Stage> order)
    {
        var reached = new HashSet<Stage> { stage };

        foreach (var candidate in order.SkipWhile(other => other != stage).Where(reached.Contains))
        {
            var at = Place(candidate.Id);
            reached.UnionWith((candidate.Next.IsDefaultOrEmpty ? [] : candidate.Next)
                .Where(next => next is { } id && Place(id) > at)
                .Select(next => order[Place(next!.Value)]));
        }

        return reached;

        int Place(StageId id)
        {
            for (var place = 0; place < order.Count; place++)
            {
                if (order[place].Id == id)
                {
                    return place;
                }
            }

            return -1;
        }
    }
}
