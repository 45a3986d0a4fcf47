using WebhookStudio.Domain.Projects;
using WebhookStudio.Domain.Tasks;
using WebhookStudio.Domain.Workflows;

namespace WebhookStudio.Domain.Deliveries;

/// <summary>Where a delivery stands.</summary>
public enum DeliveryStatus
{
    /// <summary>Due, or about to be; not tried since it opened or was re-run.</summary>
    Pending = 0,

    /// <summary>A worker has it under a lease and calls the receiver.</summary>
    Sending = 1,

    /// <summary>An attempt failed and the next one is planned.</summary>
    Retrying = 2,

    /// <summary>Waits for a person: no attempt is planned.</summary>
    Held = 3,

    /// <summary>Accepted by the receiver; the task has moved on.</summary>
    Delivered = 4,

    /// <summary>No longer owed: the task was requeued elsewhere or deleted.</summary>
    Cancelled = 5,

    /// <summary>Not accepted, and no longer owed: the task has left by the output Failed.</summary>
    Failed = 6,
}

/// <summary>A webhook owed to a receiver because a task entered a Webhook stage.</summary>
/// <remarks>
/// The row is the outbox: it is written in the transaction that moves the task in. It outlives the requests made for it,
/// each of which is kept as a <see cref="DeliveryAttempt"/>; the task stays in the stage until one of them is accepted.
/// The payload is stored beside it (<see cref="DeliveryPayload"/>) and never changes.
/// </remarks>
public sealed class WebhookDelivery
{
    public required Id<WebhookDelivery> Id { get; init; }

    public required Id<Project> ProjectId { get; init; }

    public required StageId StageId { get; init; }

    public required Id<LabelTask> TaskId { get; init; }

    public required string ExternalId { get; init; }

    public DeliveryStatus Status { get; private set; } = DeliveryStatus.Pending;

    /// <summary>Gets when the next attempt is due; meaningful while pending or retrying, and none once it has ended.</summary>
    public DateTimeOffset DueAt { get; private set; }

    /// <summary>Gets why the next attempt is made.</summary>
    public AttemptTrigger Trigger { get; private set; } = AttemptTrigger.Auto;

    /// <summary>Gets the email address of who asked for the next attempt, if a person did.</summary>
    public string? TriggeredBy { get; private set; }

    /// <summary>Gets the fencing token of the worker that has the delivery; <see langword="null"/> when none has.</summary>
    public string? LeaseToken { get; private set; }

    /// <summary>Gets when the lease runs out.</summary>
    public DateTimeOffset? LeaseUntil { get; private set; }

    /// <summary>Gets how many attempts have been made in all.</summary>
    public int Attempts { get; private set; }

    /// <summary>Gets how many attempts have failed since the delivery opened or was last re-run.</summary>
    public int FailuresInRun { get; private set; }

    /// <summary>Gets how many seconds the receiver asked to be left alone, if that is why the next attempt is no earlier.</summary>
    public int? AskedSeconds { get; private set; }

    /// <summary>Gets the bulk run that the delivery is part of, if it was last re-run by one.</summary>
    public Id<BulkRun>? RunId { get; private set; }

    public AttemptOutcome? LastOutcome { get; private set; }

    public int? LastStatusCode { get; private set; }

    public DateTimeOffset? LastAttemptAt { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }

    public static WebhookDelivery Open(LabelTask task, StageId stage, DateTimeOffset now) => new()
    {
        Id = Id<WebhookDelivery>.New(now),
        ProjectId = task.ProjectId,
        StageId = stage,
        TaskId = task.Id,
        ExternalId = task.ExternalId,
        DueAt = now,
        CreatedAt = now,
    };

    /// <summary>Gives the delivery to a worker until the lease ends.</summary>
    /// <exception cref="DomainRuleException">Nothing is planned for the delivery.</exception>
    public void Claim(string token, DateTimeOffset until)
    {
        if (Status is not (DeliveryStatus.Pending or DeliveryStatus.Retrying))
        {
            throw new DomainRuleException("delivery.not_due", $"Delivery {Id} is {Status}; it cannot be claimed.");
        }

        Status = DeliveryStatus.Sending;
        LeaseToken = token;
        LeaseUntil = until;
    }

    /// <summary>Takes an attempt into account: delivered, tried again later, or held.</summary>
    /// <param name="attempt">The attempt that has ended.</param>
    /// <param name="token">The fencing token under which it was made.</param>
    /// <param name="retries">When to try again after a transient failure, and what happens when that is over.</param>
    /// <param name="random">A number from 0 up to 1 that spreads the retries.</param>
    /// <returns><see langword="false"/> if the lease was lost meanwhile; nothing has changed then.</returns>
    public bool TrySettle(DeliveryAttempt attempt, string token, RetryPolicy retries, double random)
    {
        if (Status is not DeliveryStatus.Sending || LeaseToken != token)
        {
            return false;
        }

        var settlement = DeliverySettlement.After(attempt, FailuresInRun, retries, random);
        Attempts++;
        LastOutcome = attempt.Outcome;
        LastStatusCode = attempt.StatusCode;
        LastAttemptAt = attempt.StartedAt;
        Release(settlement.Status);
        DueAt = settlement.DueAt ?? DueAt;
        FailuresInRun = settlement.Failures;
        AskedSeconds = settlement.AskedSeconds;
        Trigger = settlement.Trigger;
        TriggeredBy = settlement.TriggeredBy;

        return true;
    }

    /// <summary>Takes into account that the clock has been set back: a retry that was planned by the old time keeps the length of
    /// its wait, which begins anew.</summary>
    /// <returns>Whether the last attempt lies in the future, so that the plan had to be changed.</returns>
    public bool FollowClockBack(DateTimeOffset now)
    {
        if (Status is not DeliveryStatus.Retrying || LastAttemptAt is not { } last || last <= now)
        {
            return false;
        }

        DueAt = now + (DueAt - last);
        LastAttemptAt = now;

        return true;
    }

    /// <summary>Starts a new run of a delivery that is held or waits for a retry, due at once.</summary>
    /// <remarks>The time of a planned retry is kept: a bulk run that is paused before it came to the delivery leaves it to its
    /// plan.</remarks>
    /// <param name="by">The email address of who asks.</param>
    /// <param name="now">The time.</param>
    /// <param name="run">The bulk run that it becomes part of; it leaves the one it was part of.</param>
    /// <exception cref="DomainRuleException">The delivery is neither held nor waiting for a retry.</exception>
    public void Rerun(string by, DateTimeOffset now, Id<BulkRun>? run = null)
    {
        if (Status is not (DeliveryStatus.Held or DeliveryStatus.Retrying))
        {
            throw new DomainRuleException(
                "delivery.not_failing", $"Delivery {Id} is {Status}; only one that is held or waits for a retry can be re-run.");
        }

        DueAt = Status is DeliveryStatus.Retrying ? DueAt : now;
        Status = DeliveryStatus.Pending;
        FailuresInRun = 0;
        AskedSeconds = null;
        Trigger = AttemptTrigger.Rerun;
        TriggeredBy = by;
        RunId = run;
    }

    /// <summary>Gives the delivery to who sends it once more at a person's wish, until the lease ends.</summary>
    /// <remarks>One that the task still waits for is under way then, like one that a lane has claimed. One that has ended
    /// keeps its status: the lease only keeps it from being sent twice at once.</remarks>
    /// <exception cref="DomainRuleException">It is about to be sent, or under way.</exception>
    public void ClaimForRedelivery(string token, string by, DateTimeOffset now, DateTimeOffset until)
    {
        if (Status is DeliveryStatus.Pending or DeliveryStatus.Sending || (LeaseToken is not null && LeaseUntil > now))
        {
            throw new DomainRuleException(
                "delivery.busy", $"The webhook of {ExternalId} is being sent at the moment. Wait for the answer, then redeliver.");
        }

        if (Status is DeliveryStatus.Held or DeliveryStatus.Retrying)
        {
            Status = DeliveryStatus.Sending;
            Trigger = AttemptTrigger.Redeliver;
            TriggeredBy = by;
        }

        LeaseToken = token;
        LeaseUntil = until;
    }

    /// <summary>Ends the redelivery of a delivery that had ended before. Nothing else changes.</summary>
    public void EndRedelivery(string token)
    {
        if (LeaseToken == token && Status is not DeliveryStatus.Sending)
        {
            LeaseToken = null;
            LeaseUntil = null;
        }
    }

    /// <summary>Ends a delivery that is no longer owed. A worker that has it can settle nothing any more.</summary>
    public void Cancel()
    {
        if (Status is not (DeliveryStatus.Delivered or DeliveryStatus.Failed))
        {
            Release(DeliveryStatus.Cancelled);
        }
    }

    private void Release(DeliveryStatus status)
    {
        Status = status;
        DueAt = status < DeliveryStatus.Delivered ? DueAt : default;
        LeaseToken = null;
        LeaseUntil = null;
        AskedSeconds = null;
    }
}

/// <summary>The bytes that every attempt of a delivery sends and signs, fixed when the delivery opens.</summary>
public sealed class DeliveryPayload
{
    public required Id<WebhookDelivery> DeliveryId { get; init; }

    /// <summary>Gets the body: JSON in UTF-8, without a byte order mark.</summary>
    public required byte[] Body { get; init; }
}
