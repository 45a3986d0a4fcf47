namespace WebhookStudio.Domain;

/// <summary>A secret as it is stored: encrypted, and readable only through the application's key ring.</summary>
/// <remarks>The text form never shows the content, so that no log or error page can leak it.</remarks>
/// <param name="Cipher">The encrypted text.</param>
public sealed record SealedText(string Cipher)
{
    public override string ToString() => "(sealed)";
}
