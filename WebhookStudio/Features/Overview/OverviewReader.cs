using Microsoft.EntityFrameworkCore;
using WebhookStudio.Data;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Deliveries;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Domain.Workflows;
using WebhookStudio.Features.Deliveries;
using WebhookStudio.Features.Tasks;
using WebhookStudio.Features.Workflows;

namespace WebhookStudio.Features.Overview;

/// <inheritdoc />
internal sealed class OverviewReader(
    IDbContextFactory<StudioDbContext> contexts,
    IStageCounters counters,
    IDeliveryTallies tallies,
    AttentionReader attention,
    TimeProvider clock) : IOverview
{
    public async Task<Health> HealthAsync(Id<Project> project, LogRange range, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var (from, to) = range.At(clock.GetUtcNow());
        var (workflow, counts) = await NowAsync(db, project, cancellationToken);
        var sums = await tallies.SumAsync(project, from, to, to - from, cancellationToken);
        var before = await tallies.SumAsync(project, from - (to - from), from, to - from, cancellationToken);
        var labeling = workflow.Stages.Where(stage => stage.Kind is StageKind.Label).ToList();
        var held = counts.Values.Sum(count => count.Held);

        return new()
        {
            Held = held,
            Retrying = counts.Values.Sum(count => count.Retrying),
            TopCause = held == 0 ? null : HeldCauses.Top(await HeldCauses.ReadAsync(db, project, cancellationToken)),
            Delivered = sums.Sum(sum => sum.Delivered),
            DeliveredBefore = before.Sum(sum => sum.Delivered),
            Failed = sums.Sum(sum => sum.Failed),
            Times = await tallies.TimesAsync(project, null, from, to, cancellationToken),
            InLabeling = labeling.Sum(Here),
            LabelStage = labeling is [var only] ? only.Id : null,
            LabelingSince = await OldestAsync(db, project, labeling.Where(stage => Here(stage) > 0), cancellationToken),
            Complete = workflow.Stages.Where(stage => stage.Kind is StageKind.Complete).Sum(Here),
            Tasks = counts.Values.Sum(count => count.Here),
        };

        int Here(Stage stage) => counts.GetValueOrDefault(stage.Id, StageCount.None).Here;
    }

    public async Task<Trend> TrendAsync(Id<Project> project, LogRange range, CancellationToken cancellationToken)
    {
        var (from, to) = range.At(clock.GetUtcNow());
        var sums = await tallies.SumAsync(project, from, to, range.Step, cancellationToken);
        var bars = TrendBars.Of(from, to, range.Step, sums);
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var versions = await db.WorkflowVersions.AsNoTracking()
            .Where(version => version.ProjectId == project && version.SavedAt >= from && version.SavedAt < to)
            .OrderBy(version => version.Number)
            .Select(version => new VersionMark(version.Number, version.SavedAt))
            .ToListAsync(cancellationToken);

        return new(bars, versions);
    }

    public Task<IReadOnlyList<Attention>> AttentionAsync(Id<Project> project, CancellationToken cancellationToken) =>
        attention.ReadAsync(project, cancellationToken);

    public async Task<IReadOnlyList<StageLoad>> StagesAsync(Id<Project> project, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var (workflow, counts) = await NowAsync(db, project, cancellationToken);
        var order = WorkflowOrder.Of(workflow);
        var loads = new List<StageLoad>();

        foreach (var stage in order)
        {
            var count = counts.GetValueOrDefault(stage.Id, StageCount.None);
            var oldest = stage.Kind is StageKind.Complete || count.Here == 0
                ? null
                : await OldestAsync(db, project, [stage], cancellationToken);
            var reached = StageReach.From(stage, order).Sum(behind => counts.GetValueOrDefault(behind.Id, StageCount.None).Here);
            loads.Add(new(
                stage.Id, stage.Name, stage.Kind, stage.Settings is WebhookStageSettings { Enabled: false }, count, reached, oldest));
        }

        return loads;
    }

    public async Task<IReadOnlyList<LogLine>> FailuresAsync(Id<Project> project, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);

        return await db.NewestAsync(
            project,
            tally => !tally.Accepted && tally.Trigger != AttemptTrigger.Test,
            attempt => !attempt.Accepted && attempt.Trigger != AttemptTrigger.Test,
            IOverview.MostFailures,
            cancellationToken);
    }

    /// <summary>Gets when the task entered that is in one of some stages for longest. Each stage is one step into an index.</summary>
    internal static async Task<DateTimeOffset?> OldestAsync(
        StudioDbContext db, Id<Project> project, IEnumerable<Stage> stages, CancellationToken cancellationToken)
    {
        DateTimeOffset? oldest = null;

        foreach (var stage in stages)
        {
            var first = await db.Tasks.AsNoTracking()
                .Where(task => task.ProjectId == project && task.StageId == stage.Id)
                .MinAsync(task => (DateTimeOffset?)task.StageEnteredAt, cancellationToken);
            oldest = first < oldest || oldest is null ? first : oldest;
        }

        return oldest;
    }

    private async Task<(Workflow Workflow, IReadOnlyDictionary<StageId, StageCount> Counts)> NowAsync(
        StudioDbContext db, Id<Project> project, CancellationToken cancellationToken)
    {
        var workflow = await db.Projects.AsNoTracking().Where(p => p.Id == project).Select(p => p.Workflow)
            .SingleOrDefaultAsync(cancellationToken) ?? Workflow.Default;

        return (workflow, await counters.CountAsync(project, cancellationToken));
    }
}
