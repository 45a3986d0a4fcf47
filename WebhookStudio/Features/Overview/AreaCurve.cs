using System.Globalization;
using System.Text;

namespace WebhookStudio.Features.Overview;

/// <summary>A smooth curve through points that are equally far apart. Between two points it never leaves their heights.</summary>
/// <param name="values">The heights in pixels from above, one for each point.</param>
/// <param name="step">The distance of two points.</param>
internal sealed class AreaCurve(IReadOnlyList<double> values, double step)
{
    private readonly double[] _slopes = [.. Enumerable.Range(0, values.Count).Select(at => Slope(values, at))];

    /// <summary>Writes the curve from one point to another, to the right or to the left, without moving to the first.</summary>
    public string Path(int from, int to)
    {
        var path = new StringBuilder();
        var way = to < from ? -1 : 1;

        for (var at = from; at != to; at += way)
        {
            var next = at + way;
            path.Append(CultureInfo.InvariantCulture, $"C{X(at + (way / 3.0)):0.#} {values[at] + (way * _slopes[at] / 3):0.#} ");
            path.Append(CultureInfo.InvariantCulture, $"{X(next - (way / 3.0)):0.#} {values[next] - (way * _slopes[next] / 3):0.#} ");
            path.Append(Point(next));
        }

        return path.ToString();
    }

    /// <summary>Writes a point.</summary>
    public string Point(int at) => string.Create(CultureInfo.InvariantCulture, $"{X(at):0.#} {values[at]:0.#}");

    private double X(double at) => at * step;

    /// <summary>Flat at peaks and valleys, else the harmonic mean of both sides: so nothing overshoots.</summary>
    private static double Slope(IReadOnlyList<double> values, int at)
    {
        if (at == 0 || at == values.Count - 1)
        {
            return 0;
        }

        var (before, after) = (values[at] - values[at - 1], values[at + 1] - values[at]);

        return before * after <= 0 ? 0 : 2 * before * after / (before + after);
    }
}
