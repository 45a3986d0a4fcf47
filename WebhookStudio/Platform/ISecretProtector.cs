using WebhookStudio.Domain;

namespace WebhookStudio.Platform;

/// <summary>Encrypts secrets at rest, and opens them where a request is signed.</summary>
public interface ISecretProtector
{
    SealedText Seal(string text);

    /// <exception cref="System.Security.Cryptography.CryptographicException">The key it was sealed with is gone.</exception>
    string Open(SealedText text);
}
