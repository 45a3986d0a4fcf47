using System.Buffers;
using System.Net;
using System.Text;
using System.Text.Json;

namespace WebhookStudio.Features.Deliveries.Sending;

/// <summary>The secret values that go out with the requests of a stage, in the forms in which receivers send them back.</summary>
/// <remarks>
/// A receiver that shows what it got (an echo, a debug page, a proxy's error) would carry them into the log, where who may
/// read the log need not know them. Besides the value itself these forms are known: base64, URL encoding, JSON and HTML
/// escapes, and of <c>Basic abc</c> or <c>Bearer abc</c> also <c>abc</c> alone and what it is the base64 of. Values too short to
/// be a secret are left alone, because they would black out every answer: secrets and tokens of less than 4 characters,
/// header values of less than 6.
/// </remarks>
internal sealed class HiddenValues
{
    /// <summary>What stands in the log instead of a value.</summary>
    public const string Mask = "(hidden)";

    private const int ShortestSecret = 4;
    private const int ShortestHeader = 6;

    private readonly SearchValues<string> _anyText;
    private readonly string[] _texts;
    private readonly byte[][] _bytes;

    private HiddenValues(IEnumerable<string> forms)
    {
        // The longest first: a form may be part of another.
        _texts = [.. forms.Distinct(StringComparer.Ordinal).OrderByDescending(form => form.Length)];
        _bytes = [.. _texts.Select(Encoding.UTF8.GetBytes)];
        _anyText = SearchValues.Create(_texts, StringComparison.Ordinal);
    }

    public static HiddenValues Of(WebhookTarget target) => new(
    [
        .. (target.Secrets?.Texts ?? []).Concat(target.Token is { } token ? [token] : [])
            .Where(value => value.Length >= ShortestSecret).SelectMany(Forms),
        .. target.Headers.SelectMany(header => Parts(header.Value))
            .Where(value => value.Length >= ShortestHeader).SelectMany(Forms),
    ]);

    /// <summary>Masks the values in a text.</summary>
    /// <returns>The same instance if there are none.</returns>
    public string In(string text)
    {
        if (!text.AsSpan().ContainsAny(_anyText))
        {
            return text;
        }

        return _texts.Aggregate(text, (masked, form) => masked.Replace(form, Mask, StringComparison.Ordinal));
    }

    /// <summary>Masks the values in a body.</summary>
    /// <param name="body">The bytes.</param>
    /// <param name="isCut">Whether more came behind them: then a value that is cut off at the end is taken away, too.</param>
    /// <returns>The same instance if there are none.</returns>
    public byte[] In(byte[] body, bool isCut)
    {
        var masked = _bytes.Aggregate(body, Replace);

        return isCut && LongestBeginning(masked) is > 0 and var length ? masked[..^length] : masked;
    }

    private static byte[] Replace(byte[] body, byte[] form)
    {
        if (body.AsSpan().IndexOf(form) < 0)
        {
            return body;
        }

        var masked = new ArrayBufferWriter<byte>(body.Length);
        ReadOnlySpan<byte> rest = body;

        for (var at = rest.IndexOf(form); at >= 0; at = rest.IndexOf(form))
        {
            masked.Write(rest[..at]);
            Encoding.UTF8.GetBytes(Mask, masked);
            rest = rest[(at + form.Length)..];
        }

        masked.Write(rest);

        return masked.WrittenSpan.ToArray();
    }

    /// <summary>Finds how many bytes at the end are the beginning of a value.</summary>
    private int LongestBeginning(ReadOnlySpan<byte> body)
    {
        var longest = 0;

        foreach (var form in _bytes)
        {
            for (var length = Math.Min(form.Length - 1, body.Length); length >= ShortestSecret && length > longest; length--)
            {
                if (body.EndsWith(form.AsSpan(0, length)))
                {
                    longest = length;
                }
            }
        }

        return longest;
    }

    private static IEnumerable<string> Parts(string value)
    {
        yield return value;

        if (value.Split(' ') is [var scheme, var credentials])
        {
            yield return credentials;

            if (scheme.Equals("Basic", StringComparison.OrdinalIgnoreCase) && Decoded(credentials) is { } decoded)
            {
                yield return decoded;
            }
        }
    }

    private static string? Decoded(string credentials)
    {
        var bytes = new byte[credentials.Length];

        return Convert.TryFromBase64String(credentials, bytes, out var length) ? Encoding.UTF8.GetString(bytes, 0, length) : null;
    }

    private static IEnumerable<string> Forms(string value)
    {
        // The padding says nothing, and some leave it out.
        var base64 = Convert.ToBase64String(Encoding.UTF8.GetBytes(value)).TrimEnd('=');

        return
        [
            value,
            base64,
            base64.Replace('+', '-').Replace('/', '_'),
            Uri.EscapeDataString(value),
            WebUtility.UrlEncode(value),
            JsonEncodedText.Encode(value).Value,
            value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal),
            value.Replace("/", "\\/", StringComparison.Ordinal),
            WebUtility.HtmlEncode(value),
        ];
    }
}
