using WebhookStudio.Domain;
using WebhookStudio.Domain.Deliveries;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Domain.Workflows;

namespace WebhookStudio.Features.Deliveries;

/// <summary>Checks what a receiver has: whether its signature belongs to its body, and if not, why not.</summary>
public interface ISignatureChecks
{
    /// <summary>Checks with the secrets of the stage, and against the newest bodies that it sent.</summary>
    /// <exception cref="DomainRuleException">The stage does not sign, or its secret cannot be opened any more.</exception>
    Task<SignatureDiagnosis> DiagnoseAsync(SignatureClaim claim, CancellationToken cancellationToken);
}

/// <summary>What a receiver has.</summary>
/// <param name="Project">The project.</param>
/// <param name="Stage">The stage with the settings that are live.</param>
/// <param name="Body">The body.</param>
/// <param name="Signature">The signature.</param>
public sealed record SignatureClaim(Id<Project> Project, Stage Stage, byte[] Body, string Signature)
{
    /// <summary>The longest body that is checked.</summary>
    public const int MaxBody = 8 * 1024 * 1024;
}
