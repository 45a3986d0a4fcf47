using WebhookStudio.Domain;
using WebhookStudio.Domain.Deliveries;
using WebhookStudio.Domain.Tasks;
using WebhookStudio.Domain.Workflows;

namespace WebhookStudio.Features.Tasks;

/// <summary>A task in a list.</summary>
public sealed record TaskRow
{
    public required Id<LabelTask> Id { get; init; }

    public required string ExternalId { get; init; }

    /// <summary>Gets the address of the asset for a signed-in person's browser.</summary>
    public required string Picture { get; init; }

    public required StageId StageId { get; init; }

    /// <summary>Gets what the stage is called now; its identifier if the workflow has it no more.</summary>
    public required string StageName { get; init; }

    public required StageKind StageKind { get; init; }

    public required TaskState State { get; init; }

    /// <summary>Gets when the next attempt is planned; <see langword="null"/> unless the task is retried.</summary>
    public DateTimeOffset? NextAttemptAt { get; init; }

    /// <summary>Gets how many seconds the receiver asked for, if that is why the next attempt is no earlier.</summary>
    public int? AskedSeconds { get; init; }

    /// <summary>Gets how many attempts the webhook that is owed has had.</summary>
    public int Attempts { get; init; }

    /// <summary>Gets the newest attempt of any webhook of the task; <see langword="null"/> if there was none.</summary>
    public TaskResult? LastResult { get; init; }

    public required DateTimeOffset StageEnteredAt { get; init; }

    /// <summary>Gets the names of the batches, in the asset's order.</summary>
    public required IReadOnlyList<string> Batches { get; init; }

    /// <summary>Gets what the person is called who submitted last; <see langword="null"/> if nobody has.</summary>
    public string? SubmittedBy { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>Gets what the person is called for whom the task is kept; <see langword="null"/> if for nobody.</summary>
    public string? Assignee { get; init; }

    /// <summary>Gets whether the webhook of the task can be re-run.</summary>
    public bool IsFailing => State is TaskState.Held or TaskState.Retrying;
}

/// <summary>How an attempt ended, with its line in the log.</summary>
public sealed record TaskResult(string Status, DateTimeOffset At, Id<DeliveryAttempt> AttemptId);
