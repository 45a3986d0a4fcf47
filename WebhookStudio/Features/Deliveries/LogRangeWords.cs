using System.Globalization;
using WebhookStudio.Platform;

namespace WebhookStudio.Features.Deliveries;

/// <summary>Says in words what time a log, a chart or a number is about.</summary>
internal static class LogRangeWords
{
    /// <summary>Gets what a button says: <c>Last 24 hours</c>, <c>All time</c>, or <c>6 Feb 10:00 - 11:30</c>.</summary>
    public static string Title(LogRange? range, BrowserTime time) => range switch
    {
        null => "All time",
        { Word: "1h" } => "Last hour",
        { EndsNow: true } => $"Last {Length(range)}",
        _ => Instants(range, time),
    };

    /// <summary>Gets what a sentence says after a number: <c> in 24 hours</c>; empty for all.</summary>
    public static string Within(LogRange? range) => range switch
    {
        null => "",
        { Word: "1h" } => " in the last hour",
        { EndsNow: true } => $" in {Length(range)}",
        _ => " in this time",
    };

    /// <summary>Writes an instant as a chart needs it.</summary>
    /// <param name="instant">The instant, on the reader's clock.</param>
    /// <param name="length">How long the chart is: a day needs no dates, a week no minutes.</param>
    public static string Tick(DateTimeOffset instant, TimeSpan length) => instant.ToString(
        length <= TimeSpan.FromDays(2) ? "HH:mm" : length <= TimeSpan.FromDays(400) ? "d MMM" : "MMM yyyy", CultureInfo.InvariantCulture);

    private static string Length(LogRange range) => range.Word switch
    {
        "24h" => "24 hours",
        "7d" => "7 days",
        "30d" => "30 days",
        var other => other,
    };

    private static string Instants(LogRange range, BrowserTime time)
    {
        // A range of two instants is the same at every moment.
        var (from, to) = range.At(DateTimeOffset.UnixEpoch);
        var (first, last) = (time.ToLocal(from), time.ToLocal(to));
        var end = first.Date == last.Date ? "HH:mm" : "d MMM HH:mm";

        return string.Create(CultureInfo.InvariantCulture, $"{first:d MMM HH:mm} - {last.ToString(end, CultureInfo.InvariantCulture)}");
    }
}
