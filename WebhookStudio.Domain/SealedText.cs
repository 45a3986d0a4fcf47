using System.Security.Cryptography;
using System.Text;

namespace WebhookStudio.Domain;

/// <summary>A secret as it is stored: encrypted, and readable only through the application's key ring.</summary>
/// <remarks>The text form never shows the content, so that no log or error page can leak it.</remarks>
/// <param name="Cipher">The encrypted text; of a forgotten secret its mark.</param>
public sealed record SealedText(string Cipher)
{
    private const char Mark = '#';
    private const int MarkBytes = 12;

    /// <summary>Gets whether only a mark is left: there was a secret, and it cannot be had back from here.</summary>
    public bool IsForgotten => Cipher.StartsWith(Mark);

    /// <summary>Gets the mark of this secret: it tells the same stored value from another and holds nothing of it.</summary>
    public SealedText Forgotten() => IsForgotten
        ? this
        : new($"{Mark}{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Cipher)).AsSpan(0, MarkBytes))}");

    public override string ToString() => "(sealed)";
}
