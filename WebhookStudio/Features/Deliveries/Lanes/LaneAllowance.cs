using WebhookStudio.Domain.Workflows;

namespace WebhookStudio.Features.Deliveries;

/// <summary>Says how many deliveries a lane may claim now, and if none, when to look again.</summary>
/// <remarks>
/// 1. While the circuit is open, one at a time, and only when the next probe is due.
/// 2. With a strict order, one at a time, or one for each external ID.
/// 3. With a rate limit, as many as may go out now.
/// 4. Otherwise as many as the stage may have under way, and about as many more as end during one transaction, so that a
///    fast receiver is kept busy while the database is written.
/// </remarks>
internal sealed class LaneAllowance(LaneMemory memory, DeliveryOptions options, TimeProvider clock)
{
    /// <summary>How much longer than an attempt may take a lease lasts: time for settling, and for a slow disk.</summary>
    private static readonly TimeSpan LeaseMargin = TimeSpan.FromSeconds(30);

    private bool _isLimited;

    /// <summary>Gets when a lease runs out that is taken now.</summary>
    public static DateTimeOffset LeaseUntil(WebhookTarget target, DateTimeOffset now) => now + target.Timeout + LeaseMargin;

    /// <summary>Takes ended attempts into account.</summary>
    /// <returns>Whether the circuit has changed.</returns>
    public bool Note(IReadOnlyList<EndedAttempt> ended)
    {
        var changed = memory.TakeProbe() && memory.Circuit.ProbeNow(clock.GetUtcNow());

        foreach (var (_, attempt) in ended)
        {
            var endedAt = attempt.StartedAt.AddMilliseconds(attempt.DurationMs);
            changed |= memory.Circuit.Record(attempt.Outcome, endedAt, options.Circuit);
        }

        return changed;
    }

    /// <summary>Asks for deliveries.</summary>
    /// <param name="target">The live settings.</param>
    /// <param name="justEnded">How many attempts have ended since the last turn.</param>
    /// <param name="most">How many at most.</param>
    public ClaimRequest? Ask(WebhookTarget target, int justEnded, int most)
    {
        var now = clock.GetUtcNow();
        var room = Math.Min(most, Room(target, justEnded, now));

        return room > 0
            ? new(Guid.NewGuid().ToString(), room, LeaseUntil(target, now), target.Ordering)
            : null;
    }

    /// <summary>Takes what was claimed off the rate limit.</summary>
    public void Take(int claimed)
    {
        if (_isLimited)
        {
            memory.Rate.Take(claimed);
        }
    }

    /// <summary>Gets when the lane has to look again though nothing wakes it.</summary>
    public DateTimeOffset? NextLook(TurnResult result)
    {
        if (memory.Circuit is { IsOpen: true, ProbeAt: { } probe } && !IsDue(probe, clock.GetUtcNow()))
        {
            return memory.Traffic.Claimed == 0 ? probe : null;
        }

        if (_isLimited && memory.Rate.UntilNext() is { } wait && wait > TimeSpan.Zero)
        {
            return clock.GetUtcNow() + wait;
        }

        return result.NextDue;
    }

    /// <summary>Whether a probe is due; one that is farther away than any pause was planned by a clock that has stepped back.</summary>
    private bool IsDue(DateTimeOffset probe, DateTimeOffset now) =>
        probe <= now || probe - now > options.CircuitLongestPause;

    private int Room(WebhookTarget target, int justEnded, DateTimeOffset now)
    {
        var claimed = memory.Traffic.Claimed;
        var allowed = memory.Rate.Available(target.RateLimit);
        _isLimited = target.RateLimit is not null;

        if (memory.Circuit.IsOpen)
        {
            return claimed == 0 && IsDue(memory.Circuit.ProbeAt!.Value, now) ? 1 : 0;
        }

        if (target.Ordering is DeliveryOrdering.Stage)
        {
            return claimed == 0 ? Math.Min(1, allowed) : 0;
        }

        var ahead = _isLimited || target.Ordering is not DeliveryOrdering.None ? 0 : Math.Min(256, 2 * justEnded);

        return Math.Min(allowed, target.Concurrency + ahead - claimed);
    }
}
