using WebhookStudio.Domain.Workflows;

namespace WebhookStudio.Domain.Deliveries;

/// <summary>Decides whether and when a failed attempt is followed by another.</summary>
/// <remarks>
/// 1. What is not transient (<see cref="AttemptOutcomes.IsTransient"/>) is not repeated.
/// 2. Otherwise the schedule says how long to wait, spread by <see cref="Jitter"/> so that deliveries that failed
///    together do not come back together.
/// 3. A receiver that asks to be left alone longer (<c>Retry-After</c>) is, up to <see cref="LongestAsked"/>. Asking can
///    only make the wait longer, never add an attempt.
/// </remarks>
/// <param name="Schedule">The waits of a run.</param>
public sealed record RetryPolicy(RetrySchedule Schedule)
{
    /// <summary>The default of <see cref="Jitter"/>.</summary>
    public const double DefaultJitter = 0.2;

    /// <summary>The default of <see cref="LongestAsked"/>.</summary>
    public static readonly TimeSpan DefaultLongestAsked = TimeSpan.FromHours(24);

    /// <summary>Gets the policy that never retries.</summary>
    public static RetryPolicy None { get; } = new(RetrySchedule.None);

    /// <summary>Gets the share of a wait by which it is shortened or lengthened at random: 0 to 1.</summary>
    public double Jitter { get; init; } = DefaultJitter;

    /// <summary>Gets the longest wait that a receiver can ask for.</summary>
    public TimeSpan LongestAsked { get; init; } = DefaultLongestAsked;

    /// <summary>Gets what happens to a task whose webhook was not accepted and will not be tried again.</summary>
    public ExhaustedRule OnExhausted { get; init; }

    /// <summary>Decides what follows a failed attempt.</summary>
    /// <param name="attempt">The attempt.</param>
    /// <param name="failures">How many attempts of this run have failed, this one included; at least one.</param>
    /// <param name="random">A number from 0 up to 1.</param>
    /// <returns>The wait, or <see langword="null"/> if no attempt follows.</returns>
    public RetryWait? Next(DeliveryAttempt attempt, int failures, double random)
    {
        if (!AttemptOutcomes.IsTransient(attempt.Outcome, attempt.StatusCode) || Schedule.WaitAfter(failures) is not { } planned)
        {
            return null;
        }

        var spread = planned * (1 + (Jitter * ((2 * random) - 1)));
        var asked = attempt.RetryAfterSeconds is { } seconds
            ? TimeSpan.FromSeconds(Math.Clamp(seconds, 0, LongestAsked.TotalSeconds))
            : TimeSpan.Zero;

        return asked > spread ? new(asked, (int)asked.TotalSeconds) : new(spread, AskedSeconds: null);
    }
}

/// <summary>How long to wait before the next attempt.</summary>
/// <param name="Wait">The time from the end of the attempt.</param>
/// <param name="AskedSeconds">How many seconds the receiver asked for, if that is why; otherwise <see langword="null"/>.</param>
public sealed record RetryWait(TimeSpan Wait, int? AskedSeconds);
