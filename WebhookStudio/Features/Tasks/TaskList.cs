using Microsoft.EntityFrameworkCore;
using WebhookStudio.Data;
using WebhookStudio.Data.Conversions;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Deliveries;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Domain.Tasks;
using WebhookStudio.Domain.Workflows;
using WebhookStudio.Features.Workflows;

namespace WebhookStudio.Features.Tasks;

/// <inheritdoc />
internal sealed class TaskList(
    IDbContextFactory<StudioDbContext> contexts, IStageCounters counters, TaskRows rows) : ITaskList
{
    public async Task<TaskRail?> RailAsync(
        Id<Project> project, string me, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var found = await db.Projects.AsNoTracking().SingleOrDefaultAsync(p => p.Id == project, cancellationToken);

        if (found is null)
        {
            return null;
        }

        var batches = await db.Batches.AsNoTracking()
            .Where(b => b.ProjectId == project)
            .OrderBy(b => b.Name)
            .Select(b => new RailBatch(b.Id, b.Name, db.AssetBatches.Count(ab => ab.BatchId == b.Id)))
            .ToListAsync(cancellationToken);
        var counts = await counters.CountAsync(project, cancellationToken);
        var stages = WorkflowOrder.Of(found.Workflow)
            .Select(stage => new RailStage(
                stage.Id, stage.Name, stage.Kind, stage.Settings is WebhookStageSettings { Enabled: false },
                counts.GetValueOrDefault(stage.Id, StageCount.None)))
            .ToList();

        return new(
            stages,
            counts.Values.Sum(count => count.Here),
            counts.Values.Sum(count => count.Held),
            counts.Values.Sum(count => count.Retrying),
            batches)
        {
            Skipped = await db.Database.SqlQueryRaw<int>(TaskSql.Skipped, project.Key()).SingleAsync(cancellationToken),
            Mine = await db.Tasks.CountAsync(t => t.ProjectId == project && t.Assignee == me, cancellationToken),
        };
    }

    public async Task<TaskSlice> ListAsync(TaskQuery query, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var workflow = await WorkflowAsync(db, query.Project, cancellationToken);
        var found = await TaskPages.FindAsync(db, query, workflow, cancellationToken);
        var total = found.Total ?? query.KnownTotal ?? await TotalAsync(db, query, workflow, cancellationToken);

        return new(
            await rows.ReadAsync(db, [.. found.Keys.Select(key => key.Task)], workflow, cancellationToken),
            Math.Min(total, query.IsCounted ? total : TaskPages.MostCounted))
        {
            HasMore = !query.IsCounted && total > TaskPages.MostCounted,
            Previous = found.Previous,
            Next = found.Next,
        };
    }

    public async Task<IReadOnlyList<TaskRow>> RowsAsync(
        Id<Project> project, IReadOnlyList<Id<LabelTask>> tasks, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var workflow = await WorkflowAsync(db, project, cancellationToken);
        var ids = tasks.ToList();
        var here = await db.Tasks.Where(t => t.ProjectId == project && ids.Contains(t.Id)).Select(t => t.Id)
            .ToHashSetAsync(cancellationToken);

        return await rows.ReadAsync(db, [.. tasks.Where(here.Contains)], workflow, cancellationToken);
    }

    public async Task<NamedTasks> FindAsync(Id<Project> project, string list, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);

        return await NamedTasks.FindAsync(db, project, list, cancellationToken);
    }

    public async Task<(Id<LabelTask>? Previous, Id<LabelTask>? Next)> NeighboursAsync(
        TaskQuery query, Id<LabelTask> task, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var found = await db.Tasks.AsNoTracking().SingleOrDefaultAsync(
            t => t.Id == task && t.ProjectId == query.Project, cancellationToken);

        if (found is null)
        {
            return (null, null);
        }

        var workflow = await WorkflowAsync(db, query.Project, cancellationToken);
        var here = TaskCursor.Of(found, query.Sort);

        return (await BesideAsync(here with { IsBefore = true }), await BesideAsync(here));

        async Task<Id<LabelTask>?> BesideAsync(TaskCursor cursor)
        {
            var beside = await TaskPages.FindAsync(db, query with { Cursor = cursor, Size = 1 }, workflow, cancellationToken);

            return beside.Keys is [var key, ..] ? key.Task : null;
        }
    }

    public async Task<IReadOnlyList<Id<LabelTask>>> IdsAsync(TaskQuery query, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var workflow = await WorkflowAsync(db, query.Project, cancellationToken);

        return await db.Matching(query, workflow)
            .OrderBy(t => t.Task.Id)
            .Select(t => t.Task.Id)
            .ToListAsync(cancellationToken);
    }

    public async Task<FailingTasks> FailingAsync(TaskQuery query, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var workflow = await WorkflowAsync(db, query.Project, cancellationToken);
        var sql = TaskSql.Of(query with { Result = null, Cursor = null }, workflow);
        var text = sql.Failing();
        var groups = (await db.Database.SqlQueryRaw<FailedGroup>(text, sql.Values).ToListAsync(cancellationToken))
            .ConvertAll(group => new Group(
                StoredStageId.Read(group.StageId), (DeliveryStatus)group.Status, (AttemptOutcome?)group.LastOutcome,
                group.LastStatusCode, group.Count));

        if (groups.Count == 0)
        {
            return FailingTasks.None;
        }

        var stages = groups.GroupBy(group => group.Stage)
            .Select(stage => ToStage(workflow, stage.Key, stage.Sum(group => group.Count)))
            .ToList();

        return new(
            groups.Where(group => group.Status is DeliveryStatus.Held).Sum(group => group.Count),
            groups.Where(group => group.Status is DeliveryStatus.Retrying).Sum(group => group.Count),
            Causes(groups),
            stages,
            stages is [var only] ? await SilentSince.FindAsync(db, query.Project, only.Id, cancellationToken) : null);
    }

    private static List<FailureCause> Causes(IEnumerable<Group> groups) =>
    [
        .. groups.GroupBy(group => (group.Outcome, group.Code))
            .Select(cause => new FailureCause(
                cause.Key.Outcome ?? AttemptOutcome.Unknown,
                cause.Key.Code,
                cause.Where(group => group.Status is DeliveryStatus.Held).Sum(group => group.Count),
                cause.Where(group => group.Status is DeliveryStatus.Retrying).Sum(group => group.Count)))
            .OrderByDescending(cause => cause.Count).ThenBy(cause => cause.Status, StringComparer.Ordinal),
    ];

    private static FailingStage ToStage(Workflow workflow, StageId id, int count)
    {
        var stage = workflow.Find(id);
        var settings = stage?.Settings as WebhookStageSettings ?? new WebhookStageSettings();
        var next = stage?.Output is { } output ? workflow.Find(output)?.Name : null;

        return new(id, stage?.Name ?? id.Value, WebhookUrl.Display(settings.Url), settings.Timeout, next, count);
    }

    private static async Task<Workflow> WorkflowAsync(
        StudioDbContext db, Id<Project> project, CancellationToken cancellationToken) =>
        await db.Projects.AsNoTracking()
            .Where(p => p.Id == project)
            .Select(p => p.Workflow)
            .SingleOrDefaultAsync(cancellationToken) ?? Workflow.Default;

    /// <summary>Counts a list, from the counters where they know.</summary>
    private async Task<int> TotalAsync(
        StudioDbContext db, TaskQuery query, Workflow workflow, CancellationToken cancellationToken)
    {
        if (!query.IsCounted)
        {
            return await TaskPages.CountAsync(db, query, workflow, cancellationToken);
        }

        return TaskRail.Count(query, await counters.CountAsync(query.Project, cancellationToken), workflow);
    }

    /// <summary>Failed webhooks of one stage and one cause, as the database has them.</summary>
    private sealed class FailedGroup
    {
        public required byte[] StageId { get; init; }

        public int Status { get; init; }

        public int? LastOutcome { get; init; }

        public int? LastStatusCode { get; init; }

        public int Count { get; init; }
    }

    private sealed record Group(StageId Stage, DeliveryStatus Status, AttemptOutcome? Outcome, int? Code, int Count);
}
