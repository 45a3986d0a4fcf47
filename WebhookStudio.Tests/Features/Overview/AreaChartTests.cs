using System.Globalization;
using System.Text.RegularExpressions;
using WebhookStudio.Features.Overview;

namespace WebhookStudio.Tests.Features.Overview;

public partial class AreaChartTests
{
    private static readonly DateTimeOffset Start = new(2026, 2, 6, 10, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(1, 4)]
    [InlineData(4, 4)]
    [InlineData(5, 8)]
    [InlineData(16, 20)]
    [InlineData(21, 40)]
    [InlineData(1_000_000, 2_000_000)]
    public void Top_AnyNumber_IsRoundAndNotLess(int most, int top)
    {
        var chart = new AreaChart(Bars((most, 0), (0, 0)));

        Assert.Equal([top, top / 4 * 3, top / 2, top / 4, 0], chart.Lines);
    }

    [Fact]
    public void Failed_TwoStretches_AreTwoAreasWithTheBarsBesideThem()
    {
        var chart = new AreaChart(Bars((5, 0), (5, 2), (5, 3), (5, 0), (5, 0), (5, 0), (0, 4)));

        var areas = chart.Failed.ToList();

        Assert.Equal(2, areas.Count);
        Assert.StartsWith("M0 ", areas[0].Line, StringComparison.Ordinal);
        Assert.EndsWith("z", areas[1].Area, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Curve_AnyNumbers_StaysBetweenTheEdges(int seed)
    {
        var random = new Random(seed);
        var chart = new AreaChart(Bars([.. Enumerable.Range(0, 48).Select(_ => (random.Next(40), random.Next(3) == 0 ? random.Next(20) : 0))]));

        foreach (var path in chart.Failed.Select(failed => failed.Area).Append(chart.DeliveredLine))
        {
            var numbers = Numbers().Matches(path).Select(match => double.Parse(match.Value, CultureInfo.InvariantCulture)).ToList();

            Assert.All(numbers.Where((_, at) => at % 2 == 0), x => Assert.InRange(x, 0, AreaChart.Width));
            Assert.All(numbers.Where((_, at) => at % 2 == 1), y => Assert.InRange(y, 0, AreaChart.Height));
        }
    }

    [Fact]
    public void Left_MiddleOfABar_LiesWhereTheBarDoes()
    {
        var chart = new AreaChart(Bars((1, 0), (1, 0), (1, 0), (1, 0), (1, 0)));

        Assert.Equal(chart.Left(2), chart.Left(Start.AddMinutes(75)), 6);
        Assert.Equal(0, chart.Left(Start), 6);
        Assert.Equal(100, chart.Left(Start.AddHours(9)), 6);
    }

    private static TrendBar[] Bars(params (int Delivered, int Failed)[] counts) =>
    [
        .. counts.Select((count, at) => new TrendBar(
            Start.AddMinutes(30 * at), Start.AddMinutes(30 * (at + 1)), count.Delivered, count.Failed)),
    ];

    [GeneratedRegex(@"-?\d+(\.\d+)?")]
    private static partial Regex Numbers();
}
