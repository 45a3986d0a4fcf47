using WebhookStudio.Data;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Deliveries;

namespace WebhookStudio.Features.Deliveries.Retention;

/// <summary>Rows that may go because they are older than a moment and nobody is owed anything by them.</summary>
/// <remarks>
/// What is not settled is owed: a delivery that is neither delivered, cancelled nor failed keeps its payload and all of its
/// attempts, however old they are. Ages are read off the keys, which begin with the time, so that no row that is too young is
/// ever read.
/// </remarks>
internal static class PruneScope
{
    /// <summary>Headers and bodies of attempts.</summary>
    public static IQueryable<AttemptExchange> Exchanges(StudioDbContext db, DateTimeOffset before)
    {
        var bound = Id<DeliveryAttempt>.FirstOf(before);
        var owed = Owed(db);

        return db.Exchanges.Where(e => e.AttemptId < bound
            && !db.Set<AttemptRow>().Any(a => a.Id == e.AttemptId && owed.Any(d => d.Id == a.DeliveryId)));
    }

    /// <summary>Payloads of deliveries; their age is that of the last attempt.</summary>
    public static IQueryable<DeliveryPayload> Payloads(StudioDbContext db, DateTimeOffset before)
    {
        var bound = Id<WebhookDelivery>.FirstOf(before);
        var owed = Owed(db);

        return db.Payloads.Where(p => p.DeliveryId < bound
            && !owed.Any(d => d.Id == p.DeliveryId)
            && db.Deliveries.Any(d => d.Id == p.DeliveryId && (d.LastAttemptAt ?? d.CreatedAt) < before));
    }

    /// <summary>Lines of the log.</summary>
    public static IQueryable<AttemptRow> Attempts(StudioDbContext db, DateTimeOffset before)
    {
        var bound = Id<DeliveryAttempt>.FirstOf(before);
        var owed = Owed(db);

        return db.Set<AttemptRow>().Where(a => a.Id < bound && !owed.Any(d => d.Id == a.DeliveryId));
    }

    /// <summary>Deliveries of which no line of the log is left.</summary>
    public static IQueryable<WebhookDelivery> Deliveries(StudioDbContext db, DateTimeOffset before)
    {
        var bound = Id<WebhookDelivery>.FirstOf(before);
        var owed = Owed(db);

        // Asked for by its status, the database would read all that were ever delivered instead of the old ones alone.
        return db.Deliveries.Where(d => d.Id < bound
            && !owed.Any(other => other.Id == d.Id)
            && (d.LastAttemptAt ?? d.CreatedAt) < before
            && !db.Set<AttemptRow>().Any(a => a.DeliveryId == d.Id)
            && !db.Tasks.Any(t => t.Id == d.TaskId && t.DeliveryId == d.Id));
    }

    /// <summary>Bulk runs that have ended and been counted, and that no delivery remembers.</summary>
    public static IQueryable<BulkRun> Runs(StudioDbContext db, DateTimeOffset before)
    {
        var bound = Id<BulkRun>.FirstOf(before);

        return db.BulkRuns.Where(r => r.Id < bound && r.EndedAt < before && r.Delivered != null
            && !db.Deliveries.Any(d => d.RunId == r.Id));
    }

    private static IQueryable<WebhookDelivery> Owed(StudioDbContext db) => db.Deliveries.Where(
        d => d.Status != DeliveryStatus.Delivered && d.Status != DeliveryStatus.Cancelled && d.Status != DeliveryStatus.Failed);
}
