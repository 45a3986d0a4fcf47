using System.Text;
using WebhookStudio.Domain.Workflows;

namespace WebhookStudio.Domain.Deliveries;

/// <summary>The keys that receivers make of a secret: the right one, and what is made of it by mistake.</summary>
/// <param name="Key">The key.</param>
/// <param name="Faults">The mistakes.</param>
internal sealed record SecretVariants(byte[] Key, IReadOnlyList<SignatureFault> Faults)
{
    // What files, shells and forms leave behind a text.
    private static readonly string[] Paddings = ["\n", "\r\n", "\r", " "];

    public static IEnumerable<SecretVariants> Of(SignatureQuestion question) =>
        OfSecret(question.Secret, []).Concat(
            question.OtherSecret is { } other ? OfSecret(other, [SignatureFault.OtherSecret]) : []);

    private static IEnumerable<SecretVariants> OfSecret(string secret, SignatureFault[] faults)
    {
        yield return new(Encoding.UTF8.GetBytes(secret), faults);

        foreach (var padding in Paddings)
        {
            yield return With(secret + padding, SignatureFault.PaddedSecret);
        }

        if (secret.Trim() is { Length: > 0 } trimmed && trimmed != secret)
        {
            yield return With(trimmed, SignatureFault.PaddedSecret);
        }

        yield return With($"\"{secret}\"", SignatureFault.QuotedSecret);
        yield return With($"'{secret}'", SignatureFault.QuotedSecret);

        if (WebhookSecretRules.StandardKey(secret) is { } decoded)
        {
            yield return new(decoded, [.. faults, SignatureFault.PartOfSecret]);
            yield return With(secret[WebhookSecretRules.StandardPrefix.Length..], SignatureFault.PartOfSecret);
        }

        SecretVariants With(string text, SignatureFault fault) => new(Encoding.UTF8.GetBytes(text), [.. faults, fault]);
    }
}
