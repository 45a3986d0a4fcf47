using WebhookStudio.Domain.Projects;
using WebhookStudio.Domain.Tasks;
using WebhookStudio.Domain.Workflows;

namespace WebhookStudio.Domain.Deliveries;

/// <summary>One HTTP request to a receiver; a line of the log.</summary>
public sealed record DeliveryAttempt
{
    public required Id<DeliveryAttempt> Id { get; init; }

    public required Id<WebhookDelivery> DeliveryId { get; init; }

    public required Id<Project> ProjectId { get; init; }

    public required Id<LabelTask> TaskId { get; init; }

    public required StageId StageId { get; init; }

    /// <summary>Gets what the stage was called at the time.</summary>
    public required string StageName { get; init; }

    public required string ExternalId { get; init; }

    /// <summary>Gets the number of the attempt among those of its delivery; the first is 1.</summary>
    public required int Number { get; init; }

    public required AttemptTrigger Trigger { get; init; }

    /// <summary>Gets the email address of who asked for it, if a person did.</summary>
    public string? TriggeredBy { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>Gets how long it took, in milliseconds.</summary>
    public required double DurationMs { get; init; }

    public required AttemptOutcome Outcome { get; init; }

    /// <summary>Gets the status code, if the receiver answered, with a redirect or otherwise.</summary>
    public int? StatusCode { get; init; }

    /// <summary>Gets whether the answer counts as delivered by the rule of the stage.</summary>
    public required bool Accepted { get; init; }

    /// <summary>Gets the words behind the outcome, such as the reason phrase or why TLS failed.</summary>
    public string? Detail { get; init; }

    /// <summary>Gets the address called.</summary>
    public required string Url { get; init; }

    /// <summary>Gets whether the answer's body was longer than what is kept, or broke off.</summary>
    public bool ResponseCut { get; init; }

    /// <summary>Gets the number of the workflow that the attempt was made under; 0 if it is not known.</summary>
    public int WorkflowVersion { get; init; }

    /// <summary>Gets the address and port that were dialled, such as <c>203.0.113.7:443</c>; <see langword="null"/> if none was.</summary>
    public string? RemoteAddress { get; init; }

    /// <summary>Gets how long the receiver asked to be left alone (<c>Retry-After</c>), in whole seconds.</summary>
    public int? RetryAfterSeconds { get; init; }

    /// <summary>Gets what took how long.</summary>
    public AttemptPhases Phases { get; init; }

    /// <summary>Gets what went out and came back, until it is pruned.</summary>
    public AttemptExchange? Exchange { get; init; }
}

/// <summary>How long the parts of an attempt took, in milliseconds.</summary>
/// <remarks>A part that did not happen is <see langword="null"/>: a connection that was there already has neither name,
/// nor connect, nor TLS. The parts that did happen follow one another and add up to no more than the whole.</remarks>
/// <param name="Dns">From asking for the addresses of the host to having them.</param>
/// <param name="Connect">From dialling to the connection.</param>
/// <param name="Tls">From the connection to the agreed encryption.</param>
/// <param name="FirstByte">From sending the request to the head of the answer.</param>
/// <param name="Body">From the head of the answer to its last byte, or to where reading stopped.</param>
public readonly record struct AttemptPhases(
    double? Dns = null, double? Connect = null, double? Tls = null, double? FirstByte = null, double? Body = null);

/// <summary>What went out and came back in an attempt. Kept apart from the line of the log, so that it can be pruned earlier.</summary>
public sealed record AttemptExchange
{
    public required Id<DeliveryAttempt> AttemptId { get; init; }

    /// <summary>Gets the request's header lines as sent, secrets masked; one <c>Name: value</c> a line.</summary>
    public string? RequestHeaders { get; init; }

    /// <summary>Gets the bytes sent, if they were not the payload of the delivery (<see cref="DeliveryPayload"/>).</summary>
    public byte[]? RequestBody { get; init; }

    /// <summary>Gets the answer's header lines; one <c>Name: value</c> a line.</summary>
    public string? ResponseHeaders { get; init; }

    /// <summary>Gets the first bytes of the answer's body, decoded, at most 64 KB.</summary>
    public byte[]? ResponseBody { get; init; }
}
