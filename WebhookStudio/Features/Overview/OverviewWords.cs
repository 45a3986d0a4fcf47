using System.Globalization;
using WebhookStudio.Domain.Deliveries;
using WebhookStudio.Features.Deliveries;
using WebhookStudio.Platform;

namespace WebhookStudio.Features.Overview;

/// <summary>What the overview says.</summary>
internal static class OverviewWords
{
    private const int Thousand = 1000;

    /// <summary>Writes how the project does, in a sentence.</summary>
    public static string Sentence(Health health)
    {
        var labeling = health.InLabeling > 0 ? " Labeling goes on." : "";

        return health switch
        {
            { Tasks: 0 } => "No tasks yet. Import the first ones.",
            { Held: > 0, TopCause: { } cause } =>
                $"{Tasks(health.Held)} {(health.Held == 1 ? "is" : "are")} held, {(cause.Count == health.Held ? "all" : "most often")} with {cause.Status}.{labeling}",
            { Held: > 0 } => $"{Tasks(health.Held)} {(health.Held == 1 ? "is" : "are")} held.{labeling}",
            { Retrying: > 0 } => $"{Tasks(health.Retrying)} {(health.Retrying == 1 ? "waits" : "wait")} for a retry.{labeling}",
            { InLabeling: > 0 } => $"No task is held. {Tasks(health.InLabeling)} in labeling.",
            _ when health.Complete == health.Tasks => $"{(health.Tasks == 1 ? "The only task is" : $"All {Number(health.Tasks)} tasks are")} complete.",
            _ => "No task is held.",
        };
    }

    /// <summary>Writes <c>9 with 503 Service Unavailable</c>.</summary>
    public static string Cause(CauseCount cause) => $"{Number(cause.Count)} with {Status(cause)}";

    /// <summary>Writes <c>9 answered 503, 2 timed out, 1 host not found</c>.</summary>
    public static string Causes(IReadOnlyList<CauseCount> causes) => string.Join(", ", causes.Select(cause =>
        AttemptOutcomes.IsAnswer(cause.Outcome) && cause.StatusCode is { } code
            ? $"{Number(cause.Count)} answered {code}"
            : $"{Number(cause.Count)} {Lower(cause.Outcome.Word)}"));

    /// <summary>Writes <c>97 the day before</c>.</summary>
    public static string Before(int count, LogRange range) => $"{Number(count)} the {range.Word switch
    {
        "1h" => "hour",
        "24h" => "day",
        "7d" => "7 days",
        _ => "30 days",
    }} before";

    /// <summary>Writes <c>87.7</c>; never 100 while something failed, never 0 while something was delivered.</summary>
    public static string Rate(Health health)
    {
        var share = 100.0 * health.Delivered / health.Attempts;
        var shown = health switch
        {
            { Failed: 0 } => 100,
            { Delivered: 0 } => 0,
            _ => Math.Clamp(Math.Round(share, 1), 0.1, 99.9),
        };

        return shown.ToString("0.#", CultureInfo.InvariantCulture);
    }

    /// <summary>Writes <c>83%</c> of a whole; never 100% while something is missing.</summary>
    public static string Share(int part, int whole) => whole == 0 ? "0%"
        : string.Create(CultureInfo.InvariantCulture, $"{(part == whole ? 100 : Math.Min(99, Math.Round(100.0 * part / whole)))}%");

    /// <summary>Writes a range: <c>1 h</c>.</summary>
    public static string Range(LogRange range) => range.Word.Insert(range.Word.Length - 1, " ");

    /// <summary>Writes how long ago something began, in two units: <c>2 d 4 h</c>, <c>3 h 20 min</c>, <c>24 min</c>.</summary>
    public static string Age(TimeSpan age) => age switch
    {
        { TotalDays: >= 1 } when age.Hours > 0 => $"{(int)age.TotalDays} d {age.Hours} h",
        { TotalHours: >= 1 and < 24 } when age.Minutes > 0 => $"{age.Hours} h {age.Minutes} min",
        _ => BrowserTime.Span(age > TimeSpan.Zero ? age : TimeSpan.Zero),
    };

    /// <summary>Writes the time of a bar: <c>09:30 to 10:00</c>, with the day where the range has several.</summary>
    public static string Bar(TrendBar bar, LogRange range, BrowserTime time) => IsOfDays(range)
        ? $"{Local(bar.From, "d MMM HH:mm", time)} to {Local(bar.To, "d MMM HH:mm", time)}"
        : $"{Local(bar.From, "HH:mm", time)} to {Local(bar.To, "HH:mm", time)}";

    /// <summary>Writes a moment below a chart: <c>11:00</c>, or the day where the range has several.</summary>
    public static string Tick(DateTimeOffset at, LogRange range, BrowserTime time) =>
        Local(at, IsOfDays(range) ? "d MMM" : "HH:mm", time);

    /// <summary>Writes <c>v7 live, 16:40</c>.</summary>
    public static string Version(VersionMark version, LogRange range, BrowserTime time) =>
        $"v{version.Number} live, {Local(version.At, IsOfDays(range) ? "d MMM HH:mm" : "HH:mm", time)}";

    /// <summary>Writes <c>1 task</c>, <c>1,204 tasks</c>.</summary>
    public static string Tasks(int count) => count == 1 ? "1 task" : $"{Number(count)} tasks";

    /// <summary>Writes a number with commas between thousands.</summary>
    public static string Number(int count) =>
        count < Thousand ? count.ToString(CultureInfo.InvariantCulture) : count.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>Splits a duration into its number and its unit, so that the unit can be written small.</summary>
    public static (string Number, string Unit) Duration(double milliseconds)
    {
        var words = AttemptWords.Duration(milliseconds);
        var space = words.LastIndexOf(' ');

        return (words[..space], words[(space + 1)..]);
    }

    private static string Status(CauseCount cause) => AttemptOutcomes.IsAnswer(cause.Outcome) && cause.StatusCode is { } code
        ? $"{code} {AttemptWords.Reason(code)}".TrimEnd()
        : cause.Outcome.Word;

    private static bool IsOfDays(LogRange range) => range.Word.EndsWith('d');

    private static string Local(DateTimeOffset at, string form, BrowserTime time) =>
        time.ToLocal(at).ToString(form, CultureInfo.InvariantCulture);

    private static string Lower(string word) => word.StartsWith("TLS", StringComparison.Ordinal) ? word : char.ToLowerInvariant(word[0]) + word[1..];
}
