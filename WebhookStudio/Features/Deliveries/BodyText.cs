using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace WebhookStudio.Features.Deliveries;

/// <summary>Makes bodies readable: text as text, JSON indented and coloured. Nothing in them is ever rendered.</summary>
internal static partial class BodyText
{
    /// <summary>The most bytes that go to the browser with the page; what is longer is downloaded.</summary>
    public const int ShownLimit = 64 * 1024;

    private static readonly JsonWriterOptions Indented = new()
    {
        Indented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Reads the beginning of a body as UTF-8; what is not text becomes the replacement character.</summary>
    public static string Raw(byte[] body) => Encoding.UTF8.GetString(body.AsSpan(0, Math.Min(body.Length, ShownLimit)));

    /// <summary>Indents JSON, or gives <see langword="null"/> if the body is no JSON or too long.</summary>
    public static string? Formatted(byte[] body)
    {
        if (body.Length is 0 or > ShownLimit)
        {
            return null;
        }

        try
        {
            using var json = JsonDocument.Parse(body);
            var buffer = new ArrayBufferWriter<byte>();
            using (var writer = new Utf8JsonWriter(buffer, Indented))
            {
                json.WriteTo(writer);
            }

            return Encoding.UTF8.GetString(buffer.WrittenSpan);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Marks keys, texts and numbers of JSON for the style sheet. Everything in it is encoded for HTML.</summary>
    public static string Markup(string json)
    {
        var markup = new StringBuilder();
        var done = 0;

        foreach (var match in Tokens().EnumerateMatches(json))
        {
            var token = json.AsSpan(match.Index, match.Length);
            markup.Append(HtmlEncoder.Default.Encode(json[done..match.Index]));
            markup.Append("<span class=\"").Append(ClassOf(token, json.AsSpan(match.Index + match.Length))).Append("\">");
            markup.Append(HtmlEncoder.Default.Encode(token.ToString())).Append("</span>");
            done = match.Index + match.Length;
        }

        return markup.Append(HtmlEncoder.Default.Encode(json[done..])).ToString();
    }

    private static char ClassOf(ReadOnlySpan<char> token, ReadOnlySpan<char> rest) => token[0] switch
    {
        '"' => rest.TrimStart().StartsWith(":") ? 'k' : 's',
        _ => 'n',
    };

    [GeneratedRegex("""
        "(?:[^"\\]|\\.)*"|-?\b\d+(?:\.\d+)?(?:[eE][+-]?\d+)?\b|\b(?:true|false|null)\b
        """)]
    private static partial Regex Tokens();
}
