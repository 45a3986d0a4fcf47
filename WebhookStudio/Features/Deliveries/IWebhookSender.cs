using WebhookStudio.Domain.Deliveries;

namespace WebhookStudio.Features.Deliveries;

/// <summary>Makes one signed request.</summary>
internal interface IWebhookSender
{
    /// <summary>Sends a delivery once.</summary>
    /// <returns>How it ended; never an exception. It ends within the timeout of the target. Its answer holds memory until
    /// <see cref="Sending.AnswerMemory.Release"/>.</returns>
    Task<DeliveryAttempt> SendAsync(WebhookTarget target, ClaimedDelivery delivery, CancellationToken stopping);
}
