using System.Globalization;
using System.Text;
using System.Text.Json;

namespace WebhookStudio.Features.Receivers;

/// <summary>What a piece of JSON text is, for its colour.</summary>
internal enum JsonPieceKind
{
    Punctuation,
    Key,
    Text,
    Number,
}

/// <summary>A piece of a line, all in one colour.</summary>
internal readonly record struct JsonPiece(JsonPieceKind Kind, string Text)
{
    /// <summary>Gets the class that gives it its colour.</summary>
    public string Css => Kind switch
    {
        JsonPieceKind.Key => "k",
        JsonPieceKind.Text => "s",
        JsonPieceKind.Number => "n",
        _ => "p",
    };
}

/// <summary>Lays JSON out for reading: indented by two, short lists on one line, every letter as it is.</summary>
internal sealed class JsonLines
{
    /// <summary>The longest list or object that stays on one line, in characters.</summary>
    private const int InlineLength = 72;

    private readonly List<IReadOnlyList<JsonPiece>> _lines = [];
    private List<JsonPiece> _line = [];

    /// <summary>Lays a document out.</summary>
    /// <returns><see langword="null"/> if the bytes are not JSON.</returns>
    public static IReadOnlyList<IReadOnlyList<JsonPiece>>? Of(ReadOnlyMemory<byte> utf8)
    {
        try
        {
            using var document = JsonDocument.Parse(utf8);
            var lines = new JsonLines();
            lines.Write(document.RootElement, 0);
            lines.End();

            return lines._lines;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // Not JSON, or text in it is not Unicode: shown raw.
            return null;
        }
    }

    private void Write(JsonElement element, int depth)
    {
        if (element.ValueKind is not (JsonValueKind.Object or JsonValueKind.Array))
        {
            Add(Scalar(element));
        }
        else if (Inline(element) is { } pieces)
        {
            _line.AddRange(pieces);
        }
        else
        {
            WriteNested(element, depth);
        }
    }

    private void WriteNested(JsonElement element, int depth)
    {
        var isObject = element.ValueKind is JsonValueKind.Object;
        Add(Mark(isObject ? "{" : "["));
        var first = true;

        foreach (var (name, value) in Children(element))
        {
            if (!first)
            {
                Add(Mark(","));
            }

            first = false;
            End();
            Add(Mark(new(' ', 2 * (depth + 1))));

            if (name is not null)
            {
                Add(new(JsonPieceKind.Key, Quote(name)));
                Add(Mark(": "));
            }

            Write(value, depth + 1);
        }

        End();
        Add(Mark(new string(' ', 2 * depth) + (isObject ? "}" : "]")));
    }

    /// <summary>Lays a list or object of simple values out on one line, if it is short enough.</summary>
    private static List<JsonPiece>? Inline(JsonElement element)
    {
        var isObject = element.ValueKind is JsonValueKind.Object;
        var pieces = new List<JsonPiece> { Mark(isObject ? "{" : "[") };

        foreach (var (name, value) in Children(element))
        {
            if (value.ValueKind is JsonValueKind.Object or JsonValueKind.Array || pieces.Sum(p => p.Text.Length) > InlineLength)
            {
                return null;
            }

            pieces.Add(Mark(pieces.Count > 1 ? ", " : isObject ? " " : ""));

            if (name is not null)
            {
                pieces.Add(new(JsonPieceKind.Key, Quote(name)));
                pieces.Add(Mark(": "));
            }

            pieces.Add(Scalar(value));
        }

        pieces.Add(Mark(isObject ? pieces.Count > 1 ? " }" : "}" : "]"));

        return pieces.Sum(piece => piece.Text.Length) <= InlineLength ? pieces : null;
    }

    private static IEnumerable<(string? Name, JsonElement Value)> Children(JsonElement element) =>
        element.ValueKind is JsonValueKind.Object
            ? element.EnumerateObject().Select(property => ((string?)property.Name, property.Value))
            : element.EnumerateArray().Select(item => ((string?)null, item));

    private static JsonPiece Scalar(JsonElement element) => element.ValueKind is JsonValueKind.String
        ? new(JsonPieceKind.Text, Quote(element.GetString()!))
        : new(JsonPieceKind.Number, element.GetRawText());

    private static JsonPiece Mark(string text) => new(JsonPieceKind.Punctuation, text);

    /// <summary>Writes a text with its quotes; only what cannot be seen is escaped.</summary>
    private static string Quote(string text)
    {
        var quoted = new StringBuilder(text.Length + 2).Append('"');

        foreach (var letter in text)
        {
            _ = letter switch
            {
                '"' => quoted.Append("\\\""),
                '\\' => quoted.Append("\\\\"),
                '\n' => quoted.Append("\\n"),
                '\r' => quoted.Append("\\r"),
                '\t' => quoted.Append("\\t"),
                _ when char.IsControl(letter) || char.GetUnicodeCategory(letter) is UnicodeCategory.LineSeparator
                        or UnicodeCategory.ParagraphSeparator =>
                    quoted.Append(CultureInfo.InvariantCulture, $"\\u{(int)letter:x4}"),
                _ => quoted.Append(letter),
            };
        }

        return quoted.Append('"').ToString();
    }

    private void Add(JsonPiece piece) => _line.Add(piece);

    private void End()
    {
        _lines.Add(_line);
        _line = [];
    }
}
