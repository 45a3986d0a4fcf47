using System.Globalization;
using System.Text;
using System.Text.Json;

namespace WebhookStudio.Domain.Json;

/// <summary>A form of JSON in which two documents that say the same are the same text: keys in order, no white space, one
/// spelling for each text and number.</summary>
public static class CanonicalJson
{
    private static ReadOnlySpan<byte> Mark => [0xEF, 0xBB, 0xBF];

    /// <summary>Writes the form.</summary>
    /// <returns><see langword="null"/> if the bytes are not JSON in UTF-8.</returns>
    public static string? Of(ReadOnlySpan<byte> utf8)
    {
        try
        {
            var start = utf8.StartsWith(Mark) ? Mark.Length : 0;
            using var document = JsonDocument.Parse(utf8[start..].ToArray());
            var text = new StringBuilder();
            Write(text, document.RootElement);

            return text.ToString();
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // Not JSON, or text in it is not Unicode.
            return null;
        }
    }

    private static void Write(StringBuilder text, JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                WriteAll(text, '{', element.EnumerateObject().OrderBy(property => property.Name, StringComparer.Ordinal), property =>
                {
                    Quote(text, property.Name);
                    text.Append(':');
                    Write(text, property.Value);
                });
                text.Append('}');
                break;
            case JsonValueKind.Array:
                WriteAll(text, '[', element.EnumerateArray(), item => Write(text, item));
                text.Append(']');
                break;
            case JsonValueKind.String:
                Quote(text, element.GetString()!);
                break;
            case JsonValueKind.Number:
                text.Append(Number(element));
                break;
            default:
                text.Append(element.GetRawText());
                break;
        }
    }

    private static void WriteAll<T>(StringBuilder text, char opening, IEnumerable<T> items, Action<T> write)
    {
        text.Append(opening);
        var isFirst = true;

        foreach (var item in items)
        {
            text.Append(isFirst ? "" : ",");
            isFirst = false;
            write(item);
        }
    }

    // 200.0 and 2e2 are 200. What a double cannot tell apart, no receiver can, either.
    private static string Number(JsonElement number) => number.TryGetDouble(out var value) && double.IsFinite(value)
        ? value.ToString("R", CultureInfo.InvariantCulture)
        : number.GetRawText();

    private static void Quote(StringBuilder text, string value) =>
        text.Append(JsonSerializer.Serialize(value));
}
