using Microsoft.AspNetCore.DataProtection;
using WebhookStudio.Domain;

namespace WebhookStudio.Platform;

/// <inheritdoc />
internal sealed class SecretProtector(IDataProtectionProvider provider) : ISecretProtector
{
    private readonly IDataProtector _protector = provider.CreateProtector("WebhookStudio.Secrets.v1");

    public SealedText Seal(string text) => new(_protector.Protect(text));

    public string Open(SealedText text) => _protector.Unprotect(text.Cipher);
}
