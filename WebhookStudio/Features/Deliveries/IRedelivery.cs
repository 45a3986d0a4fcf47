using WebhookStudio.Domain;
using WebhookStudio.Domain.Deliveries;
using WebhookStudio.Domain.Projects;

namespace WebhookStudio.Features.Deliveries;

/// <summary>Sends one delivery once more at a person's wish, to the current URL, freshly signed.</summary>
public interface IRedelivery
{
    /// <summary>Sends it, and waits for the answer.</summary>
    /// <remarks>If the task still waits for it, an accepted answer moves the task on, and any other holds it. Otherwise
    /// the attempt is logged, and nothing else happens.</remarks>
    /// <returns>The attempt as it is in the log.</returns>
    /// <exception cref="DomainRuleException">There is no such delivery; it is about to be sent, or under way; its stage is
    /// off or gone; or what should be sent is no longer there.</exception>
    Task<DeliveryAttempt> SendAsync(RedeliveryRequest request, CancellationToken cancellationToken);
}

/// <summary>What a redelivery sends.</summary>
public enum RedeliveryBody
{
    /// <summary>The task as it is now.</summary>
    Current,

    /// <summary>Exactly the bytes that were composed when the task entered the stage.</summary>
    Same,
}

/// <summary>Asks for a redelivery.</summary>
/// <param name="Project">The project.</param>
/// <param name="Delivery">The delivery.</param>
/// <param name="Body">What is sent.</param>
/// <param name="By">The email address of who asks.</param>
public sealed record RedeliveryRequest(Id<Project> Project, Id<WebhookDelivery> Delivery, RedeliveryBody Body, string By);

/// <summary>Remembers what somebody chose to redeliver last, for as long as the session lasts.</summary>
public sealed class RedeliveryPreference
{
    public RedeliveryBody Body { get; set; }
}
