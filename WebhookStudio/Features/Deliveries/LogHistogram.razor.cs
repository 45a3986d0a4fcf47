using System.Globalization;
using Microsoft.AspNetCore.Components;
using WebhookStudio.Platform;

namespace WebhookStudio.Features.Deliveries;

/// <summary>Attempts over time, as bars or as a table.</summary>
public sealed partial class LogHistogram : ComponentBase
{
    private const int Width = 760;
    private const int Height = 56;
    private bool _isTable;

    [Inject]
    public required BrowserTime Time { get; init; }

    [Parameter, EditorRequired]
    public required DeliveryLogPlace Place { get; set; }

    [Parameter, EditorRequired]
    public required LogChart Chart { get; set; }

    private TimeSpan Length => Chart.To - Chart.From;

    private bool IsCut => Chart.Bars is [var first, ..] && first.To - first.From < Chart.Step;

    private double Slot => (double)Width / Math.Max(1, Chart.Bars.Count);

    // A few bars do not become walls.
    private double BarWidth => Math.Min(Slot * 0.68, 28);

    private bool HasTests => Chart.Bars.Any(bar => bar.Tests > 0);

    private string End => Place.Range is { EndsNow: true } ? "now" : LogRangeWords.Tick(Time.ToLocal(Chart.To), Length);

    private string Label => string.Create(
        CultureInfo.InvariantCulture,
        $"Attempts over time: {Chart.Bars.Sum(bar => bar.Delivered)} delivered, {Chart.Bars.Sum(bar => bar.Failed)} failed. Arrows read the bars, with Shift they select, Enter shows what is selected.");

    /// <summary>About six marks that lie on whole bars, none where the end is written.</summary>
    private IEnumerable<(double At, string Word)> Ticks
    {
        get
        {
            var step = Math.Max(1, Chart.Bars.Count / 6);
            string? before = null;

            // A first bar that is cut begins at no round time.
            for (var i = IsCut ? 1 : 0; i < Chart.Bars.Count * 0.92; i += step)
            {
                var word = LogRangeWords.Tick(Time.ToLocal(Chart.Bars[i].From), Length);

                if (word != before)
                {
                    yield return ((i + 0.5) * 100 / Chart.Bars.Count, word);
                }

                before = word;
            }
        }
    }

    /// <summary>Stacks a bar from the baseline up. What is there can be seen, however little it is.</summary>
    private IEnumerable<(string Part, double Y, double Height)> Parts(LogBar bar)
    {
        if (bar.Sum == 0)
        {
            yield return ("none", Height - 1, 1);
            yield break;
        }

        double top = Height;

        foreach (var (part, count) in new[] { ("delivered", bar.Delivered), ("tests", bar.Tests), ("failed", bar.Failed) })
        {
            if (count == 0)
            {
                continue;
            }

            var gap = top < Height ? 1.5 : 0;
            var height = Math.Min(top - gap, Math.Max(2.5, (Height - 3) * (double)count / Chart.Highest));
            top -= height + gap;

            yield return (part, top, height);
        }
    }

    private string UrlOf(LogBar bar) => (Place.Top with { Range = LogRange.Between(bar.From, bar.To) }).Url;

    private string Words(LogBar bar)
    {
        var (from, to) = (Time.ToLocal(bar.From), Time.ToLocal(bar.To));

        return string.Create(CultureInfo.InvariantCulture, $"{from:yyyy-MM-dd HH:mm} - {to:HH:mm}");
    }

    private string Tip(LogBar bar)
    {
        var tests = bar.Tests > 0 ? $", {LogWords.Number(bar.Tests)} {(bar.Tests == 1 ? "test" : "tests")}" : "";

        return $"{Words(bar)}: {LogWords.Number(bar.Delivered)} delivered, {LogWords.Number(bar.Failed)} failed{tests}";
    }

    private static string Instant(DateTimeOffset instant) => instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm'Z'", CultureInfo.InvariantCulture);

    private static string Number(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}
