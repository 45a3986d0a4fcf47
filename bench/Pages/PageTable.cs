using System.Globalization;

namespace WebhookStudio.Bench.Pages;

/// <summary>Prints what the queries of the questions took, as a table in Markdown.</summary>
/// <param name="sql">The milliseconds from which on the text of a query is printed below the table.</param>
internal sealed class PageTable(int? sql)
{
    /// <summary>The longest that a query may take.</summary>
    private const double Limit = 50;

    private readonly List<(string Question, double Milliseconds, string Sql)> _slow = [];
    private int _over;

    public bool HasFailures { get; private set; }

    public static void Begin()
    {
        Console.WriteLine("| Question | Queries | Slowest query, median ms | max ms | All queries, median ms | Answer, median ms | |");
        Console.WriteLine("| --- | --- | --- | --- | --- | --- | --- |");
    }

    public void Add(string question, IReadOnlyList<AnsweredOnce> answers)
    {
        // The same text at the same place of each answer is the same query.
        var queries = answers.SelectMany(answer => answer.Queries.GroupBy(query => query.Sql)
                .SelectMany(same => same.OrderByDescending(query => query.Milliseconds).Select((query, place) => (query, place))))
            .GroupBy(made => (made.query.Sql, made.place), made => made.query.Milliseconds)
            .Select(query => (query.Key.Sql, Median: Median(query), Max: query.Max()))
            .OrderByDescending(query => query.Median)
            .ToList();
        var slowest = queries.Count > 0 ? queries[0] : default;
        var all = Median(answers.Select(answer => answer.Queries.Sum(query => query.Milliseconds)));
        var isOver = slowest.Median > Limit;
        _over += isOver ? 1 : 0;
        _slow.AddRange(queries.Where(query => query.Median >= sql).Select(query => (question, query.Median, query.Sql)));
        Write(
            $"| {question} | {queries.Count} | {slowest.Median:0.0} | {slowest.Max:0.0} | {all:0.0} | {Median(answers.Select(answer => answer.Milliseconds)):0.0} | {(isOver ? "**over 50**" : "")} |");
    }

    public void AddFailure(string question, string why)
    {
        HasFailures = true;
        Write($"| {question} | | | | | | failed: {why} |");
    }

    public void End()
    {
        Write($"\n{_over} questions have a query over {Limit:0} ms.");

        foreach (var (question, milliseconds, text) in _slow)
        {
            Write($"\n-- {question}: {milliseconds:0.0} ms\n{text}");
        }
    }

    private static void Write(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();

        return sorted.Length == 0 ? 0 : (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
