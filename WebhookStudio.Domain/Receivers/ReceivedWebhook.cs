using WebhookStudio.Domain.Deliveries;

namespace WebhookStudio.Domain.Receivers;

/// <summary>What the check of a received signature found.</summary>
public enum SignatureVerdict
{
    /// <summary>The signature is the one that a stage's secret gives.</summary>
    Matches = 0,

    /// <summary>The signature is not the one that any stage's secret gives.</summary>
    DoesNotMatch = 1,

    /// <summary>A secret is set, and the request has no signature.</summary>
    NoSignature = 2,

    /// <summary>No stage that sends here has a secret: there is nothing to check against.</summary>
    NoSecret = 3,

    /// <summary>Not all of the body was read, so that nothing can be said.</summary>
    NotChecked = 4,
}

/// <summary>A request that a test receiver got.</summary>
public sealed class ReceivedWebhook
{
    /// <summary>The longest text taken from a request into a column of its own, in characters.</summary>
    public const int TextMaxLength = 300;

    public required Id<ReceivedWebhook> Id { get; init; }

    public required Id<TestReceiver> ReceiverId { get; init; }

    public required DateTimeOffset ReceivedAt { get; init; }

    public required string Method { get; init; }

    /// <summary>Gets the header lines, what is secret hidden; one <c>Name: value</c> a line.</summary>
    public required string Headers { get; init; }

    public string? ContentType { get; init; }

    /// <summary>Gets the bytes received, at most <see cref="TestReceiver.MaxBody"/>.</summary>
    public required byte[] Body { get; init; }

    /// <summary>Gets whether the body was longer than what is kept, or broke off.</summary>
    public bool BodyCut { get; init; }

    /// <summary>Gets the status answered; <see langword="null"/> while the sender waits, and when it hung up before.</summary>
    public int? Status { get; init; }

    /// <summary>Gets how long the answer took, or until the sender hung up; <see langword="null"/> while it waits.</summary>
    public double? AnswerMs { get; init; }

    public required SignatureVerdict Verdict { get; init; }

    /// <summary>Gets the value of <c>X-Hub-Signature</c> as it came.</summary>
    public string? SignatureSent { get; init; }

    /// <summary>Gets the signature that the bytes have by the stage's secret.</summary>
    public string? SignatureComputed { get; init; }

    /// <summary>Gets the <c>externalId</c> of the payload.</summary>
    public string? ExternalId { get; init; }

    /// <summary>Gets why the attempt was made, if this server sent it.</summary>
    public AttemptTrigger? Trigger { get; init; }

    /// <summary>Gets the number that the sender gave the attempt.</summary>
    public int? Attempt { get; init; }

    /// <summary>Gets what the sender calls itself.</summary>
    public string? UserAgent { get; init; }
}
