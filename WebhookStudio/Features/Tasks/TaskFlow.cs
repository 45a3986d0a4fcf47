using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using WebhookStudio.Data;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Assets;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Domain.Tasks;
using WebhookStudio.Domain.Workflows;
using WebhookStudio.Features.Projects;

namespace WebhookStudio.Features.Tasks;

/// <inheritdoc />
internal sealed class TaskFlow(
    IDbContextFactory<StudioDbContext> contexts,
    WriteTurns turns,
    TaskMover mover,
    LiveProjects projects,
    TaskSubmission submission,
    TaskNews news,
    TimeProvider clock) : ITaskFlow, ILabelSubmission, ITaskIntake
{
    public async Task<LabelTask> SaveAsync(Id<LabelTask> id, LabelWork work, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        using var turn = await turns.TakeAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var task = await TaskQueries.Find(db, id, cancellationToken)
            ?? throw new DomainRuleException("task.unknown", $"Invalid task: {id}.");
        var stage = projects.Get(task.ProjectId).Workflow.Get(task.StageId);
        TaskSubmission.CheckPlace(stage, task, work);
        TaskSubmission.CheckChange(stage, task, work);
        TaskSubmission.Store(task, work, clock.GetUtcNow());
        await CommitAsync(db, transaction, task.ProjectId, [], cancellationToken);

        return task;
    }

    public Task<LabelTask> SubmitAsync(Id<LabelTask> id, LabelWork work, CancellationToken cancellationToken) =>
        SubmitAsync(id, (_, _) => work, cancellationToken);

    public async Task<LabelTask> SubmitAsync(
        Id<LabelTask> id, Func<Project, LabelTask, LabelWork> describe, CancellationToken cancellationToken)
    {
        var (task, entered) = await submission.SubmitAsync(id, describe, cancellationToken);
        news.Tell(task.ProjectId, entered is { } stage ? [stage] : []);

        return task;
    }

    public Task<IReadOnlyList<LabelTask>> AddAsync(
        Id<Project> project, IReadOnlyList<NewAsset> assets, string by, CancellationToken cancellationToken) =>
        AddAsync(project, assets, by, (_, _) => Task.CompletedTask, cancellationToken);

    public async Task<IReadOnlyList<LabelTask>> AddAsync(
        Id<Project> project,
        IReadOnlyList<NewAsset> assets,
        string by,
        Func<StudioDbContext, CancellationToken, Task> together,
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

        await together(db, cancellationToken);
        await CommitAsync(db, transaction, project, entered, cancellationToken);

        return added;
    }

    public async Task<int> ForwardAsync(
        Id<Project> project, StageId stage, ForwardChoice choice, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        using var turn = await turns.TakeAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var found = projects.Get(project);
        var departure = DepartureOf(found.Workflow.Get(stage), choice.By);
        var tasks = await Waiting(db, project, stage, choice).ToListAsync(cancellationToken);
        var entered = await mover.AdvanceAsync(db, found, tasks, departure, cancellationToken);
        await CommitAsync(db, transaction, project, entered, cancellationToken);

        return tasks.Count;
    }

    private Departure DepartureOf(Stage stage, string by) => stage.Kind switch
    {
        StageKind.Start => new(VisitKind.Start, By: null, clock.GetUtcNow()),
        StageKind.Hold => new(VisitKind.Forwarded, by, clock.GetUtcNow()),
        _ => throw new DomainRuleException(
            "stage.not_forwarding",
            $"{stage.Name} is a {stage.Kind} stage. Only the tasks of Start and Hold stages are sent on by hand."),
    };

    private static IQueryable<LabelTask> Waiting(
        StudioDbContext db, Id<Project> project, StageId stage, ForwardChoice choice)
    {
        var waiting = db.Tasks.Where(task => task.ProjectId == project && task.StageId == stage);

        if (choice.Tasks is { } tasks)
        {
            waiting = waiting.Where(task => tasks.Contains(task.Id));
        }

        var batches = choice.Batches;

        return batches.Count == 0
            ? waiting
            : waiting.Where(task => db.AssetBatches.Any(
                link => link.AssetId == task.AssetId && batches.Contains(link.BatchId)));
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
        var stage = TaskMoves.StageOf(found.Workflow, to);
        var ids = tasks.ToList();
        var moving = (await db.Tasks.Where(task => task.ProjectId == project && ids.Contains(task.Id))
            .ToListAsync(cancellationToken)).FindAll(task => !TaskMoves.IsKept(found.Workflow, task));
        var touched = await mover.RequeueAsync(
            db, found, moving, new(stage, options, clock.GetUtcNow()), cancellationToken);
        await CommitAsync(db, transaction, project, touched, cancellationToken);

        return moving.Count;
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

        if (added.Priority != 0)
        {
            task.Prioritise(added.Priority);
        }

        db.Add(asset);
        db.AddRange(added.Batches.Distinct().Select((batch, position) =>
            new AssetBatch { AssetId = asset.Id, BatchId = batch, Position = position }));
        db.Add(task);

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
        news.Tell(project, entered);
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
