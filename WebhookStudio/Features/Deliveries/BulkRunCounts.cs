using Microsoft.EntityFrameworkCore;
using WebhookStudio.Data;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Deliveries;
using WebhookStudio.Domain.Workflows;

namespace WebhookStudio.Features.Deliveries;

/// <summary>The members of a bulk run by how far they are.</summary>
/// <param name="Delivered">Those accepted.</param>
/// <param name="Failed">Those tried and not accepted, whether held, to be retried, being retried, or let go.</param>
/// <param name="Left">Those to be tried, under way or waiting for the run to go on.</param>
/// <param name="UnderWay">Those among the left that are being sent now.</param>
internal sealed record BulkRunCounts(int Delivered, int Failed, int Left, int UnderWay)
{
    /// <summary>Gets how many members it has.</summary>
    public int Total => Delivered + Failed + Left;

    /// <summary>Counts the members. Reads the index of runs alone, and the few rows under way.</summary>
    public static Task<BulkRunCounts> ReadAsync(StudioDbContext db, BulkRun run, CancellationToken cancellationToken) =>
        ReadAsync(db.Deliveries.AsNoTracking().Where(d => d.RunId == run.Id), run, cancellationToken);

    /// <summary>Counts the members stage by stage.</summary>
    public static async Task<IReadOnlyDictionary<StageId, BulkRunCounts>> ReadStagesAsync(
        StudioDbContext db, BulkRun run, CancellationToken cancellationToken)
    {
        var members = db.Deliveries.AsNoTracking().Where(d => d.RunId == run.Id);
        var counts = new Dictionary<StageId, BulkRunCounts>();

        foreach (var stage in await members.Select(d => d.StageId).Distinct().ToListAsync(cancellationToken))
        {
            counts[stage] = await ReadAsync(members.Where(d => d.StageId == stage), run, cancellationToken);
        }

        return counts;
    }

    private static async Task<BulkRunCounts> ReadAsync(
        IQueryable<WebhookDelivery> members, BulkRun run, CancellationToken cancellationToken)
    {
        var counts = await members.GroupBy(d => d.Status)
            .Select(group => new { Status = group.Key, Count = group.Count() })
            .ToDictionaryAsync(group => group.Status, group => group.Count, cancellationToken);
        var sending = Of(DeliveryStatus.Sending);

        // What has failed in this run and is under way again is a retry of its schedule: the run has tried it.
        var retried = sending == 0
            ? 0
            : await members.CountAsync(d => d.Status == DeliveryStatus.Sending && d.FailuresInRun > 0, cancellationToken);
        // What a pause holds or leaves to its plan has not been tried by the run.
        var waiting = run.Status is BulkRunStatus.Paused
            ? await members.Waiting().CountAsync(cancellationToken)
            : 0;

        return new(
            Of(DeliveryStatus.Delivered),
            Of(DeliveryStatus.Held) - waiting + Of(DeliveryStatus.Retrying) + Of(DeliveryStatus.Failed) + retried,
            Of(DeliveryStatus.Pending) + sending - retried + waiting,
            sending - retried);

        int Of(DeliveryStatus status) => counts.GetValueOrDefault(status);
    }
}

/// <summary>Finds the members of a run by what becomes of them when it stops and goes on.</summary>
internal static class BulkRunMembers
{
    /// <summary>Those that the run was going to send and does not while it is paused: held, or back in their plan.</summary>
    public static IQueryable<WebhookDelivery> Waiting(this StudioDbContext db, Id<BulkRun> run) =>
        db.Deliveries.Where(d => d.RunId == run).Waiting();

    /// <summary>Those of the members of a run that it was going to send and does not while it is paused.</summary>
    public static IQueryable<WebhookDelivery> Waiting(this IQueryable<WebhookDelivery> members) => members.Where(
        d => d.FailuresInRun == 0 && (d.Status == DeliveryStatus.Held || d.Status == DeliveryStatus.Retrying));

    /// <summary>Gives members that waited for a retry when their run took them, and that it has not tried, their plan back. Who
    /// stops a run does not stop the schedule.</summary>
    /// <remarks>A run leaves the time of a planned retry alone; what was held is due from the moment the run began.</remarks>
    public static Task<int> ReturnToPlanAsync(
        this StudioDbContext db, IQueryable<WebhookDelivery> members, CancellationToken cancellationToken) =>
        members
            .Where(d => db.BulkRuns.Any(r => r.Id == d.RunId && d.DueAt != r.CreatedAt && d.LastAttemptAt < r.CreatedAt))
            .ExecuteUpdateAsync(
                set => set.SetProperty(d => d.Status, DeliveryStatus.Retrying)
                    .SetProperty(d => d.Trigger, AttemptTrigger.Retry).SetProperty(d => d.TriggeredBy, (string?)null),
                cancellationToken);

    /// <summary>Those that nobody has begun to send.</summary>
    public static IQueryable<WebhookDelivery> Unsent(this StudioDbContext db, Id<BulkRun> run) => db.Deliveries.Where(
        d => d.RunId == run && d.Status == DeliveryStatus.Pending && d.FailuresInRun == 0);
}
