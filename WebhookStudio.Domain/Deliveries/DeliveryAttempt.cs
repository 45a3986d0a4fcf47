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

    /// <summary>Gets the status code, if the receiver answered.</summary>
    public int? StatusCode { get; init; }

    /// <summary>Gets whether the answer counts as delivered by the rule of the stage.</summary>
    public required bool Accepted { get; init; }

    /// <summary>Gets the words behind the outcome, such as the reason phrase or why TLS failed.</summary>
    public string? Detail { get; init; }

    /// <summary>Gets the address called.</summary>
    public required string Url { get; init; }

    /// <summary>Gets the request's header lines as sent, secrets masked; one <c>Name: value</c> a line.</summary>
    public string? RequestHeaders { get; init; }

    /// <summary>Gets the answer's header lines; one <c>Name: value</c> a line.</summary>
    public string? ResponseHeaders { get; init; }

    /// <summary>Gets the first bytes of the answer's body, at most 64 KB.</summary>
    public byte[]? ResponseBody { get; init; }

    /// <summary>Gets whether the answer's body was longer than what is kept, or broke off.</summary>
    public bool ResponseCut { get; init; }
}
