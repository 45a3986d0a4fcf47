using WebhookStudio.Domain.Projects;
using WebhookStudio.Domain.Workflows;

namespace WebhookStudio.Domain.Alerts;

/// <summary>Where the alarm of a stage stands.</summary>
public enum AlarmState
{
    /// <summary>Nothing fails.</summary>
    Well = 0,

    /// <summary>It fails, and not for long enough to tell.</summary>
    Doubtful = 1,

    /// <summary>It fails, and that has been told.</summary>
    Failing = 2,

    /// <summary>It fails no more, and not for long enough to have recovered.</summary>
    Calming = 3,
}

/// <summary>Remembers of a Webhook stage what has been told of it, so that people hear of changes and not of every task.</summary>
/// <remarks>
/// <see cref="AlertKind.Began"/> and <see cref="AlertKind.Recovered"/> alternate, and between the two
/// <see cref="AlertKind.StillFailing"/> comes at most once. A stage that goes back and forth is told once at most in
/// <see cref="AlertRules.After"/> plus <see cref="AlertRules.CalmFor"/>.
/// </remarks>
public sealed class StageAlarm
{
    public required Id<Project> ProjectId { get; init; }

    public required StageId StageId { get; init; }

    public AlarmState State { get; private set; }

    /// <summary>Gets since when it is in this state.</summary>
    public DateTimeOffset Since { get; private set; }

    /// <summary>Gets when it began to fail; meaningless while it is well.</summary>
    public DateTimeOffset FailingSince { get; private set; }

    /// <summary>Gets whether it has been told that it goes on failing.</summary>
    public bool IsReminded { get; private set; }

    /// <summary>Takes a look at the stage into account.</summary>
    /// <param name="isFailing">Whether a task in it is without a 200.</param>
    /// <param name="now">The time; if the clock was set back, the waits begin anew.</param>
    /// <param name="rules">The waits.</param>
    /// <returns>What is to be told; <see langword="null"/> for nothing.</returns>
    public AlertKind? Observe(bool isFailing, DateTimeOffset now, AlertRules rules)
    {
        if (Since > now)
        {
            Since = now;
        }

        return isFailing ? Fails(now, rules) : IsFine(now, rules);
    }

    private AlertKind? Fails(DateTimeOffset now, AlertRules rules)
    {
        switch (State)
        {
            case AlarmState.Well:
                Go(AlarmState.Doubtful, now);
                FailingSince = now;
                break;
            case AlarmState.Calming:
                Go(AlarmState.Failing, now);
                break;
            default:
                break;
        }

        if (State is AlarmState.Doubtful && now - Since >= rules.After)
        {
            Go(AlarmState.Failing, now);

            return AlertKind.Began;
        }

        if (State is AlarmState.Failing && !IsReminded && now - FailingSince >= rules.RemindAfter)
        {
            IsReminded = true;

            return AlertKind.StillFailing;
        }

        return null;
    }

    private AlertKind? IsFine(DateTimeOffset now, AlertRules rules)
    {
        switch (State)
        {
            case AlarmState.Doubtful:
                Go(AlarmState.Well, now);
                break;
            case AlarmState.Failing:
                Go(AlarmState.Calming, now);
                break;
            default:
                break;
        }

        if (State is not AlarmState.Calming || now - Since < rules.CalmFor)
        {
            return null;
        }

        Go(AlarmState.Well, now);
        IsReminded = false;

        return AlertKind.Recovered;
    }

    private void Go(AlarmState state, DateTimeOffset now) => (State, Since) = (state, now);
}
