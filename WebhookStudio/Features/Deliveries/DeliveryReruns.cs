using Microsoft.EntityFrameworkCore;
using WebhookStudio.Data;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Deliveries;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Domain.Workflows;
using WebhookStudio.Platform;

namespace WebhookStudio.Features.Deliveries;

/// <inheritdoc />
internal sealed partial class DeliveryReruns(
    IDbContextFactory<StudioDbContext> contexts,
    WriteTurns turns,
    ILaneWakeups wakeups,
    ICircuits circuits,
    BulkRunAlarm alarm,
    IProjectFeed feed,
    TimeProvider clock,
    ILogger<DeliveryReruns> logger) : IDeliveryReruns
{
    public async Task<int> CountAsync(RerunChoice choice, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var workflow = await WorkflowAsync(db, choice.Project, cancellationToken);

        return await db.Failing(choice, workflow).CountAsync(cancellationToken);
    }

    public async Task<RerunResult> RerunAsync(RerunChoice choice, string by, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var workflow = await WorkflowAsync(db, choice.Project, cancellationToken);
        var now = clock.GetUtcNow();
        var run = Id<BulkRun>.New(now);
        List<StageId> stages;
        int count;

        using (await turns.TakeAsync(cancellationToken))
        {
            await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
            var failing = db.Failing(choice, workflow);
            stages = await failing.Select(d => d.StageId).Distinct().ToListAsync(cancellationToken);
            RerunChoices.Check(workflow, choice.Stage is { } asked ? stages.Union([asked]) : stages);
            count = await MarkAsync(failing, run, by, now, cancellationToken);

            if (count == 0)
            {
                return RerunResult.Nothing;
            }

            db.Add(new BulkRun
            {
                Id = run,
                ProjectId = choice.Project,
                StageId = stages is [var only] ? only : null,
                Title = choice.Title(workflow, stages),
                By = by,
                Total = count,
                CreatedAt = now,
            });
            await db.SaveChangesAsync(cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }

        stages.ForEach(stage => wakeups.Wake(new(choice.Project, stage)));

        foreach (var stage in stages)
        {
            // Somebody wants it sent now: a receiver that could not be reached is tried at once.
            await circuits.TryNowAsync(choice.Project, stage, CancellationToken.None);
        }

        alarm.Ring(run);
        feed.Publish(choice.Project);
        Log.Rerun(logger, count, choice.Project.Value, by);

        return new(count, run);
    }

    /// <summary>The same as <see cref="WebhookDelivery.Rerun"/>, for all at once: a stage may hold tens of thousands.</summary>
    private static Task<int> MarkAsync(
        IQueryable<WebhookDelivery> failing, Id<BulkRun> run, string by, DateTimeOffset now,
        CancellationToken cancellationToken) => failing.ExecuteUpdateAsync(
            set => set
                .SetProperty(d => d.DueAt, d => d.Status == DeliveryStatus.Retrying ? d.DueAt : now)
                .SetProperty(d => d.Status, DeliveryStatus.Pending)
                .SetProperty(d => d.FailuresInRun, 0)
                .SetProperty(d => d.AskedSeconds, (int?)null)
                .SetProperty(d => d.Trigger, AttemptTrigger.Rerun)
                .SetProperty(d => d.TriggeredBy, by)
                .SetProperty(d => d.RunId, (Id<BulkRun>?)run),
            cancellationToken);

    private static async Task<Workflow> WorkflowAsync(
        StudioDbContext db, Id<Project> project, CancellationToken cancellationToken) =>
        await db.Projects.AsNoTracking().Where(p => p.Id == project).Select(p => p.Workflow)
            .FirstOrDefaultAsync(cancellationToken)
        ?? throw new DomainRuleException("project.unknown", $"Invalid project: {project}.");

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "{Count} deliveries of project {ProjectId} are re-run for {By}.")]
        public static partial void Rerun(ILogger logger, int count, string projectId, string by);
    }
}
