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
    TaskMover mover,
    TimeProvider clock,
    ILogger<DeliveryLedger> logger)
{
    /// <summary>How much longer than an attempt may take a lease lasts: time for settling, and for a slow disk.</summary>
    private static readonly TimeSpan LeaseMargin = TimeSpan.FromSeconds(30);

    /// <summary>Takes due deliveries of a stage, the longest due first, so that nobody else sends them.</summary>
    public async Task<IReadOnlyList<ClaimedDelivery>> ClaimAsync(
        WebhookTarget target, int most, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var now = clock.GetUtcNow();
        var due = await DueOf(db, target.Key, now).OrderBy(d => d.DueAt).ThenBy(d => d.Id).Take(most)
            .Select(d => d.Id).ToListAsync(cancellationToken);

        if (due.Count == 0)
        {
            return [];
        }

        var token = Guid.NewGuid().ToString();
        var until = now + target.Timeout + LeaseMargin;
        await DueOf(db, target.Key, now).Where(d => due.Contains(d.Id)).ExecuteUpdateAsync(
            set => set
                .SetProperty(d => d.Status, DeliveryStatus.Sending)
                .SetProperty(d => d.LeaseToken, token)
                .SetProperty(d => d.LeaseUntil, until),
            cancellationToken);

        var claimed = await (
            from delivery in db.Deliveries.AsNoTracking()
            join payload in db.Payloads.AsNoTracking() on delivery.Id equals payload.DeliveryId
            where due.Contains(delivery.Id) && delivery.LeaseToken == token
            orderby delivery.DueAt, delivery.Id
            select new ClaimedDelivery(
                delivery.Id, delivery.TaskId, delivery.ExternalId, delivery.Attempts + 1, delivery.Trigger,
                delivery.TriggeredBy, token, payload.Body)).ToListAsync(cancellationToken);

        return claimed;
    }

    /// <summary>Writes down ended attempts, what becomes of their deliveries, and the moves of the accepted tasks: all or
    /// nothing.</summary>
    /// <returns>The Webhook stages that tasks have entered.</returns>
    public async Task<ImmutableHashSet<StageId>> SettleAsync(
        WebhookTarget target, IReadOnlyList<EndedAttempt> ended, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
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

            // The request was made, whatever has become of the lease meanwhile: the log tells it.
            db.Add(attempt);

            if (!delivery.TrySettle(attempt, claimed.Token, target.Schedule))
            {
                Log.LeaseLost(logger, claimed.Id);
            }
            else if (attempt.Accepted)
            {
                accepted.Add(claimed.TaskId);
            }
        }

        var entered = await AdvanceAsync(db, target.Key, accepted, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);

        return entered;
    }

    /// <summary>Gets when the stage's next delivery is due, or <see langword="null"/> if nothing is planned.</summary>
    public async Task<DateTimeOffset?> NextDueAsync(StageKey key, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);

        return await PlannedOf(db, key).OrderBy(d => d.DueAt).Select(d => (DateTimeOffset?)d.DueAt)
            .FirstOrDefaultAsync(cancellationToken);
    }

    private static IQueryable<WebhookDelivery> PlannedOf(StudioDbContext db, StageKey key) => db.Deliveries.Where(
        d => d.ProjectId == key.Project && d.StageId == key.Stage
            && (d.Status == DeliveryStatus.Pending || d.Status == DeliveryStatus.Retrying));

    private static IQueryable<WebhookDelivery> DueOf(StudioDbContext db, StageKey key, DateTimeOffset now) =>
        PlannedOf(db, key).Where(d => d.DueAt <= now);

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
            LogLevel.Warning,
            "Delivery {DeliveryId} was settled or cancelled elsewhere while it was being sent; the attempt is only logged.")]
        public static partial void LeaseLost(ILogger logger, Id<WebhookDelivery> deliveryId);
    }
}
