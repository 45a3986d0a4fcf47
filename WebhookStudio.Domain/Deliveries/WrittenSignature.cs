using System.Buffers.Text;

namespace WebhookStudio.Domain.Deliveries;

/// <summary>A signature as somebody wrote it down.</summary>
/// <param name="Hash">The 20 or 32 bytes; <see langword="null"/> if the text holds none.</param>
/// <param name="Faults">What a receiver that compares texts stumbles over.</param>
internal sealed record WrittenSignature(byte[]? Hash, IReadOnlyList<SignatureFault> Faults)
{
    private const int Sha1Length = 20;
    private const int Sha256Length = 32;
    private const string Sha256Prefix = "sha256=";

    private static readonly int[] OtherLengths = [16, 28, 48, 64];

    /// <summary>Reads a text. White space around it, quotes and the name of the header in front do no harm.</summary>
    public static WrittenSignature Read(string text)
    {
        var value = WithoutName(text.Trim()).Trim('"', '\'');

        if (value.Length == 0)
        {
            return new(null, [SignatureFault.Missing]);
        }

        if (value.StartsWith("v1,", StringComparison.Ordinal))
        {
            return new(null, [SignatureFault.Standard]);
        }

        var mark = value.IndexOf('=', StringComparison.Ordinal);
        var hasPrefix = mark is > 0 and < 8 && value.StartsWith("sha", StringComparison.OrdinalIgnoreCase);
        var isSha256 = value.StartsWith(Sha256Prefix, StringComparison.OrdinalIgnoreCase);

        // With SHA-256 the prefix is as it should be in the header that is made with it.
        return Read(hasPrefix ? value[(mark + 1)..] : value, hasPrefix && !isSha256 ? [SignatureFault.Prefix] : []);
    }

    private static WrittenSignature Read(string digits, List<SignatureFault> faults)
    {
        if (digits.Length % 2 == 0 && digits.All(char.IsAsciiHexDigit))
        {
            if (digits.Any(char.IsAsciiLetterUpper))
            {
                faults.Add(SignatureFault.UpperCase);
            }

            return Sized(Convert.FromHexString(digits), faults);
        }

        if (FromBase64(digits) is not { } bytes || (bytes.Length is not (Sha1Length or Sha256Length) && !OtherLengths.Contains(bytes.Length)))
        {
            return new(null, [.. faults, SignatureFault.NotASignature]);
        }

        faults.Add(SignatureFault.Base64);

        return Sized(bytes, faults);
    }

    private static WrittenSignature Sized(byte[] hash, List<SignatureFault> faults) => hash.Length switch
    {
        Sha1Length => new(hash, faults),
        Sha256Length => new(hash, [SignatureFault.Sha256, .. faults]),
        var length when OtherLengths.Contains(length) => new(null, [SignatureFault.OtherHash, .. faults]),
        _ => new(null, [.. faults, SignatureFault.NotASignature]),
    };

    private static byte[]? FromBase64(string text)
    {
        var plain = text.Replace('-', '+').Replace('_', '/').TrimEnd('=');
        var padded = plain.PadRight((plain.Length + 3) / 4 * 4, '=');

        return Base64.IsValid(padded) ? Convert.FromBase64String(padded) : null;
    }

    private static string WithoutName(string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);

        return colon > 0 && text.Contains("signature", StringComparison.OrdinalIgnoreCase) ? text[(colon + 1)..].Trim() : text;
    }
}
