using WebhookStudio.Domain;
using WebhookStudio.Domain.Deliveries;
using WebhookStudio.Domain.Tasks;

namespace WebhookStudio.Data;

/// <summary>The row behind a <see cref="DeliveryAttempt"/>, as far as is needed to delete it, which the view cannot, and to find
/// it by what it says itself.</summary>
internal sealed class AttemptRow
{
    public required Id<DeliveryAttempt> Id { get; init; }

    public required Id<WebhookDelivery> DeliveryId { get; init; }

    /// <summary>Gets the task, if the delivery does not say it: tests have no delivery.</summary>
    public Id<LabelTask>? TaskId { get; init; }

    /// <summary>Gets the external ID, if the delivery does not say it.</summary>
    public string? ExternalId { get; init; }
}
