namespace WebhookStudio.Bench.Report;

/// <summary>Numbers measured within a run.</summary>
internal static class Sample
{
    /// <summary>Gets the value below which a share of the values lies, in between two values if need be.</summary>
    /// <param name="sorted">The values, smallest first; at least one.</param>
    /// <param name="share">From 0 to 1.</param>
    public static double Quantile(IReadOnlyList<double> sorted, double share)
    {
        var place = share * (sorted.Count - 1);
        var below = (int)place;
        var above = Math.Min(below + 1, sorted.Count - 1);

        return sorted[below] + ((sorted[above] - sorted[below]) * (place - below));
    }

    /// <summary>Records the median and the slowest hundredth of times in milliseconds.</summary>
    public static void Record(
        this BenchRun run, string what, IEnumerable<double> milliseconds, Targets targets = default)
    {
        var sorted = milliseconds.Order().ToList();
        run.Record($"{what} p50", "ms", Quantile(sorted, 0.50), targets.P50);
        run.Record($"{what} p99", "ms", Quantile(sorted, 0.99), targets.P99);
    }
}

/// <summary>What times should be.</summary>
internal readonly record struct Targets(string? P50, string? P99);
