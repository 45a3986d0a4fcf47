using WebhookStudio.Domain;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Domain.Workflows;

namespace WebhookStudio.Features.Deliveries;

/// <summary>Takes stages whose receiver was unreachable back into service.</summary>
public interface ICircuits
{
    /// <summary>Makes the next probe of an open circuit due at once.</summary>
    /// <returns>Whether it was open.</returns>
    Task<bool> TryNowAsync(Id<Project> project, StageId stage, CancellationToken cancellationToken);
}
