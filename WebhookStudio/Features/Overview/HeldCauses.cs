using Microsoft.EntityFrameworkCore;
using WebhookStudio.Data;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Deliveries;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Domain.Workflows;
using WebhookStudio.Features.Deliveries;

namespace WebhookStudio.Features.Overview;

/// <summary>Why the tasks of stages are held.</summary>
internal static class HeldCauses
{
    /// <summary>Counts the held tasks of a project by stage and reason, the most frequent first.</summary>
    public static async Task<ILookup<StageId, CauseCount>> ReadAsync(
        StudioDbContext db, Id<Project> project, CancellationToken cancellationToken)
    {
        var groups = await db.Deliveries.AsNoTracking().Owed()
            .Where(d => d.ProjectId == project && d.Status == DeliveryStatus.Held)
            .GroupBy(d => new { d.StageId, d.LastOutcome, d.LastStatusCode })
            .Select(group => new { group.Key, Count = group.Count() })
            .ToListAsync(cancellationToken);

        return groups.OrderByDescending(group => group.Count).ToLookup(
            group => group.Key.StageId,
            group => new CauseCount(group.Key.LastOutcome ?? AttemptOutcome.Unknown, group.Key.LastStatusCode, group.Count));
    }

    /// <summary>Gets the most frequent reason in all stages together.</summary>
    public static CauseCount? Top(ILookup<StageId, CauseCount> causes) => causes.SelectMany(stage => stage)
        .GroupBy(cause => (cause.Outcome, cause.StatusCode))
        .Select(cause => new CauseCount(cause.Key.Outcome, cause.Key.StatusCode, cause.Sum(each => each.Count)))
        .MaxBy(cause => cause.Count);
}
