using System.Runtime.InteropServices;
using System.Text.Json;

namespace WebhookStudio.Bench.Report;

/// <summary>Writes figures for programs, with the machine they were measured on.</summary>
internal static class FigureJson
{
    private static readonly JsonSerializerOptions Indented = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public static void Write(Figures figures, BenchOptions options, string path)
    {
        var report = new
        {
            writtenAt = TimeProvider.System.GetUtcNow(),
            machine = new
            {
                cores = Environment.ProcessorCount,
                processor = Processor(),
                system = RuntimeInformation.OSDescription,
                runtime = RuntimeInformation.FrameworkDescription,
            },
            options = new { options.Runs, options.Count, options.Body, options.Idle },
            figures = figures.All.Select(figure => new
            {
                figure.Key.Measurement,
                figure.Key.Name,
                figure.Key.Unit,
                figure.Key.Target,
                figure.Median,
                figure.Min,
                figure.Max,
                figure.Values,
            }),
        };
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, JsonSerializer.Serialize(report, Indented));
        Console.WriteLine($"Written to {path}");
    }

    private static string Processor() => File.ReadLines("/proc/cpuinfo")
        .FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))
        ?.Split(": ", 2)[^1] ?? "unknown";
}
