namespace WebhookStudio.Domain.Deliveries;

/// <summary>The signatures that prove to a receiver that the bytes come from somebody who knows the secret.</summary>
public static class WebhookSignature
{
    /// <summary>Carries the bare lower-case hex HMAC-SHA1 of the body, as Ango Hub sends it.</summary>
    public const string HubHeader = "X-Hub-Signature";

    /// <summary>Carries the same by the other secret while one is being changed for another.</summary>
    public const string HubAltHeader = "X-Hub-Signature-Alt";

    /// <summary>Carries <c>sha256=</c> and the hex HMAC-SHA256 of the body, as GitHub sends it.</summary>
    public const string Hub256Header = "X-Hub-Signature-256";

    /// <summary>Carries the signatures of Standard Webhooks, one for each valid secret, with spaces between them.</summary>
    public const string StandardHeader = "webhook-signature";

    /// <summary>Signs a body for <see cref="HubHeader"/>. The key is the secret's text in UTF-8, whatever its form.</summary>
    public static string Hub(string secret, ReadOnlySpan<byte> body) => new SigningKey(secret).Hub(body);

    /// <summary>Signs a body for <see cref="Hub256Header"/>. The key is that of <see cref="Hub"/>.</summary>
    public static string Hub256(string secret, ReadOnlySpan<byte> body) => new SigningKey(secret).Hub256(body);

    /// <summary>Signs a body for the <c>webhook-signature</c> header of Standard Webhooks 1.0.0.</summary>
    /// <param name="secret">With <c>whsec_</c> in front: base64 of the key. Otherwise the key is the text in UTF-8.</param>
    /// <param name="id">The value of <c>webhook-id</c>.</param>
    /// <param name="at">The value of <c>webhook-timestamp</c>, written in whole seconds of Unix time.</param>
    /// <param name="body">The bytes sent.</param>
    /// <returns><c>v1,</c> and the base64 HMAC-SHA256 of <c>id.timestamp.body</c>.</returns>
    public static string Standard(string secret, string id, DateTimeOffset at, ReadOnlySpan<byte> body) =>
        new SigningKey(secret).Standard(id, at, body);
}
