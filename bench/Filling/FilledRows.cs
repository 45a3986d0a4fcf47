using WebhookStudio.Domain.Deliveries;

namespace WebhookStudio.Bench.Filling;

/// <summary>A task that is going to be inserted. Times are in ticks.</summary>
internal sealed class FilledTask
{
    public required int Number { get; init; }

    public required long CreatedAt { get; init; }

    public required string ExternalId { get; init; }

    /// <summary>Gets or sets when it left its Label stage; 0 while it waits there.</summary>
    public long LabeledAt { get; set; }

    public string LabeledBy { get; set; } = "";

    public string? Assignee { get; set; }

    /// <summary>Gets or sets whether somebody has begun to label it, and not submitted yet.</summary>
    public bool IsDraft { get; set; }

    /// <summary>Gets the webhooks it was ever owed, oldest first.</summary>
    public List<FilledDelivery> Deliveries { get; } = [];

    public FilledDelivery? Owed => Deliveries is [.., { Status: not DeliveryStatus.Delivered } last] ? last : null;
}

/// <summary>A webhook that is going to be inserted.</summary>
internal sealed class FilledDelivery
{
    public required FilledTask Task { get; init; }

    /// <summary>Gets whether it is that of the second Webhook stage.</summary>
    public required bool IsArchive { get; init; }

    public required long CreatedAt { get; init; }

    public DeliveryStatus Status { get; set; } = DeliveryStatus.Delivered;

    /// <summary>Gets or sets its place among all of them by their time.</summary>
    public int Number { get; set; }

    /// <summary>Gets or sets when it was delivered.</summary>
    public long DeliveredAt { get; set; }

    public long DueAt { get; set; }

    public int FailuresInRun { get; set; }

    public AttemptTrigger Trigger { get; set; }

    public string? TriggeredBy { get; set; }

    /// <summary>Gets or sets how many of its attempts have been numbered.</summary>
    public int Attempts { get; set; }

    public FilledAttempt? Last { get; set; }

    public byte[] Id => FillIds.Of(FillIds.Kind.Delivery, CreatedAt, Number);
}

/// <summary>A line of the log that is going to be inserted.</summary>
/// <param name="Delivery">The webhook; of a test, one that is stored nowhere.</param>
/// <param name="At">When it began, in ticks.</param>
/// <param name="Ending">How it ended.</param>
/// <param name="Trigger">What started it.</param>
internal sealed record FilledAttempt(FilledDelivery Delivery, long At, FillEnding Ending, AttemptTrigger Trigger)
{
    public string? By { get; init; }

    public bool IsTest => Trigger is AttemptTrigger.Test;

    public long EndedAt => At + (Ending.Microseconds * TimeSpan.TicksPerMicrosecond);
}

/// <summary>How an attempt ended.</summary>
internal readonly record struct FillEnding(AttemptOutcome Outcome, int? Code, int Microseconds, string? Detail = null, int? RetryAfter = null)
{
    public bool Accepted => Outcome is AttemptOutcome.Answered && Code == 200;

    public bool IsAnswered => Code is not null;
}
