using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using WebhookStudio.Data;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Domain.Tasks;
using WebhookStudio.Domain.Workflows;

namespace WebhookStudio.Features.Tasks;

/// <summary>Puts tasks into a stage within a unit of work of the caller, who saves it.</summary>
internal static class TaskMoves
{
    /// <summary>Gets a stage that tasks can be put into.</summary>
    /// <exception cref="DomainRuleException">There is no such stage, or it is off.</exception>
    public static Stage StageOf(Workflow workflow, StageId id) =>
        workflow.Get(id) is { Settings: WebhookStageSettings { Enabled: false } } off
            ? throw new DomainRuleException(
                "stage.off", $"{off.Name} is off and would send nothing. Switch it on and save, then requeue.")
            : workflow.Get(id);

    /// <summary>Whether a task is in a Complete stage that lets nothing go.</summary>
    public static bool IsKept(Workflow workflow, LabelTask task) =>
        workflow.Find(task.StageId)?.Settings is CompleteStageSettings { PreventRequeue: true };

    /// <summary>Puts tasks into a stage. What the stages they leave still owe is cancelled.</summary>
    /// <returns>The Webhook stages that tasks have entered or left: in a strict order others may have waited for these.</returns>
    public static async Task<ImmutableHashSet<StageId>> RequeueAsync(
        this TaskMover mover, StudioDbContext db, Project project, List<LabelTask> tasks, Requeue requeue,
        CancellationToken cancellationToken)
    {
        var left = await db.CancelOwedAsync(project.Workflow, tasks, cancellationToken);

        if (requeue.Options.RemoveStageHistory)
        {
            var ids = tasks.ConvertAll(task => task.Id);
            await db.Visits.Where(visit => ids.Contains(visit.TaskId)).ExecuteDeleteAsync(cancellationToken);
        }

        return (await mover.PutAsync(db, project, tasks, requeue, cancellationToken)).Union(left);
    }

    /// <summary>Ends the webhooks that tasks still owe. A worker that is sending one can settle nothing any more; its attempt is
    /// only logged.</summary>
    /// <returns>The Webhook stages that the tasks are in.</returns>
    public static async Task<IReadOnlyCollection<StageId>> CancelOwedAsync(
        this StudioDbContext db, Workflow workflow, List<LabelTask> tasks, CancellationToken cancellationToken)
    {
        var owed = tasks.Where(task => task.DeliveryId is not null).Select(task => task.DeliveryId!.Value).ToList();

        foreach (var delivery in await db.Deliveries.Where(d => owed.Contains(d.Id)).ToListAsync(cancellationToken))
        {
            delivery.Cancel();
        }

        return [.. tasks.Select(task => task.StageId).Distinct().Where(id => workflow.Find(id)?.Kind is StageKind.Webhook)];
    }
}
