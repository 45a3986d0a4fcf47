using WebhookStudio.Domain.Deliveries;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Domain.Workflows;

namespace WebhookStudio.Domain.Alerts;

/// <summary>Where the sending of an alert to the project's own address stands.</summary>
public enum AlertSending
{
    /// <summary>There was no address when it was told.</summary>
    None = 0,

    /// <summary>It is to be sent, for the first time or again.</summary>
    Due = 1,

    /// <summary>It has arrived.</summary>
    Sent = 2,

    /// <summary>The schedule is used up.</summary>
    GivenUp = 3,
}

/// <summary>Something that was told of a stage. The row is also what remembers that it has to be sent.</summary>
public sealed class StageAlert
{
    /// <summary>When an alert that did not arrive is sent again: eight attempts within about eleven hours.</summary>
    public static readonly RetrySchedule Retries = new(
    [
        TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30),
        TimeSpan.FromHours(1), TimeSpan.FromHours(3), TimeSpan.FromHours(6),
    ]);

    /// <summary>How long alerts are kept.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(90);

    public required Id<StageAlert> Id { get; init; }

    public required Id<Project> ProjectId { get; init; }

    public required StageId StageId { get; init; }

    /// <summary>Gets what the stage was called at the time.</summary>
    public required string StageName { get; init; }

    public required AlertKind Kind { get; init; }

    public required DateTimeOffset At { get; init; }

    public required DateTimeOffset FailingSince { get; init; }

    /// <summary>Gets how many tasks were held at the time.</summary>
    public int Held { get; init; }

    /// <summary>Gets how many tasks waited for a retry at the time.</summary>
    public int Retrying { get; init; }

    /// <summary>Gets how most of them failed, such as <c>503</c>. Of a stage that recovered without having delivered it is why:
    /// <c>switched off</c> or <c>removed</c>; otherwise <see langword="null"/>.</summary>
    public string? Cause { get; init; }

    public AlertSending Sending { get; private set; }

    /// <summary>Gets how many attempts have ended.</summary>
    public int Attempts { get; private set; }

    /// <summary>Gets when it may be sent; <see langword="null"/> unless it is to be.</summary>
    public DateTimeOffset? DueAt { get; private set; }

    /// <summary>Gets how the last attempt ended: the number answered, or a word.</summary>
    public string? LastResult { get; private set; }

    /// <summary>Asks for it to be sent.</summary>
    public void Send(DateTimeOffset now) => (Sending, DueAt) = (AlertSending.Due, now);

    /// <summary>Gives up sending it: the project has no address any more.</summary>
    public void Drop() => (Sending, DueAt) = (AlertSending.None, null);

    /// <summary>Takes it for an attempt: nobody else does until a moment, by which the attempt has ended, or its worker has.</summary>
    /// <returns>Whether it was to be sent.</returns>
    public bool TryTake(DateTimeOffset now, DateTimeOffset until)
    {
        if (Sending is not AlertSending.Due || DueAt > now)
        {
            return false;
        }

        DueAt = until;

        return true;
    }

    /// <summary>Notes how an attempt ended, and plans the next one if it did not arrive.</summary>
    public void Settle(bool arrived, string result, DateTimeOffset now)
    {
        Attempts++;
        LastResult = result;
        var wait = arrived ? null : Retries.WaitAfter(Attempts);
        DueAt = now + wait;
        Sending = arrived ? AlertSending.Sent : wait is null ? AlertSending.GivenUp : AlertSending.Due;
    }
}
