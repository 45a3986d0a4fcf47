using Microsoft.EntityFrameworkCore;
using WebhookStudio.Data;
using WebhookStudio.Domain.Deliveries;
using WebhookStudio.Features.Deliveries;

namespace WebhookStudio.Features.Alerts;

/// <summary>The tasks of a stage that are without a 200.</summary>
/// <param name="Held">Those that wait for a person.</param>
/// <param name="Retrying">Those that are retried by themselves.</param>
/// <param name="Cause">How most of them failed, such as <c>503</c>.</param>
internal sealed record StageTrouble(int Held, int Retrying, string? Cause)
{
    public static StageTrouble None { get; } = new(0, 0, null);
}

/// <summary>Finds the stages of all projects that have such tasks.</summary>
internal static class StageTroubles
{
    public static async Task<Dictionary<StageKey, StageTrouble>> ReadAsync(StudioDbContext db, CancellationToken cancellationToken)
    {
        var groups = await db.Deliveries.AsNoTracking().Owed()
            .Where(d => d.Status == DeliveryStatus.Held || d.Status == DeliveryStatus.Retrying)
            .GroupBy(d => new { d.ProjectId, d.StageId, d.Status, d.LastOutcome, d.LastStatusCode })
            .Select(group => new { group.Key, Count = group.Count() })
            .ToListAsync(cancellationToken);

        return groups.GroupBy(group => new StageKey(group.Key.ProjectId, group.Key.StageId)).ToDictionary(stage => stage.Key, stage =>
        {
            var most = stage.GroupBy(group => (group.Key.LastOutcome, group.Key.LastStatusCode))
                .MaxBy(cause => cause.Sum(group => group.Count))!.Key;

            return new StageTrouble(
                stage.Where(group => group.Key.Status is DeliveryStatus.Held).Sum(group => group.Count),
                stage.Where(group => group.Key.Status is DeliveryStatus.Retrying).Sum(group => group.Count),
                most.LastOutcome is { } outcome ? AttemptOutcomes.Status(outcome, most.LastStatusCode) : null);
        });
    }
}
