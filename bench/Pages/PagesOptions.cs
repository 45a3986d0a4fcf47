using System.Globalization;

namespace WebhookStudio.Bench.Pages;

/// <summary>What the command line asks the measurement of pages for.</summary>
internal sealed record PagesOptions
{
    public string Data { get; private init; } = "";

    public int Runs { get; private init; } = 20;

    public string Only { get; private init; } = "";

    /// <summary>Gets the milliseconds from which on the text of a query is printed; none is without it.</summary>
    public int? Sql { get; private init; }

    /// <returns><see langword="null"/> if the arguments make no sense.</returns>
    public static PagesOptions? Parse(IReadOnlyList<string> arguments)
    {
        PagesOptions? options = new();

        foreach (var pair in arguments.Chunk(2))
        {
            options = pair is [var name, var value] ? options?.With(name, value) : null;
        }

        return options is { } read && File.Exists(Path.Combine(read.Data, "studio.db")) ? read : null;
    }

    private PagesOptions? With(string name, string value) => (name, Whole(value)) switch
    {
        ("--data", _) => this with { Data = Path.GetFullPath(value) },
        ("--runs", > 0 and var runs) => this with { Runs = runs },
        ("--only", _) => this with { Only = value },
        ("--sql", { } milliseconds) => this with { Sql = milliseconds },
        _ => null,
    };

    private static int? Whole(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
