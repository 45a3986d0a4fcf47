using Microsoft.EntityFrameworkCore;
using WebhookStudio.Data;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Deliveries;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Domain.Workflows;
using WebhookStudio.Features.Deliveries;

namespace WebhookStudio.Features.Workflows;

/// <inheritdoc cref="IStageCounters"/>
internal sealed class StageCounters(IDbContextFactory<StudioDbContext> contexts) : IStageCounters
{
    public async Task<IReadOnlyDictionary<StageId, StageCount>> CountAsync(
        Id<Project> project, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var here = await db.Tasks.AsNoTracking()
            .Where(task => task.ProjectId == project)
            .GroupBy(task => task.StageId)
            .Select(stage => new { StageId = stage.Key, Count = stage.Count() })
            .ToDictionaryAsync(stage => stage.StageId, stage => stage.Count, cancellationToken);
        var owed = (await OwedAsync(db, project, cancellationToken)).ToLookup(group => group.StageId);

        return here.Keys.Union(owed.Select(group => group.Key))
            .ToDictionary(stage => stage, stage => Count(here.GetValueOrDefault(stage), [.. owed[stage]]));
    }

    /// <summary>Groups by outcome and code as well, so that the newest failure comes with the counts.</summary>
    private static Task<List<Owed>> OwedAsync(StudioDbContext db, Id<Project> project, CancellationToken cancellationToken) =>
        db.Deliveries.AsNoTracking().Owed()
            .Where(delivery => delivery.ProjectId == project)
            .GroupBy(delivery => new { delivery.StageId, delivery.Status, delivery.LastOutcome, delivery.LastStatusCode })
            .Select(group => new Owed(
                group.Key.StageId,
                group.Key.Status,
                group.Key.LastOutcome,
                group.Key.LastStatusCode,
                group.Count(),
                group.Max(delivery => delivery.LastAttemptAt)))
            .ToListAsync(cancellationToken);

    private static StageCount Count(int here, List<Owed> owed)
    {
        var failed = owed.Where(group => group.Status is DeliveryStatus.Held or DeliveryStatus.Retrying)
            .MaxBy(group => group.LastAt ?? DateTimeOffset.MinValue);

        return new(
            here,
            Of(DeliveryStatus.Held),
            Of(DeliveryStatus.Retrying),
            Of(DeliveryStatus.Pending) + Of(DeliveryStatus.Sending),
            failed is { LastOutcome: { } outcome, LastAt: { } at } ? new(outcome, failed.LastStatusCode, at) : null)
        {
            Pending = Of(DeliveryStatus.Pending),
        };

        int Of(DeliveryStatus status) => owed.Where(group => group.Status == status).Sum(group => group.Count);
    }

    private sealed record Owed(
        StageId StageId,
        DeliveryStatus Status,
        AttemptOutcome? LastOutcome,
        int? LastStatusCode,
        int Count,
        DateTimeOffset? LastAt);
}
