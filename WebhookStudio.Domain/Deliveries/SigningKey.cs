using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using WebhookStudio.Domain.Workflows;

namespace WebhookStudio.Domain.Deliveries;

/// <summary>A secret made ready to sign many bodies with.</summary>
public sealed class SigningKey
{
    private readonly byte[] _text;
    private readonly byte[] _standard;

    public SigningKey(string secret)
    {
        _text = Encoding.UTF8.GetBytes(secret);
        _standard = WebhookSecretRules.StandardKey(secret) ?? _text;
    }

    /// <inheritdoc cref="WebhookSignature.Hub"/>
    // SHA-1 is what receivers of this dialect check; HMAC-SHA1 has no known forgery. Stronger ones are sent beside it.
#pragma warning disable CA5350
    public string Hub(ReadOnlySpan<byte> body) => Convert.ToHexStringLower(HMACSHA1.HashData(_text, body));
#pragma warning restore CA5350

    /// <inheritdoc cref="WebhookSignature.Hub256"/>
    public string Hub256(ReadOnlySpan<byte> body) => "sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData(_text, body));

    /// <inheritdoc cref="WebhookSignature.Standard"/>
    public string Standard(string id, DateTimeOffset at, ReadOnlySpan<byte> body)
    {
        var timestamp = at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);

        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, _standard);
        hmac.AppendData(Encoding.UTF8.GetBytes($"{id}.{timestamp}."));
        hmac.AppendData(body);

        return "v1," + Convert.ToBase64String(hmac.GetHashAndReset());
    }

    // No text form may show a secret.
    public override string ToString() => "(key)";
}
