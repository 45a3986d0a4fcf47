using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using WebhookStudio.Data;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Domain.Tasks;
using WebhookStudio.Domain.Workflows;
using WebhookStudio.Features.Labeling;

namespace WebhookStudio.Features.Tasks.Operations;

/// <summary>Does to a few tasks what a change says, within a unit of work of the caller, who saves it.</summary>
internal sealed class TaskWork(TaskMover mover)
{
    /// <summary>Does it.</summary>
    /// <param name="db">The unit of work.</param>
    /// <param name="project">The live project.</param>
    /// <param name="tasks">The tasks that were chosen.</param>
    /// <param name="dated">What is done to them, and since when.</param>
    /// <param name="cancellationToken">Cancels before the caller saves.</param>
    /// <exception cref="DomainRuleException">It can be done to none: the stage is gone, off, or leads nowhere.</exception>
    public async Task<TaskWorkDone> DoAsync(
        StudioDbContext db, Project project, List<Id<LabelTask>> tasks, DatedChange dated, CancellationToken cancellationToken)
    {
        var found = await db.Tasks.Where(task => task.ProjectId == project.Id && tasks.Contains(task.Id))
            .ToListAsync(cancellationToken);
        var refusals = new Refused(found, tasks.Count - found.Count);

        return dated.Change.Kind switch
        {
            TaskChangeKind.Move => await MoveAsync(db, project, refusals, dated, cancellationToken),
            TaskChangeKind.Assign => Assign(project.Workflow, refusals, dated),
            _ => await DeleteAsync(db, project.Workflow, refusals, cancellationToken),
        };
    }

    private async Task<TaskWorkDone> MoveAsync(
        StudioDbContext db, Project project, Refused tasks, DatedChange dated, CancellationToken cancellationToken)
    {
        var stage = TaskMoves.StageOf(project.Workflow, dated.Change.Stage!.Value);
        tasks.Refuse(TaskRefusal.Moved, dated.IsTooLateFor);
        tasks.Refuse(TaskRefusal.Kept, task => TaskMoves.IsKept(project.Workflow, task));
        var touched = await mover.RequeueAsync(
            db, project, tasks.Left, new(stage, dated.Change.Options, dated.Now), cancellationToken);

        return new(tasks.Left.Count, tasks.Refusals, touched, Files: []);
    }

    private static TaskWorkDone Assign(Workflow workflow, Refused tasks, DatedChange dated)
    {
        var email = dated.Change.Assignee;
        tasks.Refuse(TaskRefusal.Moved, dated.IsTooLateFor);
        tasks.Refuse(
            TaskRefusal.NotWorkedOn, task => workflow.Find(task.StageId)?.Kind is not (StageKind.Label or StageKind.Review));
        tasks.Refuse(
            TaskRefusal.NotTheirs, task => email is not null && !LabelQueue.IsOpen(workflow.Get(task.StageId), email));
        tasks.Left.ForEach(task => task.Assign(email));

        return new(tasks.Left.Count, tasks.Refusals, [], Files: []);
    }

    // The log keeps what was sent about a task that is deleted: its attempts, and the payload as long as it is kept.
    private static async Task<TaskWorkDone> DeleteAsync(
        StudioDbContext db, Workflow workflow, Refused tasks, CancellationToken cancellationToken)
    {
        var left = await db.CancelOwedAsync(workflow, tasks.Left, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        var ids = tasks.Left.ConvertAll(task => task.Id);
        var assets = tasks.Left.ConvertAll(task => task.AssetId);
        var files = await db.Assets.Where(asset => assets.Contains(asset.Id)).Select(asset => asset.Data)
            .ToListAsync(cancellationToken);
        await db.Visits.Where(visit => ids.Contains(visit.TaskId)).ExecuteDeleteAsync(cancellationToken);
        await db.Tasks.Where(task => ids.Contains(task.Id)).ExecuteDeleteAsync(cancellationToken);
        await db.AssetBatches.Where(link => assets.Contains(link.AssetId)).ExecuteDeleteAsync(cancellationToken);
        await db.Assets.Where(asset => assets.Contains(asset.Id)).ExecuteDeleteAsync(cancellationToken);
        tasks.Left.ForEach(task => db.Entry(task).State = EntityState.Detached);

        return new(ids.Count, tasks.Refusals, [.. left], files);
    }

    /// <summary>The tasks that nothing speaks against yet, and what speaks against the others.</summary>
    private sealed class Refused(List<LabelTask> tasks, int gone)
    {
        private readonly List<TaskRefusal> _refusals = gone == 0 ? [] : [new(TaskRefusal.Gone, gone)];

        public List<LabelTask> Left => tasks;

        public IReadOnlyList<TaskRefusal> Refusals => _refusals;

        public void Refuse(string reason, Predicate<LabelTask> applies)
        {
            if (tasks.RemoveAll(applies) is > 0 and var count)
            {
                _refusals.Add(new(reason, count));
            }
        }
    }
}

/// <summary>A change with the time when it was given and the time when it is carried out.</summary>
internal sealed record DatedChange(TaskChange Change, DateTimeOffset Given, DateTimeOffset Now)
{
    /// <summary>Whether a task has entered its stage after that.</summary>
    public bool IsTooLateFor(LabelTask task) => task.StageEnteredAt > Given;
}

/// <summary>What was done to a few tasks.</summary>
/// <param name="Changed">How many were changed.</param>
/// <param name="Refusals">Why the others were not.</param>
/// <param name="Touched">The Webhook stages to wake after the commit.</param>
/// <param name="Files">The data of the assets that are no more.</param>
internal sealed record TaskWorkDone(
    int Changed, IReadOnlyList<TaskRefusal> Refusals, ImmutableHashSet<StageId> Touched, IReadOnlyList<string> Files);
