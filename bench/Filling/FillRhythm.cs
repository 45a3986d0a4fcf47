namespace WebhookStudio.Bench.Filling;

/// <summary>Spreads moments over days and nights, as people work: most by day, fewer at night and on weekends.</summary>
internal sealed class FillRhythm
{
    private const double Weekend = 0.35;

    private static readonly double[] Hours =
        [1, 0.8, 0.6, 0.6, 0.8, 1.5, 3, 6, 10, 12, 12, 11, 8, 10, 12, 12, 11, 9, 6, 4, 3, 2.2, 1.8, 1.3];

    private readonly long _from;
    private readonly double[] _sums;

    public FillRhythm(DateTimeOffset from, DateTimeOffset to)
    {
        _from = from.UtcTicks - (from.UtcTicks % TimeSpan.TicksPerHour);
        var hours = (int)Math.Ceiling((to.UtcTicks - _from) / (double)TimeSpan.TicksPerHour);
        _sums = new double[hours + 1];

        for (var hour = 0; hour < hours; hour++)
        {
            _sums[hour + 1] = _sums[hour] + WeightOf(_from + (hour * TimeSpan.TicksPerHour));
        }
    }

    /// <summary>Gets a moment.</summary>
    /// <param name="from">In ticks; the least that comes out.</param>
    /// <param name="to">In ticks; what comes out is before it.</param>
    /// <param name="share">How much of the work between the two lies before it, from 0 up to 1.</param>
    public long Between(long from, long to, double share)
    {
        if (to <= from)
        {
            return from;
        }

        var (least, most) = (SumAt(from), SumAt(to));

        return Math.Clamp(MomentOf(least + ((most - least) * share)), from, to - 1);
    }

    private static double WeightOf(long ticks)
    {
        var moment = new DateTimeOffset(ticks, TimeSpan.Zero);

        return Hours[moment.Hour] * (moment.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday ? Weekend : 1);
    }

    private double SumAt(long ticks)
    {
        var place = Math.Clamp((ticks - _from) / (double)TimeSpan.TicksPerHour, 0, _sums.Length - 1);
        var hour = Math.Min((int)place, _sums.Length - 2);

        return _sums[hour] + ((_sums[hour + 1] - _sums[hour]) * (place - hour));
    }

    private long MomentOf(double sum)
    {
        var found = Array.BinarySearch(_sums, sum);
        var hour = Math.Clamp(found >= 0 ? found : ~found - 1, 0, _sums.Length - 2);
        var place = hour + ((sum - _sums[hour]) / (_sums[hour + 1] - _sums[hour]));

        return _from + (long)(place * TimeSpan.TicksPerHour);
    }
}
