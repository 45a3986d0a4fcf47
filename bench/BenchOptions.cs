using System.Globalization;

namespace WebhookStudio.Bench;

/// <summary>What the command line asks for.</summary>
internal sealed record BenchOptions
{
    public const string Usage = """
        Usage: dotnet run -c Release --project bench -- <measurement>... [options]

        Measurements: all, or any of drain, ceiling, latency, submits, slow, flaky, beside, size, start, recovery, jobs

          --runs <n>        how often each is measured, each time with a new application and data folder (3)
          --count <n>       at most so many deliveries in each (default: what bench/README.md says)
          --body <bytes>    about how long the webhooks' bodies are (4096)
          --idle <seconds>  how long the application idles before its memory is read, and the workers of jobs (30)
          --app <folder>    measures what is published there, instead of publishing first
          --json <file>     where the figures are written (artifacts/bench/figures.json)

        Besides: fill makes a data folder with a large database, pages measures the queries of the pages on it.
        """;

    public IReadOnlyList<string> Measurements { get; private init; } = [];

    public int Runs { get; private init; } = 3;

    public int? Count { get; private init; }

    public int Body { get; private init; } = 4096;

    public int Idle { get; private init; } = 30;

    public string? App { get; private init; }

    public string? Json { get; private init; }

    /// <summary>Reads the arguments.</summary>
    /// <returns><see langword="null"/> if they make no sense.</returns>
    public static BenchOptions? Parse(IReadOnlyList<string> arguments)
    {
        var options = new BenchOptions();

        for (var index = 0; index < arguments.Count; index++)
        {
            var read = arguments[index].StartsWith("--", StringComparison.Ordinal)
                ? options.With(arguments[index], arguments.ElementAtOrDefault(++index))
                : options with { Measurements = [.. options.Measurements, arguments[index]] };

            if (read is null)
            {
                return null;
            }

            options = read;
        }

        return options.Measurements.Count > 0 ? options : null;
    }

    /// <summary>Gets how many deliveries a measurement makes.</summary>
    /// <param name="most">What it makes unless fewer are asked for.</param>
    public int CountOf(int most) => Math.Min(Count ?? most, most);

    private BenchOptions? With(string name, string? value) => (name, value, Whole(value)) switch
    {
        ("--runs", _, { } runs) => this with { Runs = runs },
        ("--count", _, { } count) => this with { Count = count },
        ("--body", _, { } bytes) => this with { Body = bytes },
        ("--idle", _, { } seconds) => this with { Idle = seconds },
        ("--app", { } folder, _) => this with { App = Path.GetFullPath(folder) },
        ("--json", { } file, _) => this with { Json = Path.GetFullPath(file) },
        _ => null,
    };

    private static int? Whole(string? text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0
            ? number
            : null;
}
