using Microsoft.EntityFrameworkCore;
using WebhookStudio.Data;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Deliveries;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Domain.Workflows;
using WebhookStudio.Platform;

namespace WebhookStudio.Features.Deliveries;

/// <inheritdoc />
internal sealed class BulkRuns(
    IDbContextFactory<StudioDbContext> contexts,
    WriteTurns turns,
    BulkRunReader reader,
    ILaneWakeups wakeups,
    BulkRunAlarm alarm,
    IProjectFeed feed,
    TimeProvider clock) : IBulkRuns
{
    private const int MostListed = 50;

    public async Task<IReadOnlyList<BulkRunProgress>> ListAsync(Id<Project> project, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);

        return await reader.ReadAsync(db, await NewestAsync(db, project, cancellationToken), cancellationToken);
    }

    public async Task<IReadOnlyList<BulkRunProgress>> CurrentAsync(Id<Project> project, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var newest = await NewestAsync(db, project, cancellationToken);
        var active = newest.Where(run => run.IsActive);
        var failed = newest.Where(run => run.StageId is not null).DistinctBy(run => run.StageId)
            .Where(run => run is { IsActive: false, Delivered: 0, StillHeld: > 0 });
        var shown = await reader.ReadAsync(db, [.. active, .. failed], cancellationToken);

        return [.. shown.Where(run => run.IsActive || run.OnlyCause is not null)];
    }

    public async Task<IReadOnlyList<BulkRunProgress>> EndedAsync(
        Id<Project> project, DateTimeOffset since, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var ended = await db.BulkRuns.AsNoTracking()
            .Where(r => r.ProjectId == project && r.EndedAt >= since && r.Delivered != null)
            .OrderByDescending(r => r.Id).Take(MostListed)
            .ToListAsync(cancellationToken);

        return await reader.ReadAsync(db, ended, cancellationToken);
    }

    public async Task<BulkRunProgress?> GetAsync(
        Id<Project> project, Id<BulkRun> run, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var found = await db.BulkRuns.AsNoTracking()
            .Where(r => r.Id == run && r.ProjectId == project).ToListAsync(cancellationToken);

        return (await reader.ReadAsync(db, found, cancellationToken)).SingleOrDefault();
    }

    public Task PauseAsync(Id<Project> project, Id<BulkRun> run, CancellationToken cancellationToken) =>
        ChangeAsync(project, run, async (db, found) =>
        {
            found.Pause();
            await db.ReturnToPlanAsync(db.Unsent(run), cancellationToken);
            await db.Unsent(run).ExecuteUpdateAsync(
                set => set.SetProperty(d => d.Status, DeliveryStatus.Held), cancellationToken);

            return [];
        });

    public Task ResumeAsync(Id<Project> project, Id<BulkRun> run, CancellationToken cancellationToken) =>
        ChangeAsync(project, run, async (db, found) =>
        {
            found.Resume();
            var stages = await db.Waiting(run).Select(d => d.StageId).Distinct().ToListAsync(cancellationToken);
            var workflow = await db.Projects.Where(p => p.Id == project).Select(p => p.Workflow)
                .SingleAsync(cancellationToken);
            RerunChoices.Check(workflow, stages);
            await db.Waiting(run).ExecuteUpdateAsync(
                set => set.SetProperty(d => d.Status, DeliveryStatus.Pending)
                    .SetProperty(d => d.Trigger, AttemptTrigger.Rerun).SetProperty(d => d.TriggeredBy, found.By),
                cancellationToken);

            return stages;
        });

    public Task CancelAsync(Id<Project> project, Id<BulkRun> run, CancellationToken cancellationToken) =>
        ChangeAsync(project, run, async (db, found) =>
        {
            found.Cancel(clock.GetUtcNow());
            await db.ReturnToPlanAsync(db.Unsent(run), cancellationToken);
            await db.Unsent(run).ExecuteUpdateAsync(
                set => set.SetProperty(d => d.Status, DeliveryStatus.Held).SetProperty(d => d.RunId, (Id<BulkRun>?)null),
                cancellationToken);
            await db.Waiting(run).ExecuteUpdateAsync(
                set => set.SetProperty(d => d.RunId, (Id<BulkRun>?)null), cancellationToken);

            return [];
        });

    // A run that is going on is found however many ended after it: there are never many of those.
    private static async Task<List<BulkRun>> NewestAsync(
        StudioDbContext db, Id<Project> project, CancellationToken cancellationToken)
    {
        var runs = db.BulkRuns.AsNoTracking().Where(r => r.ProjectId == project);
        var active = await runs.Where(r => r.Status == BulkRunStatus.Running || r.Status == BulkRunStatus.Paused)
            .ToListAsync(cancellationToken);
        var newest = await runs.OrderByDescending(r => r.Id).Take(MostListed).ToListAsync(cancellationToken);

        return [.. newest.UnionBy(active, run => run.Id).OrderByDescending(run => run.Id)];
    }

    private async Task ChangeAsync(
        Id<Project> project, Id<BulkRun> run, Func<StudioDbContext, BulkRun, Task<List<StageId>>> change)
    {
        List<StageId> stages;
        await using var db = await contexts.CreateDbContextAsync(CancellationToken.None);

        using (await turns.TakeAsync(CancellationToken.None))
        {
            await using var transaction = await db.Database.BeginTransactionAsync(CancellationToken.None);
            var found = await db.BulkRuns.SingleOrDefaultAsync(
                r => r.Id == run && r.ProjectId == project, CancellationToken.None)
                ?? throw new DomainRuleException("run.unknown", $"Invalid bulk run: {run}.");
            stages = await change(db, found);
            await db.SaveChangesAsync(CancellationToken.None);
            await transaction.CommitAsync(CancellationToken.None);
        }

        stages.ForEach(stage => wakeups.Wake(new(project, stage)));
        alarm.Ring(run);
        feed.Publish(project);
    }
}
