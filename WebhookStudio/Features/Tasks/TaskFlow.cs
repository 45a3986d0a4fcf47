using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using WebhookStudio.Data;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Assets;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Domain.Tasks;
using WebhookStudio.Domain.Workflows;
using WebhookStudio.Features.Deliveries;
using WebhookStudio.Features.Projects;
using WebhookStudio.Platform;

namespace WebhookStudio.Features.Tasks;

/// <inheritdoc />
internal sealed class TaskFlow(
    IDbContextFactory<StudioDbContext> contexts,
    WriteTurns turns,
    TaskMover mover,
    LiveProjects projects,
    ILaneWakeups wakeups,
    IProjectFeed feed,
    TimeProvider clock) : ITaskFlow
{
    public Task<LabelTask> SaveAsync(Id<LabelTask> task, LabelWork work, CancellationToken cancellationToken) =>
        ChangeAsync(task, work, submit: false, cancellationToken);

    public Task<LabelTask> SubmitAsync(Id<LabelTask> task, LabelWork work, CancellationToken cancellationToken) =>
        ChangeAsync(task, work, submit: true, cancellationToken);

    public async Task<IReadOnlyList<LabelTask>> AddAsync(
        Id<Project> project,
        IReadOnlyList<NewAsset> assets,
        string by,
        CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        using var turn = await turns.TakeAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var found = projects.Get(project);
        var start = found.Workflow.Start;
        var now = clock.GetUtcNow();
        var added = assets.Select(asset => Add(db, project, asset, start.Id, by, now)).ToList();
        ImmutableHashSet<StageId> entered = [];

        if (start.Settings is StartStageSettings { AutoForward: true })
        {
            // Those that waited in Start since forwarding was switched off go on with the new ones.
            var waiting = await db.Tasks.Where(task => task.ProjectId == project && task.StageId == start.Id)
                .ToListAsync(cancellationToken);
            entered = await mover.AdvanceAsync(
                db, found, [.. waiting, .. added], new(VisitKind.Start, By: null, now), cancellationToken);
        }

        await CommitAsync(db, transaction, project, entered, cancellationToken);

        return added;
    }

    public async Task<int> ForwardAsync(
        Id<Project> project,
        StageId stage,
        IReadOnlyList<Id<Batch>> batches,
        CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        using var turn = await turns.TakeAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var found = projects.Get(project);

        if (found.Workflow.Get(stage).Kind is not StageKind.Start)
        {
            throw new DomainRuleException("stage.not_forwarding", "Only the tasks of a Start stage can be sent on by hand.");
        }

        var waiting = db.Tasks.Where(task => task.ProjectId == project && task.StageId == stage);

        if (batches.Count > 0)
        {
            waiting = waiting.Where(task => db.AssetBatches.Any(
                link => link.AssetId == task.AssetId && batches.Contains(link.BatchId)));
        }

        var tasks = await waiting.ToListAsync(cancellationToken);
        var entered = await mover.AdvanceAsync(
            db, found, tasks, new(VisitKind.Start, By: null, clock.GetUtcNow()), cancellationToken);
        await CommitAsync(db, transaction, project, entered, cancellationToken);

        return tasks.Count;
    }

    public async Task<int> RequeueAsync(
        Id<Project> project,
        IReadOnlyList<Id<LabelTask>> tasks,
        StageId to,
        RequeueOptions options,
        CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        using var turn = await turns.TakeAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var found = projects.Get(project);
        var stage = found.Workflow.Get(to);

        if (stage.Settings is WebhookStageSettings { Enabled: false })
        {
            throw new DomainRuleException(
                "stage.off", $"{stage.Name} is off and would send nothing. Switch it on and save, then requeue.");
        }

        var kept = PreventedStages(found.Workflow);
        var ids = tasks.ToList();
        var moving = await db.Tasks
            .Where(task => task.ProjectId == project && ids.Contains(task.Id) && !kept.Contains(task.StageId))
            .ToListAsync(cancellationToken);

        await CancelOwedAsync(db, moving, cancellationToken);

        if (options.RemoveStageHistory)
        {
            var moved = moving.ConvertAll(task => task.Id);
            await db.Visits.Where(visit => moved.Contains(visit.TaskId)).ExecuteDeleteAsync(cancellationToken);
        }

        var entered = await mover.PutAsync(
            db, found, moving, new(stage, options, clock.GetUtcNow()), cancellationToken);
        await CommitAsync(db, transaction, project, entered, cancellationToken);

        return moving.Count;
    }

    private static List<StageId> PreventedStages(Workflow workflow) =>
    [
        .. workflow.Stages.Where(stage => stage.Settings is CompleteStageSettings { PreventRequeue: true })
            .Select(stage => stage.Id),
    ];

    private static async Task CancelOwedAsync(
        StudioDbContext db, List<LabelTask> tasks, CancellationToken cancellationToken)
    {
        var owed = tasks.Where(task => task.DeliveryId is not null).Select(task => task.DeliveryId!.Value).ToList();

        foreach (var delivery in await db.Deliveries.Where(d => owed.Contains(d.Id)).ToListAsync(cancellationToken))
        {
            delivery.Cancel();
        }
    }

    private static LabelTask Add(
        StudioDbContext db, Id<Project> project, NewAsset added, StageId start, string by, DateTimeOffset now)
    {
        var asset = new Asset
        {
            Id = Id<Asset>.New(now),
            ProjectId = project,
            Data = added.Data,
            ExternalId = added.ExternalId,
            Dataset = [.. added.Dataset],
            Metadata = added.Metadata,
            CreatedAt = now,
        };
        var task = LabelTask.Create(asset, start, by, now);

        db.Add(asset);
        db.AddRange(added.Batches.Distinct().Select((batch, position) =>
            new AssetBatch { AssetId = asset.Id, BatchId = batch, Position = position }));
        db.Add(task);

        return task;
    }

    private async Task<LabelTask> ChangeAsync(
        Id<LabelTask> id, LabelWork work, bool submit, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        using var turn = await turns.TakeAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var task = await TaskQueries.Find(db, id, cancellationToken)
            ?? throw new DomainRuleException("task.unknown", $"Invalid task: {id}.");
        var project = projects.Get(task.ProjectId);
        var stage = project.Workflow.Get(task.StageId);
        var now = clock.GetUtcNow();
        ImmutableHashSet<StageId> entered = [];

        if (submit && stage.Kind is not StageKind.Label)
        {
            throw new DomainRuleException(
                "task.not_in_label",
                $"{task.ExternalId} is in {stage.Name}; only a task in a Label stage can be submitted. Requeue it first.");
        }

        if (work.From is { } from && from != task.StageId)
        {
            throw new DomainRuleException(
                "task.moved", $"{task.ExternalId} has moved on to {stage.Name} meanwhile. Load it again.");
        }

        task.Save(work.Answer, work.Spent, work.By, now);

        if (submit)
        {
            entered = await mover.AdvanceAsync(db, project, [task], new(VisitKind.Human, work.By, now), cancellationToken);
        }

        await CommitAsync(db, transaction, project.Id, entered, cancellationToken);

        return task;
    }

    private async Task CommitAsync(
        StudioDbContext db,
        Microsoft.EntityFrameworkCore.Storage.IDbContextTransaction transaction,
        Id<Project> project,
        ImmutableHashSet<StageId> entered,
        CancellationToken cancellationToken)
    {
        await SaveAsync(db, cancellationToken);
        await transaction.CommitAsync(cancellationToken);

        foreach (var stage in entered)
        {
            wakeups.Wake(new(project, stage));
        }

        feed.Publish(project);
    }

    private static async Task SaveAsync(StudioDbContext db, CancellationToken cancellationToken)
    {
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateConcurrencyException)
        {
            throw new DomainRuleException(
                "task.changed", "Somebody else changed the task at the same moment. Load it again and repeat.");
        }
    }
}
