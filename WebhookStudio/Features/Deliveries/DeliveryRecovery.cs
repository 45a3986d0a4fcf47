using Microsoft.EntityFrameworkCore;
using WebhookStudio.Data;
using WebhookStudio.Domain.Deliveries;
using WebhookStudio.Domain.Workflows;

namespace WebhookStudio.Features.Deliveries;

/// <summary>Finds what nobody works on: deliveries that are due, and leases whose worker has died.</summary>
internal sealed partial class DeliveryRecovery(
    IDbContextFactory<StudioDbContext> contexts,
    WriteTurns turns,
    LiveLeases leases,
    ILaneWakeups wakeups,
    TimeProvider clock,
    ILogger<DeliveryRecovery> logger)
{
    private const int BatchSize = 500;

    /// <summary>A clock is corrected by less than this all the time; retries need not be planned anew for it.</summary>
    private static readonly TimeSpan ClockTolerance = TimeSpan.FromSeconds(1);

    /// <summary>Gives back every lease, whether it has run out or not. Right at the start only, when no lane runs yet and
    /// this process alone owns the database.</summary>
    public Task RecoverAllAsync(CancellationToken cancellationToken) =>
        RecoverAsync(DateTimeOffset.MaxValue, cancellationToken);

    /// <summary>Gives back the leases that have run out, and wakes the stages that have something due.</summary>
    public Task SweepAsync(CancellationToken cancellationToken) => RecoverAsync(clock.GetUtcNow(), cancellationToken);

    private async Task RecoverAsync(DateTimeOffset expiredBefore, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);

        while (await GiveBackAsync(db, expiredBefore, cancellationToken))
        {
            db.ChangeTracker.Clear();
        }

        while (await FollowClockBackAsync(db, cancellationToken))
        {
            db.ChangeTracker.Clear();
        }

        await HoldBackAsync(db, cancellationToken);
        await WakeDueAsync(db, cancellationToken);
    }

    /// <summary>Brings retries back that were planned before the clock was set back: they would wait until it gets there again.</summary>
    private async Task<bool> FollowClockBackAsync(StudioDbContext db, CancellationToken cancellationToken)
    {
        using var turn = await turns.TakeAsync(cancellationToken);
        var now = clock.GetUtcNow();
        var tolerated = now + ClockTolerance;
        var ahead = await db.Deliveries
            .Where(d => d.Status == DeliveryStatus.Retrying && d.LastAttemptAt > tolerated)
            .OrderBy(d => d.Id).Take(BatchSize).ToListAsync(cancellationToken);
        var moved = ahead.Count(delivery => delivery.FollowClockBack(now));
        await db.SaveChangesAsync(cancellationToken);

        if (moved > 0)
        {
            Log.ClockSetBack(logger, moved);
        }

        return moved == BatchSize;
    }

    /// <summary>What comes back to a run that was paused or cancelled meanwhile does not go out again by itself.</summary>
    private async Task HoldBackAsync(StudioDbContext db, CancellationToken cancellationToken)
    {
        using var turn = await turns.TakeAsync(cancellationToken);
        var stopped = db.Deliveries.Owed()
            .Where(d => (d.Status == DeliveryStatus.Pending || d.Status == DeliveryStatus.Held) && d.FailuresInRun == 0
                && d.RunId != null
                && db.BulkRuns.Any(r => r.Id == d.RunId
                    && (r.Status == BulkRunStatus.Paused || r.Status == BulkRunStatus.Cancelled)));
        await db.ReturnToPlanAsync(stopped, cancellationToken);
        await stopped.Where(d => d.Status == DeliveryStatus.Pending)
            .ExecuteUpdateAsync(set => set.SetProperty(d => d.Status, DeliveryStatus.Held), cancellationToken);
    }

    private async Task<bool> GiveBackAsync(
        StudioDbContext db, DateTimeOffset expiredBefore, CancellationToken cancellationToken)
    {
        using var turn = await turns.TakeAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var lost = await db.Deliveries
            .Where(d => d.LeaseToken != null && d.LeaseUntil < expiredBefore)
            .OrderBy(d => d.Id).Take(BatchSize).ToListAsync(cancellationToken);
        var page = lost.Count;
        lost.RemoveAll(d => leases.Holds(d.LeaseToken));
        var projects = lost.Select(d => d.ProjectId).Distinct().ToList();
        var workflows = await db.Projects.AsNoTracking().Where(p => projects.Contains(p.Id))
            .ToDictionaryAsync(p => p.Id, p => p.Workflow, cancellationToken);

        foreach (var delivery in lost)
        {
            var attempt = Unknown(delivery, workflows[delivery.ProjectId].Find(delivery.StageId));
            db.Add(attempt);
            Release(delivery, attempt);
            Log.GivenBack(logger, delivery.Id.Value, delivery.StageId.Value);
        }

        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);

        return page == BatchSize && lost.Count > 0;
    }

    private static void Release(WebhookDelivery delivery, DeliveryAttempt attempt)
    {
        if (!delivery.TrySettle(attempt, delivery.LeaseToken!, RetryPolicy.None, random: 0))
        {
            // A redelivery of what is no longer owed: it leaves its line, and nothing else.
            delivery.EndRedelivery(delivery.LeaseToken!);
        }
    }

    private async Task WakeDueAsync(StudioDbContext db, CancellationToken cancellationToken)
    {
        var planned = await db.Deliveries.AsNoTracking().Owed()
            .Where(d => d.Status == DeliveryStatus.Pending || d.Status == DeliveryStatus.Retrying)
            .GroupBy(d => new { d.ProjectId, d.StageId, d.Status })
            .Select(group => new { group.Key, DueAt = group.Min(d => d.DueAt) })
            .ToListAsync(cancellationToken);

        foreach (var stage in planned)
        {
            var key = new StageKey(stage.Key.ProjectId, stage.Key.StageId);

            if (stage.Key.Status is DeliveryStatus.Pending)
            {
                wakeups.Wake(key);
            }
            else
            {
                wakeups.WakeAt(key, stage.DueAt);
            }
        }
    }

    /// <summary>The line that the log gets for a request of which nobody knows how it ended.</summary>
    private DeliveryAttempt Unknown(WebhookDelivery delivery, Stage? stage)
    {
        var now = clock.GetUtcNow();

        return new()
        {
            Id = Domain.Id<DeliveryAttempt>.New(now),
            DeliveryId = delivery.Id,
            ProjectId = delivery.ProjectId,
            TaskId = delivery.TaskId,
            StageId = delivery.StageId,
            StageName = stage?.Name ?? delivery.StageId.Value,
            ExternalId = delivery.ExternalId,
            Number = delivery.Attempts + 1,
            Trigger = delivery.Status is DeliveryStatus.Sending ? delivery.Trigger : AttemptTrigger.Redeliver,
            TriggeredBy = delivery.TriggeredBy,
            StartedAt = now,
            DurationMs = 0,
            Outcome = AttemptOutcome.Unknown,
            Accepted = false,
            Detail = "Its worker ended while the request may have been on its way.",
            Url = stage?.Settings is WebhookStageSettings settings ? settings.Url : "",
        };
    }

    private static partial class Log
    {
        [LoggerMessage(
            LogLevel.Warning,
            "Delivery {DeliveryId} of stage {StageId} was under way when its worker ended; it is sent again.")]
        public static partial void GivenBack(ILogger logger, string deliveryId, string stageId);

        [LoggerMessage(LogLevel.Warning, "The clock was set back; {Count} planned retries wait as long as before, from now on.")]
        public static partial void ClockSetBack(ILogger logger, int count);
    }
}
