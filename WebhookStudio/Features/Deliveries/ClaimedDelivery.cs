using WebhookStudio.Domain;
using WebhookStudio.Domain.Deliveries;
using WebhookStudio.Domain.Tasks;

namespace WebhookStudio.Features.Deliveries;

/// <summary>A delivery that somebody has under a lease.</summary>
/// <param name="Id">The delivery.</param>
/// <param name="TaskId">The task that waits for it.</param>
/// <param name="ExternalId">The asset's external ID.</param>
/// <param name="Number">The number that the attempt gets.</param>
/// <param name="Trigger">Why the attempt is made.</param>
/// <param name="TriggeredBy">Who asked for it, if a person did.</param>
/// <param name="Token">The fencing token of the lease.</param>
/// <param name="Body">The bytes to send and sign.</param>
/// <param name="Failures">How many attempts of the run have failed so far.</param>
internal sealed record ClaimedDelivery(
    Id<WebhookDelivery> Id,
    Id<LabelTask> TaskId,
    string ExternalId,
    int Number,
    AttemptTrigger Trigger,
    string? TriggeredBy,
    string Token,
    byte[] Body,
    int Failures = 0);

/// <summary>An attempt that has ended, and the lease it was made under.</summary>
internal sealed record EndedAttempt(ClaimedDelivery Delivery, DeliveryAttempt Attempt);
