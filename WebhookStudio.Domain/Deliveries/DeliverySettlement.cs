using WebhookStudio.Domain.Workflows;

namespace WebhookStudio.Domain.Deliveries;

/// <summary>What becomes of a delivery after an attempt: the one rule that entity and ledger share.</summary>
/// <param name="Status">Where it stands then.</param>
/// <param name="DueAt">When the next attempt is due; <see langword="null"/> if none is planned.</param>
/// <param name="Trigger">Why the next attempt is made.</param>
/// <param name="TriggeredBy">Who asked for it, if a person did.</param>
/// <param name="Failures">How many attempts of the run have failed.</param>
/// <param name="AskedSeconds">How many seconds the receiver asked to be left alone, if that is why the wait is so long.</param>
public readonly record struct DeliverySettlement(
    DeliveryStatus Status,
    DateTimeOffset? DueAt,
    AttemptTrigger Trigger,
    string? TriggeredBy,
    int Failures,
    int? AskedSeconds)
{
    /// <summary>Decides.</summary>
    /// <param name="attempt">The attempt that has ended.</param>
    /// <param name="failures">How many attempts of the run have failed before it.</param>
    /// <param name="retries">When to try again after a transient failure, and what happens when that is over.</param>
    /// <param name="random">A number from 0 up to 1 that spreads the retries.</param>
    public static DeliverySettlement After(DeliveryAttempt attempt, int failures, RetryPolicy retries, double random)
    {
        var same = new DeliverySettlement(
            DeliveryStatus.Held, DueAt: null, attempt.Trigger, attempt.TriggeredBy, failures, AskedSeconds: null);
        var endedAt = attempt.StartedAt.AddMilliseconds(attempt.DurationMs);

        if (attempt.Accepted)
        {
            return same with { Status = DeliveryStatus.Delivered };
        }

        if (attempt.Outcome is AttemptOutcome.Interrupted or AttemptOutcome.Unknown)
        {
            // Nobody knows whether it arrived: it goes out again at once, and the run keeps its retries.
            return same with { Status = DeliveryStatus.Pending, DueAt = endedAt };
        }

        if (retries.Next(attempt, failures + 1, random) is { } next)
        {
            return new(
                DeliveryStatus.Retrying, endedAt + next.Wait, AttemptTrigger.Retry, TriggeredBy: null, failures + 1,
                next.AskedSeconds);
        }

        // What was never sent for want of a URL cannot have failed: it waits for the setup.
        var fails = retries.OnExhausted is ExhaustedRule.Fail && attempt.Outcome is not AttemptOutcome.NeedsSetup;

        return same with { Status = fails ? DeliveryStatus.Failed : DeliveryStatus.Held, Failures = failures + 1 };
    }
}
