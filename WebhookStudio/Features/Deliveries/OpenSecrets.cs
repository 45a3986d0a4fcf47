using WebhookStudio.Domain.Deliveries;
using WebhookStudio.Domain.Workflows;
using WebhookStudio.Platform;

namespace WebhookStudio.Features.Deliveries;

/// <summary>Opens the secrets of a stage for signing.</summary>
internal static class OpenSecrets
{
    /// <returns><see langword="null"/> if the stage does not sign.</returns>
    /// <exception cref="System.Security.Cryptography.CryptographicException">The key they were sealed with is gone.</exception>
    public static SigningSecrets? OpenSigning(this ISecretProtector protector, WebhookStageSettings settings) => settings switch
    {
        { Auth: WebhookAuth.Secret, Secret: { } secret, Rotation: { } rotation } =>
            new(protector.Open(secret), protector.Open(rotation.Next), rotation),
        { Auth: WebhookAuth.Secret, Secret: { } secret } => new(protector.Open(secret)),
        _ => null,
    };
}
