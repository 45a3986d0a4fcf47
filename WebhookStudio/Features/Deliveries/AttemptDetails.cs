using WebhookStudio.Domain.Deliveries;
using WebhookStudio.Domain.Workflows;

namespace WebhookStudio.Features.Deliveries;

/// <summary>Everything that is known of an attempt, its delivery and its task, but the bodies (<see cref="AttemptBodies"/>).</summary>
public sealed record AttemptDetails
{
    public required LogLine Line { get; init; }

    /// <summary>Gets the request's header lines, secrets masked; empty if nothing was sent.</summary>
    public required string RequestHeaders { get; init; }

    /// <summary>Gets how many bytes were sent.</summary>
    public required int PayloadSize { get; init; }

    /// <summary>Gets the answer's header lines; empty if there was no answer.</summary>
    public required string ResponseHeaders { get; init; }

    /// <summary>Gets how many bytes of the answer's body are kept.</summary>
    public int ResponseSize { get; init; }

    /// <summary>Gets whether the answer's body was longer than what is kept, or broke off.</summary>
    public required bool ResponseCut { get; init; }

    /// <summary>Gets all attempts of the delivery, newest first.</summary>
    public IReadOnlyList<LogLine> Attempts { get; init; } = [];

    /// <summary>Gets where the delivery stands now.</summary>
    public DeliveryStatus DeliveryStatus { get; init; } = DeliveryStatus.Delivered;

    /// <summary>Gets when the next attempt is planned; <see langword="null"/> if none is.</summary>
    public DateTimeOffset? NextAttemptAt { get; init; }

    /// <summary>Gets what the stage that the task is in now is called; <see langword="null"/> if the task is gone.</summary>
    public string? TaskStageName { get; init; }

    /// <summary>Gets the kind of the stage that the task is in now.</summary>
    public StageKind? TaskStageKind { get; init; }

    /// <summary>Gets whether the task still waits for this delivery.</summary>
    public bool TaskWaits { get; init; }

    /// <summary>Gets how many seconds the receiver asked for, if that is why the next attempt is no earlier.</summary>
    public int? AskedSeconds { get; init; }

    /// <summary>Gets whether headers and answer were kept once and are pruned.</summary>
    public bool IsExchangePruned { get; init; }

    /// <summary>Gets whether the bytes sent were kept once and are pruned.</summary>
    public bool IsPayloadPruned { get; init; }

    /// <summary>Gets the number of the live workflow.</summary>
    public int WorkflowVersion { get; init; }

    /// <summary>Gets whether the webhook can be re-run: the task waits for it, and it is held or retried.</summary>
    public bool CanRerun => TaskWaits && DeliveryStatus is (DeliveryStatus.Held or DeliveryStatus.Retrying);

    /// <summary>Gets whether it was sent to try the stage out: it belongs to no delivery, and no task waits for it.</summary>
    public bool IsTest => Line.Trigger is AttemptTrigger.Test;

    /// <summary>Gets whether this is the newest attempt of the delivery.</summary>
    public bool IsLast => Attempts.Count > 0 && Attempts[0].Id == Line.Id;
}

/// <summary>The bytes of an attempt.</summary>
/// <param name="Request">What was sent; <see langword="null"/> if it is not kept.</param>
/// <param name="Response">The first bytes of the answer's body; <see langword="null"/> if there was none or it is not kept.</param>
public sealed record AttemptBodies(byte[]? Request, byte[]? Response)
{
    /// <summary>The most bytes of a body that a screen shows; the rest is downloaded.</summary>
    public const int ShownLimit = 256 * 1024;
}
