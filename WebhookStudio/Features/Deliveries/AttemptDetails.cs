using WebhookStudio.Domain.Deliveries;
using WebhookStudio.Domain.Workflows;

namespace WebhookStudio.Features.Deliveries;

/// <summary>Everything that is known of an attempt, its delivery and its task.</summary>
public sealed record AttemptDetails
{
    /// <summary>The most bytes of a payload that <see cref="Payload"/> has; the rest is downloaded.</summary>
    public const int PayloadLimit = 256 * 1024;

    public required LogLine Line { get; init; }

    /// <summary>Gets the request's header lines, secrets masked; empty if nothing was sent.</summary>
    public required string RequestHeaders { get; init; }

    /// <summary>Gets the beginning of the payload, at most <see cref="PayloadLimit"/> bytes.</summary>
    public required byte[] Payload { get; init; }

    /// <summary>Gets whether the bytes sent are not the payload of the delivery; <see cref="Payload"/> has all of them then.</summary>
    public bool HasOwnBody { get; init; }

    /// <summary>Gets how many bytes the whole payload has.</summary>
    public required int PayloadSize { get; init; }

    /// <summary>Gets the answer's header lines; empty if there was no answer.</summary>
    public required string ResponseHeaders { get; init; }

    /// <summary>Gets the first bytes of the answer's body.</summary>
    public required byte[] ResponseBody { get; init; }

    /// <summary>Gets whether the answer's body was longer than what is kept, or broke off.</summary>
    public required bool ResponseCut { get; init; }

    /// <summary>Gets all attempts of the delivery, newest first.</summary>
    public required IReadOnlyList<LogLine> Attempts { get; init; }

    /// <summary>Gets where the delivery stands now.</summary>
    public required DeliveryStatus DeliveryStatus { get; init; }

    /// <summary>Gets when the next attempt is planned; <see langword="null"/> if none is.</summary>
    public required DateTimeOffset? NextAttemptAt { get; init; }

    /// <summary>Gets what the stage that the task is in now is called; <see langword="null"/> if the task is gone.</summary>
    public required string? TaskStageName { get; init; }

    /// <summary>Gets the kind of the stage that the task is in now.</summary>
    public required StageKind? TaskStageKind { get; init; }

    /// <summary>Gets whether the task still waits for this delivery.</summary>
    public required bool TaskWaits { get; init; }

    /// <summary>Gets how many seconds the receiver asked for, if that is why the next attempt is no earlier.</summary>
    public int? AskedSeconds { get; init; }

    /// <summary>Gets whether headers and answer were kept once and are pruned.</summary>
    public bool IsExchangePruned { get; init; }

    /// <summary>Gets whether the bytes sent were kept once and are pruned.</summary>
    public bool IsPayloadPruned { get; init; }

    /// <summary>Gets the number of the live workflow.</summary>
    public required int WorkflowVersion { get; init; }

    /// <summary>Gets whether the webhook can be re-run: the task waits for it, and it is held or retried.</summary>
    public bool CanRerun => TaskWaits && DeliveryStatus is (DeliveryStatus.Held or DeliveryStatus.Retrying);

    /// <summary>Gets whether it was sent to try the stage out: it belongs to no delivery, and no task waits for it.</summary>
    public bool IsTest => Line.Trigger is AttemptTrigger.Test;

    /// <summary>Gets whether this is the newest attempt of the delivery.</summary>
    public bool IsLast => Attempts.Count > 0 && Attempts[0].Id == Line.Id;
}
