using System.Globalization;
using System.Text;
using System.Text.Json;

namespace WebhookStudio.Domain.Json;

/// <summary>Writes a document anew as common libraries do, so that what they made of the original can be recognised.</summary>
/// <remarks>Keys keep their order and numbers their digits: what reorders or rounds is not recognised.</remarks>
internal static class JsonStyles
{
    /// <summary>Gets the ways: of JavaScript and .NET; of Python, which puts a space behind comma and colon; indented.</summary>
    private static readonly Style[] Styles =
    [
        new(",", ":", 0, IsAscii: false),
        new(",", ":", 0, IsAscii: true),
        new(", ", ": ", 0, IsAscii: true),
        new(", ", ": ", 0, IsAscii: false),
        new(",", ": ", 2, IsAscii: false),
        new(",", ": ", 2, IsAscii: true),
        new(",", ": ", 4, IsAscii: true),
        new(",", ": ", 4, IsAscii: false),
    ];

    /// <summary>Writes a document in every way; none if the bytes are not JSON.</summary>
    public static IReadOnlyList<byte[]> Of(ReadOnlyMemory<byte> utf8)
    {
        try
        {
            using var document = JsonDocument.Parse(utf8);

            return [.. Styles.Select(style => Write(document.RootElement, style))];
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // Not JSON, or text in it is not Unicode: nobody has written it anew.
            return [];
        }
    }

    private static byte[] Write(JsonElement element, Style style)
    {
        var text = new StringBuilder();
        Write(text, element, style, depth: 0);

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static void Write(StringBuilder text, JsonElement element, Style style, int depth)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                WriteAll(text, "{}", [.. element.EnumerateObject()], style, depth, property =>
                {
                    Quote(text, property.Name, style);
                    text.Append(style.Colon);
                    Write(text, property.Value, style, depth + 1);
                });
                break;
            case JsonValueKind.Array:
                WriteAll(text, "[]", [.. element.EnumerateArray()], style, depth, item => Write(text, item, style, depth + 1));
                break;
            case JsonValueKind.String:
                Quote(text, element.GetString()!, style);
                break;
            default:
                text.Append(element.GetRawText());
                break;
        }
    }

    private static void WriteAll<T>(
        StringBuilder text, string brackets, List<T> items, Style style, int depth, Action<T> write)
    {
        text.Append(brackets[0]);

        for (var at = 0; at < items.Count; at++)
        {
            text.Append(at == 0 ? "" : style.Comma);
            Break(text, style, depth + 1);
            write(items[at]);
        }

        if (items.Count > 0)
        {
            Break(text, style, depth);
        }

        text.Append(brackets[1]);
    }

    private static void Break(StringBuilder text, Style style, int depth)
    {
        if (style.Indent > 0)
        {
            text.Append('\n').Append(' ', style.Indent * depth);
        }
    }

    private static void Quote(StringBuilder text, string value, Style style)
    {
        text.Append('"');

        foreach (var letter in value)
        {
            _ = letter switch
            {
                '"' => text.Append("\\\""),
                '\\' => text.Append("\\\\"),
                '\n' => text.Append("\\n"),
                '\r' => text.Append("\\r"),
                '\t' => text.Append("\\t"),
                '\b' => text.Append("\\b"),
                '\f' => text.Append("\\f"),
                < ' ' => Escape(text, letter),
                > '~' when style.IsAscii => Escape(text, letter),
                _ => text.Append(letter),
            };
        }

        text.Append('"');
    }

    private static StringBuilder Escape(StringBuilder text, char letter) =>
        text.Append(CultureInfo.InvariantCulture, $"\\u{(int)letter:x4}");

    /// <param name="Comma">Between two values.</param>
    /// <param name="Colon">Between key and value.</param>
    /// <param name="Indent">Spaces for each depth; 0 for one line.</param>
    /// <param name="IsAscii">Whether everything outside ASCII is escaped.</param>
    private sealed record Style(string Comma, string Colon, int Indent, bool IsAscii);
}
