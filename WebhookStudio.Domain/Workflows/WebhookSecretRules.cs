using System.Security.Cryptography;

namespace WebhookStudio.Domain.Workflows;

/// <summary>The rules for the secret of a Webhook stage.</summary>
public static class WebhookSecretRules
{
    /// <summary>Marks a secret that is base64 of the key in the Standard Webhooks scheme.</summary>
    public const string StandardPrefix = "whsec_";

    /// <summary>The longest secret, in characters.</summary>
    public const int MaxLength = 1000;

    private const int MinKeyBytes = 24;
    private const int MaxKeyBytes = 64;

    // A multiple of three: the base64 needs no padding, which some libraries want and others refuse.
    private const int GeneratedBytes = 36;

    /// <summary>Says what is wrong with a secret, or <see langword="null"/> if nothing is.</summary>
    public static string? Problem(string secret) => secret.Length switch
    {
        0 => "enter a secret.",
        > MaxLength => $"a secret has at most {MaxLength} characters.",
        _ when secret.StartsWith(StandardPrefix, StringComparison.Ordinal)
            && StandardKey(secret) is not { Length: >= MinKeyBytes and <= MaxKeyBytes } =>
            $"after {StandardPrefix} a secret is base64 of {MinKeyBytes} to {MaxKeyBytes} bytes, and this one is not. "
                + $"Copy it again, generate one, or choose one that does not start with {StandardPrefix}.",
        _ => null,
    };

    /// <summary>Makes a random secret of the Standard Webhooks form, which every receiver can use: as text, or as a key.</summary>
    public static string Generate() =>
        StandardPrefix + Convert.ToBase64String(RandomNumberGenerator.GetBytes(GeneratedBytes));

    /// <summary>Gets the key in a secret of the Standard Webhooks form; <see langword="null"/> if it is not of that form.</summary>
    /// <remarks>Whatever its length: that of a secret which is stored already is nobody's to refuse when it signs.</remarks>
    public static byte[]? StandardKey(string secret)
    {
        if (!secret.StartsWith(StandardPrefix, StringComparison.Ordinal))
        {
            return null;
        }

        var encoded = secret.AsSpan(StandardPrefix.Length);
        var key = new byte[encoded.Length];

        // .NET passes over white space in base64; the libraries of receivers do not.
        return !encoded.ContainsAny(" \t\r\n") && Convert.TryFromBase64Chars(encoded, key, out var length) && length > 0
            ? key[..length]
            : null;
    }
}
