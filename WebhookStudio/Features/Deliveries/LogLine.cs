using WebhookStudio.Domain;
using WebhookStudio.Domain.Deliveries;
using WebhookStudio.Domain.Tasks;
using WebhookStudio.Domain.Workflows;

namespace WebhookStudio.Features.Deliveries;

/// <summary>A line of the log: one attempt.</summary>
public sealed record LogLine
{
    public required Id<DeliveryAttempt> Id { get; init; }

    public required Id<WebhookDelivery> DeliveryId { get; init; }

    public required Id<LabelTask> TaskId { get; init; }

    public required string ExternalId { get; init; }

    public required StageId StageId { get; init; }

    /// <summary>Gets what the stage was called at the time.</summary>
    public required string StageName { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    public required AttemptOutcome Outcome { get; init; }

    /// <summary>Gets the status code, if the receiver answered.</summary>
    public int? StatusCode { get; init; }

    /// <summary>Gets whether the answer counted as delivered.</summary>
    public required bool Accepted { get; init; }

    public required AttemptTrigger Trigger { get; init; }

    /// <summary>Gets the email address of who asked for it, if a person did.</summary>
    public string? TriggeredBy { get; init; }

    /// <summary>Gets the number of the attempt among those of its delivery; the first is 1.</summary>
    public required int Number { get; init; }

    public required double DurationMs { get; init; }

    public required string Url { get; init; }

    /// <summary>Gets the number of the workflow that the attempt was made under; 0 if it is not known.</summary>
    public int WorkflowVersion { get; init; }

    /// <summary>Gets the address and port that were dialled; <see langword="null"/> if none was, or if it is not known.</summary>
    public string? RemoteAddress { get; init; }

    /// <summary>Gets how long the receiver asked to be left alone, in seconds.</summary>
    public int? RetryAfterSeconds { get; init; }

    /// <summary>Gets what took how long.</summary>
    public AttemptPhases Phases { get; init; }

    /// <summary>Gets the words behind the outcome, such as the reason phrase or why TLS failed.</summary>
    public string? Detail { get; init; }

    /// <summary>Makes the line of an attempt that is at hand.</summary>
    public static LogLine Of(DeliveryAttempt attempt) => new()
    {
        Id = attempt.Id,
        DeliveryId = attempt.DeliveryId,
        TaskId = attempt.TaskId,
        ExternalId = attempt.ExternalId,
        StageId = attempt.StageId,
        StageName = attempt.StageName,
        StartedAt = attempt.StartedAt,
        Outcome = attempt.Outcome,
        StatusCode = attempt.StatusCode,
        Accepted = attempt.Accepted,
        Trigger = attempt.Trigger,
        TriggeredBy = attempt.TriggeredBy,
        Number = attempt.Number,
        DurationMs = attempt.DurationMs,
        Url = attempt.Url,
        Detail = attempt.Detail,
        WorkflowVersion = attempt.WorkflowVersion,
        RemoteAddress = attempt.RemoteAddress,
        RetryAfterSeconds = attempt.RetryAfterSeconds,
        Phases = attempt.Phases,
    };

    /// <summary>Gets the number answered or the word, such as <c>503</c> or <c>Timed out</c>.</summary>
    public string Status => AttemptOutcomes.Status(Outcome, StatusCode);
}
