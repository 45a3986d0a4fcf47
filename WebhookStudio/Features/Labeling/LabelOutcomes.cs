using Microsoft.EntityFrameworkCore;
using WebhookStudio.Data;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Deliveries;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Domain.Tasks;
using WebhookStudio.Domain.Workflows;

namespace WebhookStudio.Features.Labeling;

/// <summary>Reads what has become of submitted tasks.</summary>
internal sealed class LabelOutcomes(IDbContextFactory<StudioDbContext> contexts)
{
    public async Task<IReadOnlyList<RecentOutcome>> ListAsync(
        Id<Project> project, IReadOnlyList<Id<LabelTask>> ids, CancellationToken cancellationToken)
    {
        if (ids.Count == 0)
        {
            return [];
        }

        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var workflow = await db.Projects.AsNoTracking()
            .Where(p => p.Id == project)
            .Select(p => p.Workflow)
            .SingleOrDefaultAsync(cancellationToken);
        var tasks = await db.Tasks.AsNoTracking()
            .Where(task => task.ProjectId == project && ids.Contains(task.Id))
            .Select(task => new { task.Id, task.ExternalId, task.StageId })
            .ToListAsync(cancellationToken);
        var deliveries = await db.Deliveries.AsNoTracking()
            .Where(delivery => delivery.ProjectId == project && ids.Contains(delivery.TaskId))
            .OrderBy(delivery => delivery.Id)
            .ToListAsync(cancellationToken);
        var newest = deliveries.GroupBy(delivery => delivery.TaskId).ToDictionary(group => group.Key, group => group.Last());

        return
        [
            .. from id in ids
               join task in tasks on id equals task.Id
               select Describe(id, task.ExternalId, task.StageId, newest.GetValueOrDefault(id), workflow),
        ];
    }

    private static RecentOutcome Describe(
        Id<LabelTask> id, string externalId, StageId stage, WebhookDelivery? delivery, Workflow? workflow)
    {
        var state = delivery?.Status switch
        {
            DeliveryStatus.Pending or DeliveryStatus.Sending => RecentOutcomeState.Sending,
            DeliveryStatus.Retrying => RecentOutcomeState.Retrying,
            DeliveryStatus.Held => RecentOutcomeState.Held,
            DeliveryStatus.Delivered => RecentOutcomeState.Delivered,
            _ => RecentOutcomeState.Moved,
        };
        var spokenOf = state is RecentOutcomeState.Moved ? stage : delivery!.StageId;
        var status = state is RecentOutcomeState.Moved || delivery!.LastOutcome is not { } outcome
            ? null
            : AttemptOutcomes.Status(outcome, delivery.LastStatusCode);

        return new(id, externalId, state, workflow?.Find(spokenOf)?.Name ?? spokenOf.Value, status);
    }
}
