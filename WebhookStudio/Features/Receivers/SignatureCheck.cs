using System.Security.Cryptography;
using System.Text;
using WebhookStudio.Domain.Deliveries;
using WebhookStudio.Domain.Receivers;

namespace WebhookStudio.Features.Receivers;

/// <summary>What the check of a signature found.</summary>
/// <param name="Verdict">The result.</param>
/// <param name="Computed">The signature the body has: by the secret that matches, else by the first.</param>
internal sealed record SignatureCheck(SignatureVerdict Verdict, string? Computed)
{
    /// <summary>Gets whether the request is turned away, as the sample server of the dialect does.</summary>
    public bool IsRefused => Verdict is SignatureVerdict.DoesNotMatch or SignatureVerdict.NoSignature;

    /// <summary>Checks a signature against the raw bytes: bare lower-case hex, compared exactly.</summary>
    public static SignatureCheck Of(string? sent, IReadOnlyList<string> secrets, ReadOnlySpan<byte> body)
    {
        if (secrets.Count == 0)
        {
            return new(SignatureVerdict.NoSecret, null);
        }

        string? first = null;

        foreach (var secret in secrets)
        {
            var computed = WebhookSignature.Hub(secret, body);
            first ??= computed;

            if (sent is not null
                && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(sent), Encoding.UTF8.GetBytes(computed)))
            {
                return new(SignatureVerdict.Matches, computed);
            }
        }

        return new(sent is null ? SignatureVerdict.NoSignature : SignatureVerdict.DoesNotMatch, first);
    }
}
