using WebhookStudio.Domain;
using WebhookStudio.Domain.Deliveries;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Domain.Receivers;

namespace WebhookStudio.Features.Receivers;

/// <summary>Reads what the test receivers of projects got.</summary>
public interface IReceivedLog
{
    /// <summary>Lists what is kept, newest first; at most <see cref="TestReceiver.KeptRequests"/>.</summary>
    Task<IReadOnlyList<ReceivedLine>> ListAsync(Id<Project> project, CancellationToken cancellationToken);

    /// <summary>Gets one request, or <see langword="null"/> if the project's receiver has none like it (any more).</summary>
    Task<ReceivedDetails?> FindAsync(
        Id<Project> project, Id<ReceivedWebhook> request, CancellationToken cancellationToken);
}

/// <summary>A received request as a line of the list.</summary>
public sealed record ReceivedLine(
    Id<ReceivedWebhook> Id,
    DateTimeOffset ReceivedAt,
    int? Status,
    double? AnswerMs,
    SignatureVerdict Verdict,
    string? ExternalId,
    AttemptTrigger? Trigger,
    int? Attempt,
    string? UserAgent);

/// <summary>A received request with everything that is kept of it.</summary>
public sealed record ReceivedDetails(
    ReceivedLine Line,
    IReadOnlyList<ReceivedHeader> Headers,
    string? ContentType,
    byte[] Body,
    bool BodyCut,
    string? SignatureSent,
    string? SignatureComputed);

/// <summary>A header of a received request.</summary>
public sealed record ReceivedHeader(string Name, string Value);
