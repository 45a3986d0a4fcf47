using WebhookStudio.Domain.Deliveries;

namespace WebhookStudio.Features.Deliveries.Sending;

/// <summary>No connection was made. It takes this form because the pool of connections stands between the dialler and
/// the attempt.</summary>
internal sealed class DialFailedException(AttemptOutcome outcome, string detail, Exception? cause = null)
    : IOException(detail, cause)
{
    public AttemptOutcome Outcome { get; } = outcome;
}
