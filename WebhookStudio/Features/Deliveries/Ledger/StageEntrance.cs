using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using WebhookStudio.Data;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Domain.Tasks;
using WebhookStudio.Domain.Workflows;
using WebhookStudio.Features.Tasks;

namespace WebhookStudio.Features.Deliveries;

/// <summary>A task that leaves a Webhook stage for another one, or for a Logic stage.</summary>
/// <param name="Task">The task.</param>
/// <param name="Output">By which output.</param>
internal sealed record EnteringTask(Id<LabelTask> Task, StageOutput Output);

/// <summary>Sends tasks from one Webhook stage into the next, whose payloads are composed on the way, or through Logic stages,
/// whose rules look at the tasks.</summary>
internal sealed class StageEntrance(SessionContexts contexts, TaskMover mover)
{
    /// <summary>Moves tasks within the transaction of a session.</summary>
    /// <returns>The Webhook stages entered.</returns>
    public async Task<ImmutableHashSet<StageId>> EnterAsync(
        SqlSession sql,
        Project project,
        StageId from,
        IReadOnlyList<EnteringTask> entering,
        DateTimeOffset now)
    {
        ImmutableHashSet<StageId> entered = [];

        if (entering.Count == 0)
        {
            return entered;
        }

        await using var db = contexts.Of(sql);

        foreach (var group in entering.GroupBy(entry => entry.Output, entry => entry.Task))
        {
            var ids = group.ToList();
            var tasks = await db.Tasks.Where(task => ids.Contains(task.Id) && task.StageId == from).ToListAsync();
            var departure = new Departure(VisitKind.Automatic, By: null, now) { Output = group.Key };
            entered = entered.Union(await mover.AdvanceAsync(db, project, tasks, departure, CancellationToken.None));
        }

        await db.SaveChangesAsync();

        return entered;
    }
}
