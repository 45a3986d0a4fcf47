using System.Security.Cryptography;
using WebhookStudio.Domain;

namespace WebhookStudio.Platform;

/// <summary>Encrypts secrets at rest, and opens them where a request is signed.</summary>
public interface ISecretProtector
{
    SealedText Seal(string text);

    /// <exception cref="System.Security.Cryptography.CryptographicException">The key it was sealed with is gone.</exception>
    string Open(SealedText text);
}

/// <summary>What can be asked without showing a secret.</summary>
public static class SecretProtectorExtensions
{
    /// <summary>Whether a sealed text is the same as an open one. What cannot be opened any more is not.</summary>
    public static bool Holds(this ISecretProtector protector, SealedText sealedText, string text)
    {
        try
        {
            return protector.Open(sealedText) == text;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }
}
