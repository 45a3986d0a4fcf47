using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace WebhookStudio.Domain.Deliveries;

/// <summary>The signatures that prove to a receiver that the bytes come from somebody who knows the secret.</summary>
public static class WebhookSignature
{
    /// <summary>Carries the bare lower-case hex HMAC-SHA1 of the body, as Ango Hub sends it.</summary>
    public const string HubHeader = "X-Hub-Signature";

    /// <summary>Carries <c>sha256=</c> and the hex HMAC-SHA256 of the body, as GitHub sends it.</summary>
    public const string Hub256Header = "X-Hub-Signature-256";

    /// <summary>Marks a secret that is base64 in the Standard Webhooks scheme.</summary>
    public const string StandardSecretPrefix = "whsec_";

    /// <summary>Signs a body for <see cref="HubHeader"/>. The key is the secret's text in UTF-8, whatever its form.</summary>
    // SHA-1 is what receivers of this dialect check; HMAC-SHA1 has no known forgery. Stronger ones are sent beside it.
#pragma warning disable CA5350
    public static string Hub(string secret, ReadOnlySpan<byte> body) =>
        Convert.ToHexStringLower(HMACSHA1.HashData(Encoding.UTF8.GetBytes(secret), body));
#pragma warning restore CA5350

    /// <summary>Signs a body for <see cref="Hub256Header"/>.</summary>
    public static string Hub256(string secret, ReadOnlySpan<byte> body) =>
        "sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), body));

    /// <summary>Signs a body for the <c>webhook-signature</c> header of Standard Webhooks 1.0.0.</summary>
    /// <param name="secret">With <c>whsec_</c> in front: base64 of the key. Otherwise the key is the text in UTF-8.</param>
    /// <param name="id">The value of <c>webhook-id</c>.</param>
    /// <param name="at">The value of <c>webhook-timestamp</c>, written in whole seconds of Unix time.</param>
    /// <param name="body">The bytes sent.</param>
    /// <returns><c>v1,</c> and the base64 HMAC-SHA256 of <c>id.timestamp.body</c>.</returns>
    public static string Standard(string secret, string id, DateTimeOffset at, ReadOnlySpan<byte> body)
    {
        var timestamp = at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);

        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, StandardKey(secret));
        hmac.AppendData(Encoding.UTF8.GetBytes($"{id}.{timestamp}."));
        hmac.AppendData(body);

        return "v1," + Convert.ToBase64String(hmac.GetHashAndReset());
    }

    private static byte[] StandardKey(string secret)
    {
        if (secret.StartsWith(StandardSecretPrefix, StringComparison.Ordinal))
        {
            var encoded = secret.AsSpan(StandardSecretPrefix.Length);
            var key = new byte[encoded.Length];

            if (Convert.TryFromBase64Chars(encoded, key, out var length) && length > 0)
            {
                return key[..length];
            }
        }

        return Encoding.UTF8.GetBytes(secret);
    }
}
