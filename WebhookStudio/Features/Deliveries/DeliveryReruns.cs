using Microsoft.EntityFrameworkCore;
using WebhookStudio.Data;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Deliveries;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Domain.Tasks;
using WebhookStudio.Domain.Workflows;
using WebhookStudio.Platform;

namespace WebhookStudio.Features.Deliveries;

/// <inheritdoc />
internal sealed partial class DeliveryReruns(
    IDbContextFactory<StudioDbContext> contexts,
    WriteTurns turns,
    ILaneWakeups wakeups,
    IProjectFeed feed,
    TimeProvider clock,
    ILogger<DeliveryReruns> logger) : IDeliveryReruns
{
    public Task<int> RerunStageAsync(
        Id<Project> project, StageId stage, string by, CancellationToken cancellationToken) =>
        RerunAsync(project, by, [stage], deliveries => deliveries.Where(d => d.StageId == stage), cancellationToken);

    public Task<int> RerunTasksAsync(
        Id<Project> project, IReadOnlyList<Id<LabelTask>> tasks, string by, CancellationToken cancellationToken)
    {
        var ids = tasks.ToList();

        return RerunAsync(project, by, [], deliveries => deliveries.Where(d => ids.Contains(d.TaskId)), cancellationToken);
    }

    private static void Check(Workflow workflow, IEnumerable<StageId> stages)
    {
        foreach (var stage in stages.Select(workflow.Get))
        {
            if (stage.Settings is not WebhookStageSettings settings)
            {
                throw new DomainRuleException("stage.not_webhook", $"{stage.Name} is not a Webhook stage; nothing can be re-run there.");
            }

            if (!settings.Enabled)
            {
                throw new DomainRuleException("stage.off", $"{stage.Name} is off. Switch it on and save, then re-run.");
            }
        }
    }

    private async Task<int> RerunAsync(
        Id<Project> project,
        string by,
        IReadOnlyList<StageId> asked,
        Func<IQueryable<WebhookDelivery>, IQueryable<WebhookDelivery>> chosen,
        CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var workflow = await db.Projects.AsNoTracking().Where(p => p.Id == project).Select(p => p.Workflow)
            .FirstOrDefaultAsync(cancellationToken)
            ?? throw new DomainRuleException("project.unknown", $"Invalid project: {project}.");
        using var turn = await turns.TakeAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var failing = chosen(db.Deliveries).Where(d => d.ProjectId == project
            && (d.Status == DeliveryStatus.Held || d.Status == DeliveryStatus.Retrying));
        var stages = await failing.Select(d => d.StageId).Distinct().ToListAsync(cancellationToken);
        Check(workflow, asked.Union(stages));

        // The same as WebhookDelivery.Rerun, for all at once: a stage may hold tens of thousands.
        var now = clock.GetUtcNow();
        var count = await failing.ExecuteUpdateAsync(
            set => set
                .SetProperty(d => d.Status, DeliveryStatus.Pending)
                .SetProperty(d => d.FailuresInRun, 0)
                .SetProperty(d => d.DueAt, now)
                .SetProperty(d => d.Trigger, AttemptTrigger.Rerun)
                .SetProperty(d => d.TriggeredBy, by),
            cancellationToken);
        await transaction.CommitAsync(cancellationToken);

        foreach (var stage in stages)
        {
            wakeups.Wake(new(project, stage));
        }

        feed.Publish(project);
        Log.Rerun(logger, count, project.Value, by);

        return count;
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "{Count} deliveries of project {ProjectId} are re-run for {By}.")]
        public static partial void Rerun(ILogger logger, int count, string projectId, string by);
    }
}
