using Microsoft.EntityFrameworkCore;
using WebhookStudio.Data;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Deliveries;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Domain.Tasks;
using WebhookStudio.Domain.Workflows;
using WebhookStudio.Features.Tasks;
using WebhookStudio.Features.Workflows;

namespace WebhookStudio.Features.Overview;

/// <inheritdoc />
internal sealed class FirstStepsReader(IDbContextFactory<StudioDbContext> contexts, IStageCounters counters) : IFirstSteps
{
    /// <summary>How many tasks of each stage are asked for their history, those that came last.</summary>
    private const int MostAsked = 50;

    public async Task<FirstSteps?> ReadAsync(Id<Project> project, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var workflow = await db.Projects.AsNoTracking().Where(p => p.Id == project).Select(p => p.Workflow)
            .SingleOrDefaultAsync(cancellationToken);

        if (workflow is null)
        {
            return null;
        }

        var order = WorkflowOrder.Of(workflow);
        var webhook = order.FirstOrDefault(stage => stage.Kind is StageKind.Webhook);
        var counts = await counters.CountAsync(project, cancellationToken);

        return new()
        {
            Webhook = webhook,
            Label = order.FirstOrDefault(stage => stage.Kind is StageKind.Label),
            UsesTestReceiver = webhook is not null && await IsTestReceiverAsync(db, project, webhook, cancellationToken),
            Test = await TestAsync(db, project, cancellationToken),
            Tasks = counts.Values.Sum(count => count.Here),
            Batch = await db.Batches.AsNoTracking().Where(batch => batch.ProjectId == project)
                .OrderByDescending(batch => batch.Id).Select(batch => batch.Name).FirstOrDefaultAsync(cancellationToken),
            HasSubmitted = await HasSubmittedAsync(db, project, workflow, cancellationToken),
            Last = await LastAsync(db, project, cancellationToken),
            Delivered = await DeliveredAsync(db, project, cancellationToken),
            HasRerun = await db.Set<AttemptTally>().AnyAsync(
                tally => tally.ProjectId == project && tally.Accepted && tally.Trigger == AttemptTrigger.Rerun, cancellationToken),
        };
    }

    private static async Task<bool> IsTestReceiverAsync(
        StudioDbContext db, Id<Project> project, Stage webhook, CancellationToken cancellationToken) =>
        webhook.Settings is WebhookStageSettings settings
        && await db.TestReceivers.AsNoTracking().FirstOrDefaultAsync(r => r.ProjectId == project, cancellationToken) is { } receiver
        && receiver.IsAt(settings.Url);

    /// <summary>Whoever submits a task sends it out of its Label stage, or it has been sent back there since.</summary>
    private static async Task<bool> HasSubmittedAsync(
        StudioDbContext db, Id<Project> project, Workflow workflow, CancellationToken cancellationToken)
    {
        var start = workflow.Stages.Where(stage => stage.Kind is StageKind.Start).Select(stage => stage.Id).ToList();

        foreach (var stage in WorkflowOrder.Of(workflow).Where(stage => !start.Contains(stage.Id)).Reverse())
        {
            var tasks = db.Tasks.Where(task => task.ProjectId == project && task.StageId == stage.Id)
                .OrderByDescending(task => task.StageEnteredAt).Take(MostAsked).Select(task => task.Id);

            if (await db.Visits.AnyAsync(visit => tasks.Contains(visit.TaskId) && visit.Kind == VisitKind.Human, cancellationToken))
            {
                return true;
            }
        }

        return false;
    }

    private static Task<Deliveries.LogLine?> TestAsync(StudioDbContext db, Id<Project> project, CancellationToken cancellationToken) =>
        FirstAsync(db.NewestAsync(
            project,
            tally => tally.Accepted && tally.Trigger == AttemptTrigger.Test,
            attempt => attempt.Accepted && attempt.Trigger == AttemptTrigger.Test,
            1,
            cancellationToken));

    private static Task<Deliveries.LogLine?> LastAsync(StudioDbContext db, Id<Project> project, CancellationToken cancellationToken) =>
        FirstAsync(db.NewestAsync(
            project,
            tally => tally.Trigger != AttemptTrigger.Test,
            attempt => attempt.Trigger != AttemptTrigger.Test,
            1,
            cancellationToken));

    private static Task<Deliveries.LogLine?> DeliveredAsync(
        StudioDbContext db, Id<Project> project, CancellationToken cancellationToken) =>
        FirstAsync(db.NewestAsync(
            project,
            tally => tally.Accepted && tally.Trigger != AttemptTrigger.Test,
            attempt => attempt.Accepted && attempt.Trigger != AttemptTrigger.Test,
            1,
            cancellationToken));

    private static async Task<Deliveries.LogLine?> FirstAsync(Task<IReadOnlyList<Deliveries.LogLine>> newest) =>
        await newest is [var first, ..] ? first : null;
}
