namespace WebhookStudio.Bench.Report;

/// <summary>Names a figure.</summary>
internal sealed record FigureKey(string Measurement, string Name, string Unit)
{
    /// <summary>Gets what the figure should be, such as <c>at least 0.3</c>.</summary>
    public string? Target { get; init; }
}

/// <summary>What was measured, one value a run, in the order of measuring.</summary>
internal sealed class Figures
{
    private readonly OrderedDictionary<FigureKey, List<double>> _values = [];

    public IEnumerable<Figure> All => _values.Select(figure => new Figure(figure.Key, figure.Value));

    public void Add(FigureKey key, double value)
    {
        _values.TryAdd(key, []);
        _values[key].Add(value);
    }
}

/// <summary>A figure with the values of its runs.</summary>
internal sealed record Figure(FigureKey Key, IReadOnlyList<double> Values)
{
    public double Median => Sample.Quantile([.. Values.Order()], 0.5);

    public double Min => Values.Min();

    public double Max => Values.Max();
}
