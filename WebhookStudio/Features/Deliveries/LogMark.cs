using System.Linq.Expressions;
using WebhookStudio.Data;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Deliveries;

namespace WebhookStudio.Features.Deliveries;

/// <summary>What counting and drawing need of a line of the log.</summary>
internal sealed record LogMark(Id<DeliveryAttempt> Id, bool Accepted, bool IsTest, bool IsRetrying)
{
    /// <summary>Gets the five minutes in which the attempt began.</summary>
    public long Slot => TallySlot.Of(Second(Id));

    /// <summary>Reads the marks of attempts.</summary>
    public static Expression<Func<DeliveryAttempt, LogMark>> Of(StudioDbContext db) => a => new LogMark(
        a.Id, a.Accepted, a.Trigger == AttemptTrigger.Test,
        !a.Accepted && db.Deliveries.Any(d => d.Id == a.DeliveryId && d.Status == DeliveryStatus.Retrying && d.Attempts == a.Number));

    /// <summary>Gets the second that an identifier begins with.</summary>
    public static DateTimeOffset Second(Id<DeliveryAttempt> id) =>
        DateTimeOffset.FromUnixTimeSeconds(Convert.ToUInt32(id.Value[..8], 16));
}

/// <summary>What was looked at to answer a query that the tallies cannot answer.</summary>
/// <param name="Marks">What was found, newest first, whatever its status.</param>
/// <param name="SearchedTo">The oldest line that was looked at, if there are older ones; <see langword="null"/> if all were.</param>
internal sealed record LogFinding(IReadOnlyList<LogMark> Marks, Id<DeliveryAttempt>? SearchedTo);
