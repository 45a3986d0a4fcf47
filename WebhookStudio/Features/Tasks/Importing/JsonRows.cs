using System.Text.Json;
using System.Text.Json.Nodes;

namespace WebhookStudio.Features.Tasks.Importing;

/// <summary>Reads <c>[{...}]</c>, <c>{"assets":[{...}]}</c>, or an object on each line.</summary>
internal static class JsonRows
{
    private static readonly JsonReaderOptions Lenient = new()
    {
        AllowMultipleValues = true,
        AllowTrailingCommas = true,
        CommentHandling = JsonCommentHandling.Skip,
    };

    /// <exception cref="Domain.DomainRuleException">The JSON is broken; the message names the line.</exception>
    public static IReadOnlyList<ListedRow> Read(byte[] json)
    {
        var rows = new List<ListedRow>();
        var lines = new LineCount(json);

        try
        {
            var reader = new Utf8JsonReader(json, Lenient);

            while (reader.Read())
            {
                ReadValue(ref reader, lines, rows);
            }
        }
        catch (JsonException broken)
        {
            throw ListReader.Refuse(
                (broken.LineNumber ?? 0) + 1, "the JSON is broken here. Look for a missing comma, quote or bracket, mend it and choose the list again.");
        }

        return rows;
    }

    private static void ReadValue(ref Utf8JsonReader reader, LineCount lines, List<ListedRow> rows)
    {
        var inside = reader;

        if (reader.TokenType is JsonTokenType.StartArray)
        {
            ReadList(ref reader, lines, rows);
        }
        else if (reader.TokenType is JsonTokenType.StartObject && inside.Read() && inside.TokenType is JsonTokenType.PropertyName
            && inside.ValueTextEquals("assets"u8) && inside.Read() && inside.TokenType is JsonTokenType.StartArray)
        {
            // What the API takes: what stands beside the assets is not about them.
            reader = inside;
            ReadList(ref reader, lines, rows);

            while (reader.Read() && reader.TokenType is not JsonTokenType.EndObject)
            {
                reader.Skip();
            }
        }
        else
        {
            ReadRow(ref reader, lines, rows);
        }
    }

    private static void ReadList(ref Utf8JsonReader reader, LineCount lines, List<ListedRow> rows)
    {
        while (reader.Read() && reader.TokenType is not JsonTokenType.EndArray)
        {
            ReadRow(ref reader, lines, rows);
        }
    }

    private static void ReadRow(ref Utf8JsonReader reader, LineCount lines, List<ListedRow> rows)
    {
        var line = lines.At((int)reader.TokenStartIndex);
        var element = JsonElement.ParseValue(ref reader);
        rows.Add(new(line, element.ValueKind is JsonValueKind.Object ? WithKnownNames(element) : element));
    }

    /// <summary>Gives fields the names that assets are read by; other spellings of them are common.</summary>
    private static JsonElement WithKnownNames(JsonElement row)
    {
        if (row.EnumerateObject().All(field => ListColumns.Known(field.Name) == field.Name && !IsText(field, "batches")))
        {
            return row;
        }

        var renamed = new JsonObject();

        foreach (var field in row.EnumerateObject())
        {
            if (ListColumns.Known(field.Name) is { } name)
            {
                var value = JsonNode.Parse(field.Value.GetRawText());
                renamed[name] = name == "batches" && field.Value.ValueKind is JsonValueKind.String ? new JsonArray(value) : value;
            }
        }

        return JsonSerializer.SerializeToElement(renamed);
    }

    private static bool IsText(JsonProperty field, string name) =>
        field.Name == name && field.Value.ValueKind is JsonValueKind.String;

    /// <summary>Counts lines up to places that come one after the other.</summary>
    private sealed class LineCount(byte[] text)
    {
        private int _at;
        private int _line = 1;

        public int At(int place)
        {
            _line += text.AsSpan(_at, place - _at).Count((byte)'\n');
            _at = place;

            return _line;
        }
    }
}
