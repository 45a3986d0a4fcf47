using Microsoft.EntityFrameworkCore;
using WebhookStudio.Data;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Exports;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Domain.Workflows;
using WebhookStudio.Features.Deliveries;
using WebhookStudio.Features.Tasks;
using WebhookStudio.Features.Workflows;

namespace WebhookStudio.Features.Overview;

/// <summary>Finds what somebody should do something about.</summary>
internal sealed class AttentionReader(
    IDbContextFactory<StudioDbContext> contexts,
    IStageCounters counters,
    IStageHealthReader health,
    IReceiverUrls urls,
    TimeProvider clock)
{
    private static readonly TimeSpan Lately = TimeSpan.FromDays(1);

    /// <summary>Lists it, the most pressing first.</summary>
    public async Task<IReadOnlyList<Attention>> ReadAsync(Id<Project> id, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);

        if (await db.Projects.AsNoTracking().SingleOrDefaultAsync(p => p.Id == id, cancellationToken) is not { } project)
        {
            return [];
        }

        var counts = await counters.CountAsync(id, cancellationToken);
        var stages = WorkflowOrder.Of(project.Workflow);

        return
        [
            .. await HeldAsync(db, id, stages, counts, cancellationToken),
            .. await CircuitsAsync(project, counts, cancellationToken),
            .. Problems(project.Workflow),
            .. await AlertsAsync(db, id, cancellationToken),
            .. await ExportsAsync(db, id, cancellationToken),
            .. Retrying(stages, counts),
            .. Off(stages, counts),
            .. await WaitingAsync(db, id, stages, counts, cancellationToken),
            .. await DraftsAsync(db, project, cancellationToken),
        ];
    }

    private static async Task<IEnumerable<Attention>> HeldAsync(
        StudioDbContext db, Id<Project> project, IReadOnlyList<Stage> stages,
        IReadOnlyDictionary<StageId, StageCount> counts, CancellationToken cancellationToken)
    {
        if (counts.Values.All(count => count.Held == 0))
        {
            return [];
        }

        var causes = await HeldCauses.ReadAsync(db, project, cancellationToken);

        return counts.Where(stage => stage.Value.Held > 0).OrderByDescending(stage => stage.Value.Held).Select(held =>
        {
            var stage = stages.FirstOrDefault(stage => stage.Id == held.Key);

            return new HeldAttention(
                held.Key, stage?.Name ?? held.Key.Value, held.Value.Held, [.. causes[held.Key]],
                stage?.Settings is WebhookStageSettings { Enabled: true });
        });
    }

    private async Task<IEnumerable<Attention>> CircuitsAsync(
        Project project, IReadOnlyDictionary<StageId, StageCount> counts, CancellationToken cancellationToken)
    {
        var found = await health.ReadAsync(project.Id, project.Workflow, cancellationToken);

        return
            from stage in project.Workflow.Stages
            where stage.Settings is WebhookStageSettings { Enabled: true }
            let circuit = found.GetValueOrDefault(stage.Id)?.Circuit
            where circuit is not null
            select new CircuitAttention(stage.Id, stage.Name, circuit, counts.GetValueOrDefault(stage.Id, StageCount.None).Waiting);
    }

    /// <summary>Errors first. That a stage is off is told apart, with what waits in it.</summary>
    private IEnumerable<Attention> Problems(Workflow workflow) => WorkflowCheck.Find(workflow)
        .Concat(RefusedReceivers.Find(workflow, urls))
        .Where(problem => problem.Severity is ProblemSeverity.Error || problem.Code is "webhook.unsigned")
        .OrderByDescending(problem => problem.Severity)
        .Select(problem => new ProblemAttention(
            problem.StageId, problem.StageId is { } stage ? workflow.Find(stage)?.Name : null, problem));

    private static IEnumerable<Attention> Retrying(IReadOnlyList<Stage> stages, IReadOnlyDictionary<StageId, StageCount> counts) =>
        from stage in stages
        let count = counts.GetValueOrDefault(stage.Id, StageCount.None)
        where count is { Retrying: > 0, Held: 0 }
        select new RetryingAttention(stage.Id, stage.Name, count.Retrying);

    private static IEnumerable<Attention> Off(IReadOnlyList<Stage> stages, IReadOnlyDictionary<StageId, StageCount> counts) =>
        from stage in stages
        where stage.Settings is WebhookStageSettings { Enabled: false }
        select new OffAttention(stage.Id, stage.Name, counts.GetValueOrDefault(stage.Id, StageCount.None).Here);

    private async Task<IEnumerable<Attention>> WaitingAsync(
        StudioDbContext db, Id<Project> project, IReadOnlyList<Stage> stages,
        IReadOnlyDictionary<StageId, StageCount> counts, CancellationToken cancellationToken)
    {
        var found = new List<WaitingAttention>();
        var latest = clock.GetUtcNow() - WaitingAttention.After;

        foreach (var stage in stages.Where(stage => stage.Kind is StageKind.Label or StageKind.Review))
        {
            if (counts.GetValueOrDefault(stage.Id, StageCount.None).Here is > 0 and var here
                && await OverviewReader.OldestAsync(db, project, [stage], cancellationToken) is { } since && since <= latest)
            {
                found.Add(new(stage.Id, stage.Name, since, here));
            }
        }

        return found;
    }

    private static async Task<IEnumerable<Attention>> DraftsAsync(
        StudioDbContext db, Project project, CancellationToken cancellationToken)
    {
        var drafts = await db.WorkflowDrafts.AsNoTracking()
            .Where(draft => draft.ProjectId == project.Id && draft.KeptBecause == null)
            .OrderByDescending(draft => draft.ChangedAt)
            .ToListAsync(cancellationToken);
        var names = await PeopleNames.OfAsync(db, drafts.Select(draft => draft.Owner), cancellationToken);
        var live = StoredValues.Forget(project.Workflow);

        return drafts.Select(draft => new DraftAttention(
            names(draft.Owner), WorkflowDiff.Between(live, StoredValues.Forget(draft.Workflow)).Count, draft.ChangedAt));
    }

    private async Task<IEnumerable<Attention>> ExportsAsync(
        StudioDbContext db, Id<Project> project, CancellationToken cancellationToken)
    {
        var since = clock.GetUtcNow() - Lately;
        var failed = await db.Exports.AsNoTracking()
            .Where(export => export.ProjectId == project && export.Status == ExportStatus.Failed && export.EndedAt >= since)
            .OrderByDescending(export => export.CreatedAt).Take(1)
            .Select(export => new { export.Id, export.Problem, export.EndedAt })
            .ToListAsync(cancellationToken);

        return failed.Select(export => new ExportAttention(export.Id, export.Problem ?? "", export.EndedAt!.Value));
    }

    private async Task<IEnumerable<Attention>> AlertsAsync(
        StudioDbContext db, Id<Project> project, CancellationToken cancellationToken)
    {
        var since = clock.GetUtcNow() - Lately;
        var target = await db.AlertTargets.AsNoTracking()
            .Where(found => found.ProjectId == project && found.IsOn && !found.LastArrived && found.LastAt >= since)
            .ToListAsync(cancellationToken);

        return target.Select(found => new AlertAttention(found.LastResult ?? "", found.LastAt!.Value));
    }
}
