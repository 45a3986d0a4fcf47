using System.Globalization;
using System.Text;
using System.Text.Json;

namespace WebhookStudio.Domain.Json;

/// <summary>Halves of surrogate pairs that JSON text names by escapes, such as <c>\ud83d</c> without its second half.</summary>
internal static class LoneSurrogates
{
    private const int EscapeLength = 6;

    /// <summary>Whether a text names surrogates at all, paired or not.</summary>
    public static bool MayBeIn(ReadOnlySpan<byte> json) =>
        json.IndexOf("\\ud"u8) >= 0 || json.IndexOf("\\uD"u8) >= 0;

    /// <summary>Replaces each half by <c>\ufffd</c>.</summary>
    /// <param name="json">One valid JSON value in UTF-8.</param>
    public static JsonElement Replace(ReadOnlySpan<byte> json)
    {
        var mended = new StringBuilder(Encoding.UTF8.GetString(json));

        for (var at = 0; at < mended.Length; at++)
        {
            if (mended[at] != '\\')
            {
                continue;
            }

            if (IsHalf(mended, at, 0xD800) && IsHalf(mended, at + EscapeLength, 0xDC00))
            {
                at += (2 * EscapeLength) - 1;
            }
            else if (IsHalf(mended, at, 0xD800) || IsHalf(mended, at, 0xDC00))
            {
                mended.Remove(at, EscapeLength).Insert(at, "\\ufffd");
                at += EscapeLength - 1;
            }
            else
            {
                // The character that this backslash escapes may be a backslash itself.
                at++;
            }
        }

        using var document = JsonDocument.Parse(mended.ToString());

        return document.RootElement.Clone();
    }

    /// <summary>Whether an escape stands at a place and names one of the 1024 halves that begin with the first.</summary>
    private static bool IsHalf(StringBuilder json, int at, int first) =>
        at + EscapeLength <= json.Length
        && json[at] == '\\'
        && json[at + 1] == 'u'
        && int.TryParse(
            json.ToString(at + 2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var unit)
        && unit >= first
        && unit < first + 0x400;
}
