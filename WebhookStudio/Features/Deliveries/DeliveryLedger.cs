using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using WebhookStudio.Data;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Deliveries;
using WebhookStudio.Domain.Tasks;
using WebhookStudio.Domain.Workflows;
using WebhookStudio.Features.Tasks;

namespace WebhookStudio.Features.Deliveries;

/// <summary>The database side of a lane: claims what is due, and settles what has been sent.</summary>
internal sealed partial class DeliveryLedger(
    IDbContextFactory<StudioDbContext> contexts,
    WriteTurns turns,
    TaskMover mover,
    TimeProvider clock,
    ILogger<DeliveryLedger> logger)
{
    /// <summary>How much longer than an attempt may take a lease lasts: time for settling, and for a slow disk.</summary>
    private static readonly TimeSpan LeaseMargin = TimeSpan.FromSeconds(30);

    /// <summary>Takes due deliveries of a stage, the longest due first, so that nobody else sends them.</summary>
    /// <param name="target">The stage.</param>
    /// <param name="token">The fencing token of the lease.</param>
    /// <param name="most">How many at most.</param>
    /// <param name="cancellationToken">Cancels before anything is taken.</param>
    public async Task<List<ClaimedDelivery>> ClaimAsync(
        WebhookTarget target, string token, int most, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var now = clock.GetUtcNow();
        var until = now + target.Timeout + LeaseMargin;
        int taken;

        using (await turns.TakeAsync(cancellationToken))
        {
            taken = await DueOf(db, target.Key, now).OrderBy(d => d.DueAt).ThenBy(d => d.Id).Take(most).ExecuteUpdateAsync(
                set => set
                    .SetProperty(d => d.Status, DeliveryStatus.Sending)
                    .SetProperty(d => d.LeaseToken, token)
                    .SetProperty(d => d.LeaseUntil, until),
                cancellationToken);
        }

        return taken == 0 ? [] : await ReadAsync(db, target.Key, token, cancellationToken);
    }

    /// <summary>Writes down ended attempts, what becomes of their deliveries, and the moves of the accepted tasks: all or
    /// nothing. Doing it twice does it once.</summary>
    /// <returns>The Webhook stages that tasks have entered.</returns>
    /// <remarks>A task that cannot move on must not keep the others from it: then each is settled alone, and the one that
    /// fails is held with the reason.</remarks>
    public async Task<ImmutableHashSet<StageId>> SettleAsync(
        WebhookTarget target, IReadOnlyList<EndedAttempt> ended, CancellationToken cancellationToken)
    {
        try
        {
            return await SettleTogetherAsync(target, ended, cancellationToken);
        }
        catch (Exception failure) when (failure is DomainRuleException or InvalidOperationException or KeyNotFoundException)
        {
            Log.NotMoved(logger, target.Key.Stage.Value, ended.Count, failure);
        }

        ImmutableHashSet<StageId> entered = [];

        foreach (var one in ended)
        {
            entered = entered.Union(await SettleAloneAsync(target, one, cancellationToken));
        }

        return entered;
    }

    /// <summary>Gets when the stage's next delivery is due, or <see langword="null"/> if nothing is planned.</summary>
    public async Task<DateTimeOffset?> NextDueAsync(StageKey key, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);

        return await PlannedOf(db, key).OrderBy(d => d.DueAt).Select(d => (DateTimeOffset?)d.DueAt)
            .FirstOrDefaultAsync(cancellationToken);
    }

    private static Task<List<ClaimedDelivery>> ReadAsync(
        StudioDbContext db, StageKey key, string token, CancellationToken cancellationToken) => (
        from delivery in db.Deliveries.AsNoTracking()
        join payload in db.Payloads.AsNoTracking() on delivery.Id equals payload.DeliveryId
        where delivery.ProjectId == key.Project && delivery.StageId == key.Stage
            && delivery.Status == DeliveryStatus.Sending && delivery.LeaseToken == token
        orderby delivery.DueAt, delivery.Id
        select new ClaimedDelivery(
            delivery.Id, delivery.TaskId, delivery.ExternalId, delivery.Attempts + 1, delivery.Trigger,
            delivery.TriggeredBy, token, payload.Body)).ToListAsync(cancellationToken);

    private async Task<ImmutableHashSet<StageId>> SettleAloneAsync(
        WebhookTarget target, EndedAttempt one, CancellationToken cancellationToken)
    {
        try
        {
            return await SettleTogetherAsync(target, [one], cancellationToken);
        }
        catch (Exception failure) when (failure is DomainRuleException or InvalidOperationException or KeyNotFoundException)
        {
            var held = one with
            {
                Attempt = one.Attempt with { Accepted = false, Detail = $"The task cannot move on: {failure.Message}" },
            };

            return await SettleTogetherAsync(target, [held], cancellationToken);
        }
    }

    private async Task<ImmutableHashSet<StageId>> SettleTogetherAsync(
        WebhookTarget target, IReadOnlyList<EndedAttempt> ended, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        using var turn = await turns.TakeAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var ids = ended.Select(one => one.Delivery.Id).ToList();
        var deliveries = await db.Deliveries.Where(d => ids.Contains(d.Id)).ToDictionaryAsync(d => d.Id, cancellationToken);
        var accepted = new List<Id<LabelTask>>();

        foreach (var (claimed, attempt) in ended)
        {
            if (deliveries.GetValueOrDefault(claimed.Id) is not { } delivery)
            {
                continue;
            }

            if (!delivery.TrySettle(attempt, claimed.Token, target.Retries, Random.Shared.NextDouble()))
            {
                await LogAloneAsync(db, attempt, cancellationToken);
                continue;
            }

            db.Add(attempt);

            if (attempt.Accepted)
            {
                accepted.Add(claimed.TaskId);
            }
        }

        var entered = await AdvanceAsync(db, target.Key, accepted, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);

        return entered;
    }

    /// <summary>The request was made, whatever has become of the lease meanwhile: the log tells it, unless it does already.</summary>
    private async Task LogAloneAsync(StudioDbContext db, DeliveryAttempt attempt, CancellationToken cancellationToken)
    {
        if (!await db.Attempts.AnyAsync(known => known.Id == attempt.Id, cancellationToken))
        {
            Log.LeaseLost(logger, attempt.DeliveryId);
            db.Add(attempt);
        }
    }

    private static IQueryable<WebhookDelivery> PlannedOf(StudioDbContext db, StageKey key) => db.Deliveries.Where(
        d => d.ProjectId == key.Project && d.StageId == key.Stage
            && (d.Status == DeliveryStatus.Pending || d.Status == DeliveryStatus.Retrying));

    private static IQueryable<WebhookDelivery> DueOf(StudioDbContext db, StageKey key, DateTimeOffset now) =>
        // What was not tried since it opened or was re-run is due by definition, even for a clock that has stepped back.
        PlannedOf(db, key).Where(d => d.Status == DeliveryStatus.Pending || d.DueAt <= now);

    private async Task<ImmutableHashSet<StageId>> AdvanceAsync(
        StudioDbContext db, StageKey key, List<Id<LabelTask>> accepted, CancellationToken cancellationToken)
    {
        if (accepted.Count == 0)
        {
            return [];
        }

        var project = await db.Projects.AsNoTracking().SingleAsync(p => p.Id == key.Project, cancellationToken);
        var tasks = await db.Tasks.Where(t => accepted.Contains(t.Id) && t.StageId == key.Stage)
            .ToListAsync(cancellationToken);

        return await mover.AdvanceAsync(
            db, project, tasks, new(VisitKind.Automatic, By: null, clock.GetUtcNow()), cancellationToken);
    }

    private static partial class Log
    {
        [LoggerMessage(
            LogLevel.Error, "Stage {StageId}: of {Count} accepted tasks one cannot move on; each is settled alone.")]
        public static partial void NotMoved(ILogger logger, string stageId, int count, Exception exception);

        [LoggerMessage(
            LogLevel.Warning,
            "Delivery {DeliveryId} was settled or cancelled elsewhere while it was being sent; the attempt is only logged.")]
        public static partial void LeaseLost(ILogger logger, Id<WebhookDelivery> deliveryId);
    }
}
