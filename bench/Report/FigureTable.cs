using System.Globalization;

namespace WebhookStudio.Bench.Report;

/// <summary>Prints figures for people; what it prints can be pasted into a Markdown file.</summary>
internal static class FigureTable
{
    public static void Print(Figures figures)
    {
        string[][] rows =
        [
            ["Measurement", "Figure", "Median", "Min", "Max", "Unit", "Target"],
            .. figures.All.Select(Row),
        ];
        var widths = Enumerable.Range(0, rows[0].Length).Select(column => rows.Max(row => row[column].Length)).ToList();

        for (var index = 0; index < rows.Length; index++)
        {
            Console.WriteLine(Line(rows[index], widths));

            if (index == 0)
            {
                Console.WriteLine($"| {string.Join(" | ", widths.Select(width => new string('-', width)))} |");
            }
        }
    }

    private static string[] Row(Figure figure) =>
    [
        figure.Key.Measurement,
        figure.Key.Name,
        Text(figure.Median),
        Text(figure.Min),
        Text(figure.Max),
        figure.Key.Unit,
        figure.Key.Target ?? "",
    ];

    private static string Line(string[] cells, List<int> widths) =>
        $"| {string.Join(" | ", cells.Select((cell, column) => Pad(cell, column, widths[column])))} |";

    private static string Pad(string cell, int column, int width) =>
        column is >= 2 and <= 4 ? cell.PadLeft(width) : cell.PadRight(width);

    private static string Text(double value) => value.ToString(
        Math.Abs(value) switch { >= 1000 => "#,0", >= 100 => "0", >= 10 => "0.0", _ => "0.00" },
        CultureInfo.InvariantCulture);
}
