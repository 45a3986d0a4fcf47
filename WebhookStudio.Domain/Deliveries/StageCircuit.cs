using WebhookStudio.Domain.Projects;
using WebhookStudio.Domain.Workflows;

namespace WebhookStudio.Domain.Deliveries;

/// <summary>When the circuit of a stage opens, and how often its receiver is probed then.</summary>
/// <param name="Threshold">How many failures to reach the receiver in a row open it.</param>
/// <param name="FirstPause">The wait before the first probe.</param>
/// <param name="LongestPause">The longest wait between two probes; each is twice the one before.</param>
public sealed record CircuitPolicy(int Threshold, TimeSpan FirstPause, TimeSpan LongestPause);

/// <summary>Remembers whether the receiver of a stage can be reached.</summary>
/// <remarks>
/// Closed, deliveries flow. After <see cref="CircuitPolicy.Threshold"/> attempts in a row that did not reach the receiver it
/// is open: single deliveries probe with growing pauses, the others wait without using up their retries. The first answer
/// of any kind closes it.
/// </remarks>
public sealed class StageCircuit
{
    public required Id<Project> ProjectId { get; init; }

    public required StageId StageId { get; init; }

    /// <summary>Gets how many attempts in a row have not reached the receiver.</summary>
    public int Failures { get; private set; }

    /// <summary>Gets how many probes have failed since it opened.</summary>
    public int Probes { get; private set; }

    /// <summary>Gets since when it is open; <see langword="null"/> while it is closed.</summary>
    public DateTimeOffset? OpenedAt { get; private set; }

    /// <summary>Gets when the next delivery may probe; meaningful while it is open.</summary>
    public DateTimeOffset? ProbeAt { get; private set; }

    /// <summary>Gets how the last attempt ended that did not reach the receiver.</summary>
    public AttemptOutcome? Cause { get; private set; }

    public bool IsOpen => OpenedAt is not null;

    /// <summary>Takes an attempt into account.</summary>
    /// <returns>Whether the circuit opened, closed, or put off its next probe.</returns>
    public bool Record(AttemptOutcome outcome, DateTimeOffset endedAt, CircuitPolicy policy)
    {
        if (!AttemptOutcomes.IsTransport(outcome))
        {
            return IsAnswer(outcome) && Close();
        }

        Failures++;
        Cause = outcome;

        if (Failures < policy.Threshold || (IsOpen && endedAt < ProbeAt))
        {
            // The rest of what was under way when it opened says nothing new.
            return false;
        }

        OpenedAt ??= endedAt;
        Probes++;
        ProbeAt = endedAt + PauseAfter(Probes, policy);

        return true;
    }

    /// <summary>Makes the next probe due at once.</summary>
    /// <returns>Whether it is open.</returns>
    public bool ProbeNow(DateTimeOffset now)
    {
        if (IsOpen)
        {
            ProbeAt = now;
            Probes = 0;
        }

        return IsOpen;
    }

    /// <summary>Forgets the failures: the receiver was changed, or somebody asked to try at once.</summary>
    /// <returns>Whether it was open.</returns>
    public bool Close()
    {
        var wasOpen = IsOpen;
        Failures = 0;
        Probes = 0;
        OpenedAt = null;
        ProbeAt = null;
        Cause = null;

        return wasOpen;
    }

    private static bool IsAnswer(AttemptOutcome outcome) => outcome is
        AttemptOutcome.Answered or AttemptOutcome.RedirectNotFollowed or AttemptOutcome.ProtocolError
        or AttemptOutcome.HeadersTooLarge;

    private static TimeSpan PauseAfter(int probes, CircuitPolicy policy)
    {
        // Thirty doublings of a second are thirty-four years: the exponent needs no more.
        var pause = policy.FirstPause * Math.Pow(2, Math.Min(probes - 1, 30));

        return pause < policy.LongestPause ? pause : policy.LongestPause;
    }
}
