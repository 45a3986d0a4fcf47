using System.Collections.Immutable;

namespace WebhookStudio.Domain.Deliveries;

/// <summary>How long to wait between the attempts of one run.</summary>
/// <remarks>
/// The first attempt is immediate. <c>Delays[0]</c> is the wait after the first failure, <c>Delays[1]</c> the wait after
/// the second, and so on; a run therefore makes at most <c>Delays.Length + 1</c> attempts.
/// </remarks>
/// <example>With the delays 5 s and 1 min, a receiver that is down at noon is called at 12:00:00, 12:00:05 and 12:01:05.</example>
public sealed record RetrySchedule(ImmutableArray<TimeSpan> Delays)
{
    /// <summary>Gets no retries at all.</summary>
    public static RetrySchedule None { get; } = new(ImmutableArray<TimeSpan>.Empty);

    /// <summary>Gets the example schedule of the Standard Webhooks specification, 1.0.0: ten attempts within three days.</summary>
    public static RetrySchedule StandardWebhooks { get; } = new(
    [
        TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30), TimeSpan.FromHours(2),
        TimeSpan.FromHours(5), TimeSpan.FromHours(10), TimeSpan.FromHours(14), TimeSpan.FromHours(20),
        TimeSpan.FromHours(24),
    ]);

    /// <summary>Gets the wait before the next attempt.</summary>
    /// <param name="failures">How many attempts of this run have failed; at least one.</param>
    /// <returns>The wait, or <see langword="null"/> when the run is out of attempts.</returns>
    public TimeSpan? WaitAfter(int failures)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(failures, 1);

        return failures <= Delays.Length ? Delays[failures - 1] : null;
    }
}
