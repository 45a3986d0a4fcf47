using Microsoft.EntityFrameworkCore;
using WebhookStudio.Data;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Deliveries;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Domain.Tasks;
using WebhookStudio.Domain.Workflows;
using WebhookStudio.Features.Workflows;
using WebhookStudio.Platform;

namespace WebhookStudio.Features.Tasks;

/// <inheritdoc />
internal sealed class TaskList(
    IDbContextFactory<StudioDbContext> contexts, IStageCounters counters, TaskRows rows) : ITaskList
{
    public async Task<TaskRail?> RailAsync(Id<Project> project, CancellationToken cancellationToken)
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
            batches);
    }

    public async Task<Page<TaskRow>> ListAsync(TaskQuery query, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var workflow = await WorkflowAsync(db, query.Project, cancellationToken);
        var tasks = db.Matching(query, workflow);
        var total = await tasks.CountAsync(cancellationToken);
        var page = tasks.Sorted(query.Sort).Skip(query.Page.Skip).Take(query.Page.Size);

        return new(await rows.ReadAsync(db, page, workflow, cancellationToken), total);
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
        var groups = await db.Matching(query with { Result = null }, workflow)
            .Failing()
            .GroupBy(t => new { t.Task.StageId, t.Delivery!.Status, t.Delivery.LastOutcome, t.Delivery.LastStatusCode })
            .Select(group => new Group(
                group.Key.StageId, group.Key.Status, group.Key.LastOutcome, group.Key.LastStatusCode, group.Count()))
            .ToListAsync(cancellationToken);

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
            stages is [var only] ? await NoSuccessSinceAsync(db, query.Project, only.Id, cancellationToken) : null);
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

    private static async Task<DateTimeOffset?> NoSuccessSinceAsync(
        StudioDbContext db, Id<Project> project, StageId stage, CancellationToken cancellationToken)
    {
        var attempts = db.Attempts.AsNoTracking().Where(a =>
            a.ProjectId == project && a.StageId == stage && a.Trigger != AttemptTrigger.Test);
        var lastSuccess = await attempts.Where(a => a.Accepted)
            .MaxAsync(a => (DateTimeOffset?)a.StartedAt, cancellationToken) ?? DateTimeOffset.MinValue;

        return await attempts.Where(a => !a.Accepted && a.StartedAt > lastSuccess)
            .MinAsync(a => (DateTimeOffset?)a.StartedAt, cancellationToken);
    }

    private static async Task<Workflow> WorkflowAsync(
        StudioDbContext db, Id<Project> project, CancellationToken cancellationToken) =>
        await db.Projects.AsNoTracking()
            .Where(p => p.Id == project)
            .Select(p => p.Workflow)
            .SingleOrDefaultAsync(cancellationToken) ?? Workflow.Default;

    private sealed record Group(StageId Stage, DeliveryStatus Status, AttemptOutcome? Outcome, int? Code, int Count);
}
