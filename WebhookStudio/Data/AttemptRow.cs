using WebhookStudio.Domain;
using WebhookStudio.Domain.Deliveries;

namespace WebhookStudio.Data;

/// <summary>The row behind a <see cref="DeliveryAttempt"/>, as far as is needed to delete it: what is read through a view
/// cannot be deleted through it.</summary>
internal sealed class AttemptRow
{
    public required Id<DeliveryAttempt> Id { get; init; }

    public required Id<WebhookDelivery> DeliveryId { get; init; }
}
