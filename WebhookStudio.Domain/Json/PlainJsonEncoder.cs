using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace WebhookStudio.Domain.Json;

/// <summary>Escapes only what JSON demands: the quote, the backslash and the control characters U+0000 to U+001F.</summary>
/// <remarks>
/// Everything else stays as it is, <c>é</c>, emoji, <c>&lt;</c> and U+2028 included, so that a document shows the text that
/// was typed. What is not Unicode, such as half a surrogate pair, becomes U+FFFD. The output is meant for JSON documents
/// with a JSON content type; it must not be pasted into HTML or script.
/// </remarks>
public sealed class PlainJsonEncoder : JavaScriptEncoder
{
    private const string ControlCharacters =
        "\u0000\u0001\u0002\u0003\u0004\u0005\u0006\u0007\u0008\u0009\u000A\u000B\u000C\u000D\u000E\u000F"
        + "\u0010\u0011\u0012\u0013\u0014\u0015\u0016\u0017\u0018\u0019\u001A\u001B\u001C\u001D\u001E\u001F";

    private static readonly SearchValues<char> Escaped = SearchValues.Create(ControlCharacters + "\"\\");

    private static readonly SearchValues<byte> EscapedUtf8 =
        SearchValues.Create(Encoding.UTF8.GetBytes(ControlCharacters + "\"\\"));

    private PlainJsonEncoder()
    {
    }

    public static PlainJsonEncoder Instance { get; } = new();

    /// <summary>Gets 6, the length of <c>\u001f</c>.</summary>
    public override int MaxOutputCharactersPerInputCharacter => 6;

    public override bool WillEncode(int unicodeScalar) => unicodeScalar is < 0x20 or '"' or '\\';

    public override unsafe int FindFirstCharacterToEncode(char* text, int textLength) =>
        IndexOfFirst(new ReadOnlySpan<char>(text, textLength));

    public override int FindFirstCharacterToEncodeUtf8(ReadOnlySpan<byte> utf8Text)
    {
        var escaped = utf8Text.IndexOfAny(EscapedUtf8);
        var plain = escaped < 0 ? utf8Text : utf8Text[..escaped];

        // Broken UTF-8 is rare: only then is the slow search for its place worth while.
        return Utf8.IsValid(plain) ? escaped : base.FindFirstCharacterToEncodeUtf8(utf8Text);
    }

    public override unsafe bool TryEncodeUnicodeScalar(
        int unicodeScalar, char* buffer, int bufferLength, out int numberOfCharactersWritten) =>
        TryWrite(unicodeScalar, new Span<char>(buffer, bufferLength), out numberOfCharactersWritten);

    private static int IndexOfFirst(ReadOnlySpan<char> text)
    {
        var escaped = text.IndexOfAny(Escaped);
        var plain = escaped < 0 ? text : text[..escaped];

        for (var at = 0; plain[at..].IndexOfAnyInRange('\uD800', '\uDFFF') is >= 0 and var ahead;)
        {
            at += ahead;

            if (at + 1 >= plain.Length || !char.IsSurrogatePair(plain[at], plain[at + 1]))
            {
                return at;
            }

            at += 2;
        }

        return escaped;
    }

    private static bool TryWrite(int scalar, Span<char> to, out int written) => scalar switch
    {
        '"' => TryCopy("\\\"", to, out written),
        '\\' => TryCopy("\\\\", to, out written),
        '\b' => TryCopy("\\b", to, out written),
        '\f' => TryCopy("\\f", to, out written),
        '\n' => TryCopy("\\n", to, out written),
        '\r' => TryCopy("\\r", to, out written),
        '\t' => TryCopy("\\t", to, out written),
        < 0x20 => to.TryWrite($"\\u{scalar:x4}", out written),
        _ => new Rune(scalar).TryEncodeToUtf16(to, out written),
    };

    private static bool TryCopy(string escape, Span<char> to, out int written)
    {
        var fits = escape.TryCopyTo(to);
        written = fits ? escape.Length : 0;

        return fits;
    }
}
