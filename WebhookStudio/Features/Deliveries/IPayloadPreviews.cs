using WebhookStudio.Domain;
using WebhookStudio.Domain.Documents;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Domain.Workflows;

namespace WebhookStudio.Features.Deliveries;

/// <summary>Shows what a stage would send, byte for byte.</summary>
public interface IPayloadPreviews
{
    /// <summary>Composes the payload of a task that entered the stage now. Nothing moves and nothing is sent.</summary>
    /// <param name="project">The project.</param>
    /// <param name="stage">The stage as edited; it need not be live.</param>
    /// <param name="choice">The task.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <returns><see langword="null"/> if there is no such project.</returns>
    /// <exception cref="DomainRuleException">The project has no such task.</exception>
    Task<PayloadPreview?> ComposeAsync(
        Id<Project> project, Stage stage, TaskChoice choice, CancellationToken cancellationToken);
}

/// <summary>What would be sent.</summary>
/// <param name="ExternalId">The external ID of the task.</param>
/// <param name="Body">The bytes.</param>
/// <param name="Differences">What an export of the same task says otherwise.</param>
public sealed record PayloadPreview(string ExternalId, byte[] Body, DocumentDifferences Differences);
