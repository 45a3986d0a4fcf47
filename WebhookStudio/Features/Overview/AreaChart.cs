namespace WebhookStudio.Features.Overview;

/// <summary>The drawing of attempts over time: what was delivered as an area, and what failed on top of it.</summary>
/// <remarks>Each bar is a point; the first lies at the left edge and the last at the right one. It is stretched to its place.</remarks>
internal sealed class AreaChart
{
    public const int Width = 1096;
    public const int Height = 212;

    private readonly IReadOnlyList<TrendBar> _bars;
    private readonly AreaCurve _delivered;
    private readonly AreaCurve _all;

    public AreaChart(IReadOnlyList<TrendBar> bars)
    {
        _bars = bars;
        Top = TopOf(bars.Max(bar => bar.Delivered + bar.Failed));
        var step = (double)Width / (bars.Count - 1);
        _delivered = new([.. bars.Select(bar => Y(bar.Delivered))], step);
        _all = new([.. bars.Select(bar => Y(bar.Delivered + bar.Failed))], step);
    }

    /// <summary>Gets the number at the upper edge; a multiple of 4.</summary>
    public int Top { get; }

    /// <summary>Gets the numbers at the lines, from above.</summary>
    public IReadOnlyList<int> Lines => [Top, Top / 4 * 3, Top / 2, Top / 4, 0];

    public string DeliveredLine => $"M{_delivered.Point(0)}{_delivered.Path(0, _bars.Count - 1)}";

    public string DeliveredArea => $"{DeliveredLine}V{Height}H0z";

    /// <summary>Gets the areas of what failed, each with its upper edge.</summary>
    public IEnumerable<(string Area, string Line)> Failed => Runs().Select(run =>
    {
        var line = $"M{_all.Point(run.From)}{_all.Path(run.From, run.To)}";

        return ($"{line}L{_delivered.Point(run.To)}{_delivered.Path(run.To, run.From)}z", line);
    });

    /// <summary>Gets how far from the left a bar lies, in percent.</summary>
    public double Left(int bar) => 100.0 * bar / (_bars.Count - 1);

    /// <summary>Gets how far from the left a moment lies, in percent; the middle of a bar lies where the bar does.</summary>
    public double Left(DateTimeOffset moment)
    {
        var at = _bars.TakeWhile(bar => bar.To <= moment).Count();

        if (at >= _bars.Count)
        {
            return 100;
        }

        var within = (moment - _bars[at].From) / (_bars[at].To - _bars[at].From);

        return Math.Clamp(100.0 * (at + within - 0.5) / (_bars.Count - 1), 0, 100);
    }

    /// <summary>Gets the bars whose times are written below: about six, equally far apart, the last left free for "now".</summary>
    public IEnumerable<int> Labelled()
    {
        var every = Math.Max(1, _bars.Count / 6);

        for (var bar = every / 2; bar < _bars.Count - (every / 2); bar += every)
        {
            yield return bar;
        }
    }

    /// <summary>Gets the smallest multiple of 4, 8, 20, 40, 80 and so on that is not less.</summary>
    private static int TopOf(int most)
    {
        foreach (var power in Enumerable.Range(0, 9).Select(exponent => (long)Math.Pow(10, exponent)))
        {
            foreach (var line in (ReadOnlySpan<long>)[power, 2 * power, 5 * power])
            {
                if (4 * line >= most)
                {
                    return (int)(4 * line);
                }
            }
        }

        return int.MaxValue / 4 * 4;
    }

    private double Y(int count) => Height - ((double)count / Top * Height);

    /// <summary>Gets the stretches in which something failed, with the bars beside them.</summary>
    private IEnumerable<(int From, int To)> Runs()
    {
        for (var at = 0; at < _bars.Count; at++)
        {
            if (_bars[at].Failed == 0)
            {
                continue;
            }

            var from = Math.Max(0, at - 1);

            while (at < _bars.Count - 1 && _bars[at + 1].Failed > 0)
            {
                at++;
            }

            yield return (from, Math.Min(_bars.Count - 1, at + 1));
        }
    }
}
