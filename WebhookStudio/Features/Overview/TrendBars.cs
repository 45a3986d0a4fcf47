using WebhookStudio.Features.Deliveries;

namespace WebhookStudio.Features.Overview;

/// <summary>Puts counted attempts into the bars of a chart.</summary>
internal static class TrendBars
{
    /// <summary>Makes the bars of a range, also those without an attempt.</summary>
    /// <param name="from">The beginning.</param>
    /// <param name="to">The end.</param>
    /// <param name="step">The length of a bar, whole five minutes.</param>
    /// <param name="sums">What was counted with the same range and step.</param>
    public static IReadOnlyList<TrendBar> Of(
        DateTimeOffset from, DateTimeOffset to, TimeSpan step, IReadOnlyList<AttemptBar> sums)
    {
        var first = from.UtcTicks / step.Ticks;
        var last = (to.UtcTicks - 1) / step.Ticks;
        var counted = sums.ToDictionary(sum => sum.Bar);

        return [.. Enumerable.Range(0, (int)(last - first) + 1).Select(Bar)];

        TrendBar Bar(int number)
        {
            var start = new DateTimeOffset((first + number) * step.Ticks, TimeSpan.Zero);
            var end = start + step;
            var sum = counted.GetValueOrDefault(number);

            return new(start < from ? from : start, end > to ? to : end, sum?.Delivered ?? 0, sum?.Failed ?? 0);
        }
    }
}
