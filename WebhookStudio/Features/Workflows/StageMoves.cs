using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using WebhookStudio.Data;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Domain.Workflows;
using WebhookStudio.Features.Deliveries;
using WebhookStudio.Features.Tasks;

namespace WebhookStudio.Features.Workflows;

/// <summary>Brings the tasks of a stage somewhere else, within the transaction that makes a workflow live.</summary>
/// <remarks>It is a requeue: the stage history gets no line, what the stage still owed is cancelled (a request under way is
/// only logged), and entering a Webhook stage owes its webhook.</remarks>
internal sealed class StageMoves(TaskMover mover, TaskNews news, TimeProvider clock)
{
    /// <summary>Tasks are moved in chunks, so that memory stays bounded however many there are.</summary>
    private const int ChunkSize = 500;

    /// <summary>Finds the stages with tasks that an edited workflow leaves behind.</summary>
    public static async Task<IReadOnlyList<LeftStage>> FindAsync(
        StudioDbContext db, Id<Project> project, Workflow live, Workflow edited, CancellationToken cancellationToken)
    {
        var left = Left(live, edited).ToList();

        if (left.Count == 0)
        {
            return [];
        }

        var ids = left.ConvertAll(entry => entry.Stage.Id);
        var counts = await db.Tasks.Where(task => task.ProjectId == project && ids.Contains(task.StageId))
            .GroupBy(task => task.StageId)
            .Select(group => new { group.Key, Count = group.Count() })
            .ToDictionaryAsync(group => group.Key, group => group.Count, cancellationToken);

        return
        [
            .. left.Where(entry => counts.ContainsKey(entry.Stage.Id))
                .Select(entry => new LeftStage(entry.Stage, counts[entry.Stage.Id], entry.IsRemoved)),
        ];
    }

    /// <summary>Says what is wrong with where tasks are to go.</summary>
    /// <exception cref="DomainRuleException">A stage is not of the live workflow, or a target is none that tasks can be in.</exception>
    public static void Check(Workflow live, WorkflowSave save)
    {
        foreach (var (from, to) in save.MoveTasks)
        {
            if (live.Find(from) is not { } stage)
            {
                throw new DomainRuleException("move.stage", $"moveTasks: the live workflow has no stage '{from}'.");
            }

            if (save.Edited.Find(to) is not { } target)
            {
                throw new DomainRuleException(
                    "move.target", $"moveTasks: the tasks of {stage.Name} cannot go to '{to}'; the new workflow has no such stage.");
            }

            if (target.Kind is StageKind.Logic)
            {
                throw new DomainRuleException(
                    "move.target", $"The tasks of {stage.Name} cannot go to {target.Name}: tasks only pass through a Logic stage. Choose another stage.");
            }

            if (target.Settings is WebhookStageSettings { Enabled: false })
            {
                throw new DomainRuleException(
                    "move.target", $"The tasks of {stage.Name} cannot go to {target.Name}: it is off and would send nothing. Choose another stage.");
            }
        }
    }

    /// <summary>Moves the tasks. The workflow has been changed in the same transaction, so that no other writer can send more
    /// tasks into a removed stage.</summary>
    /// <returns>The Webhook stages entered.</returns>
    public async Task<ImmutableHashSet<StageId>> MoveAsync(
        StudioDbContext db, Project project, IReadOnlyDictionary<StageId, StageId> moves, CancellationToken cancellationToken)
    {
        ImmutableHashSet<StageId> entered = [];

        foreach (var (from, to) in moves.Where(move => move.Key != move.Value))
        {
            var requeue = new Requeue(project.Workflow.Get(to), new(), clock.GetUtcNow());
            await CancelAsync(db, project.Id, from, cancellationToken);

            while (await db.Tasks.Where(task => task.ProjectId == project.Id && task.StageId == from)
                .OrderBy(task => task.Id).Take(ChunkSize).ToListAsync(cancellationToken) is { Count: > 0 } tasks)
            {
                entered = entered.Union(await mover.PutAsync(db, project, tasks, requeue, cancellationToken));
                await db.SaveChangesAsync(cancellationToken);
                db.ChangeTracker.Clear();
            }
        }

        return entered;
    }

    /// <summary>Makes sure that no task is left in a stage that is gone, and no webhook owed by one.</summary>
    /// <exception cref="DomainRuleException">There is one; the message says how many, and what to do.</exception>
    public static async Task ThrowIfInUseAsync(
        StudioDbContext db, Id<Project> project, Stage stage, CancellationToken cancellationToken)
    {
        var tasks = await db.Tasks.CountAsync(t => t.ProjectId == project && t.StageId == stage.Id, cancellationToken);

        if (tasks > 0)
        {
            var (are, them, they) = tasks == 1 ? ("is", "it", "it goes") : ("are", "them", "they go");

            throw new DomainRuleException(
                "stage.in_use",
                $"{Count(tasks, "task")} {are} in {stage.Name}. Requeue {them} first, or say where {they}: "
                    + $"\"moveTasks\": {{\"{stage.Id}\": \"<stage id>\"}}.");
        }

        var owed = await db.Deliveries.Owed().CountAsync(
            d => d.ProjectId == project && d.StageId == stage.Id, cancellationToken);

        if (owed > 0)
        {
            throw new DomainRuleException(
                "stage.in_use", $"{stage.Name} still owes {Count(owed, "webhook")}. Wait until they are sent, or requeue their tasks first.");
        }
    }

    /// <summary>Wakes the lanes of the stages entered and tells the screens. Call it after the commit.</summary>
    public void Tell(Id<Project> project, IEnumerable<StageId> entered) => news.Tell(project, entered);

    private static async Task CancelAsync(
        StudioDbContext db, Id<Project> project, StageId stage, CancellationToken cancellationToken)
    {
        while (await db.Deliveries.Owed()
            .Where(d => d.ProjectId == project && d.StageId == stage)
            .OrderBy(d => d.Id).Take(ChunkSize).ToListAsync(cancellationToken) is { Count: > 0 } owed)
        {
            owed.ForEach(delivery => delivery.Cancel());
            await db.SaveChangesAsync(cancellationToken);
            db.ChangeTracker.Clear();
        }
    }

    private static IEnumerable<(Stage Stage, bool IsRemoved)> Left(Workflow live, Workflow edited)
    {
        var before = Reached(live);
        var after = Reached(edited);

        return live.Stages
            .Select(stage => (stage, IsRemoved: edited.Find(stage.Id) is null))
            .Where(entry => entry.IsRemoved || (before.Contains(entry.stage.Id) && !after.Contains(entry.stage.Id)));
    }

    private static IReadOnlySet<StageId> Reached(Workflow workflow) =>
        workflow.Stages.FirstOrDefault(stage => stage.Kind is StageKind.Start) is { } start
            ? WorkflowGraph.After(workflow, start.Id)
            : new HashSet<StageId>();

    private static string Count(int number, string noun) => $"{number} {noun}{(number == 1 ? "" : "s")}";
}
