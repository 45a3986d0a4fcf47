using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using CsvHelper;
using CsvHelper.Configuration;

namespace WebhookStudio.Features.Tasks.Importing;

/// <summary>Reads a table: its first line names the columns.</summary>
internal static class CsvRows
{
    private static readonly CsvConfiguration Settings = new(CultureInfo.InvariantCulture)
    {
        DetectDelimiter = true,
        DetectDelimiterValues = [",", ";", "\t"],
        BadDataFound = null,
        TrimOptions = TrimOptions.Trim,
    };

    /// <exception cref="Domain.DomainRuleException">The columns are not those of assets; the message says which are.</exception>
    public static IReadOnlyList<ListedRow> Read(string text)
    {
        using var parser = new CsvParser(new StringReader(text), Settings);
        parser.Read();
        var columns = Columns(parser.Record ?? []);
        var rows = new List<ListedRow>();

        for (var line = parser.RawRow + 1; parser.Read(); line = parser.RawRow + 1)
        {
            var cells = parser.Record!;

            if (cells.Any(cell => cell.Length > 0))
            {
                // Empty lines before the row count among its raw lines; a row without breaks in it begins where it ends.
                var breaks = cells.Sum(cell => cell.Count(letter => letter == '\n'));
                rows.Add(Row(Math.Max(line, parser.RawRow - breaks), columns, cells));
            }
        }

        return rows;
    }

    private static string?[] Columns(string[] header)
    {
        var columns = header.Select(ListColumns.Known).ToArray();

        if (Array.Find(columns, name => name is not null && !ListColumns.IsKnown(name)) is { } unknown)
        {
            throw ListReader.Refuse(
                1, $"the column '{(unknown.Length <= 60 ? unknown : $"{unknown[..60]}...")}' is not known. The first line names the columns: {ListColumns.Choice}.");
        }

        if (columns.GroupBy(name => name).FirstOrDefault(name => name.Key is not null && name.Count() > 1) is { } twice)
        {
            throw ListReader.Refuse(1, $"the column {twice.Key} is there twice. Leave one out.");
        }

        return columns.Contains("data") || columns.Contains("dataset")
            ? columns
            : throw ListReader.Refuse(1, "the column data is missing. It holds the address of each asset.");
    }

    private static ListedRow Row(int line, string?[] columns, string[] cells)
    {
        if (cells.Length > columns.Length)
        {
            return new(line, default, $"Line {line}: it has {cells.Length} cells, but there are {columns.Length} columns. Put quotes round a cell with a separator in it.");
        }

        var row = new JsonObject();

        foreach (var (column, cell) in columns.Zip(cells).Where(pair => pair.First is not null && pair.Second.Length > 0))
        {
            if (!TrySet(row, column!, cell))
            {
                return new(line, JsonSerializer.SerializeToElement(row), $"Line {line}: {column} must be a JSON object, such as {{\"width\": 640}}.");
            }
        }

        return new(line, JsonSerializer.SerializeToElement(row));
    }

    private static bool TrySet(JsonObject row, string column, string cell)
    {
        if (column.StartsWith(ListColumns.MetadataPrefix, StringComparison.OrdinalIgnoreCase))
        {
            var metadata = row["metadata"] as JsonObject ?? [];
            metadata[column[ListColumns.MetadataPrefix.Length..]] = NumberOrText(cell);
            row["metadata"] ??= metadata;

            return true;
        }

        if (column == "metadata")
        {
            return TryParse(cell, out var metadata) && Merge(row, metadata);
        }

        row[column] = column switch
        {
            "priority" => NumberOrText(cell),
            "batches" => Texts(cell, ';', '|'),
            "dataset" => Texts(cell, '|'),
            _ => cell,
        };

        return true;
    }

    private static bool Merge(JsonObject row, JsonObject metadata)
    {
        foreach (var (name, value) in row["metadata"] as JsonObject ?? [])
        {
            metadata[name] = value?.DeepClone();
        }

        row["metadata"] = metadata;

        return true;
    }

    private static bool TryParse(string cell, out JsonObject metadata)
    {
        metadata = [];

        try
        {
            metadata = JsonNode.Parse(cell) as JsonObject ?? [];

            return cell.StartsWith('{');
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static JsonValue NumberOrText(string cell) =>
        double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
            ? number == Math.Floor(number) && Math.Abs(number) < int.MaxValue ? JsonValue.Create((int)number) : JsonValue.Create(number)
            : JsonValue.Create(cell);

    private static JsonArray Texts(string cell, params char[] separators) =>
        [.. cell.Split(separators, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(text => (JsonNode?)text)];
}
