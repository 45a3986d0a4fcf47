using System.Globalization;
using WebhookStudio.Data;
using WebhookStudio.Domain;

namespace WebhookStudio.Features.Deliveries;

/// <summary>The time that a log, a chart or a number is about, as an address says it.</summary>
/// <remarks>Every range begins and ends on five minutes, because the tallies do: so the number on one screen is the number
/// of lines on the other.</remarks>
public sealed record LogRange
{
    private const string Form = "yyyy-MM-dd'T'HH:mm'Z'";

    private readonly TimeSpan _length;
    private readonly DateTimeOffset? _from;
    private readonly DateTimeOffset? _to;

    private LogRange(string word, TimeSpan length) => (Word, _length) = (word, length);

    private LogRange(DateTimeOffset from, DateTimeOffset to)
        : this($"{Write(from)}/{Write(to)}", to - from) => (_from, _to) = (from, to);

    /// <summary>Gets the ranges that end now, shortest first.</summary>
    public static IReadOnlyList<LogRange> Known { get; } =
    [
        new("1h", TimeSpan.FromHours(1)), new("24h", TimeSpan.FromHours(24)),
        new("7d", TimeSpan.FromDays(7)), new("30d", TimeSpan.FromDays(30)),
    ];

    public static LogRange Day => Known[1];

    /// <summary>Gets how an address names the range: <c>24h</c>, or two instants (ISO 8601, UTC) with a slash between.</summary>
    public string Word { get; }

    /// <summary>Gets whether the range ends now, and so moves on.</summary>
    public bool EndsNow => _from is null;

    /// <summary>Makes a range of two instants. Both are widened to whole five minutes.</summary>
    /// <exception cref="DomainRuleException">It would end before it begins.</exception>
    public static LogRange Between(DateTimeOffset from, DateTimeOffset to) => from < to
        ? new(Floor(from), Ceiling(to))
        : throw new DomainRuleException("log.range", "The range ends before it begins. Set the end after the beginning.");

    /// <summary>Reads what an address names; <see langword="null"/> if it is no range.</summary>
    public static LogRange? Parse(string? text)
    {
        if (Known.FirstOrDefault(range => string.Equals(range.Word, text, StringComparison.OrdinalIgnoreCase)) is { } known)
        {
            return known;
        }

        return text?.Split('/') is [var first, var last] && TryRead(first, out var from) && TryRead(last, out var to) && from < to
            ? Between(from, to)
            : null;
    }

    /// <summary>Gets the instants: the first that belongs to the range, and the first that does so no more.</summary>
    public (DateTimeOffset From, DateTimeOffset To) At(DateTimeOffset now)
    {
        var to = _to ?? Ceiling(now);

        return (_from ?? to - _length, to);
    }

    /// <summary>Gets how long one bar of a chart over the range is: whole five minutes, about 48 bars.</summary>
    public TimeSpan Step => Steps.First(step => _length <= step * 60 || step == Steps[^1]);

    private static TimeSpan[] Steps { get; } =
    [
        TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(30), TimeSpan.FromHours(1), TimeSpan.FromHours(4),
        TimeSpan.FromHours(12), TimeSpan.FromDays(1), TimeSpan.FromDays(7), TimeSpan.FromDays(30), TimeSpan.FromDays(360),
    ];

    public bool Equals(LogRange? other) => other is not null && Word == other.Word;

    public override int GetHashCode() => Word.GetHashCode(StringComparison.Ordinal);

    public override string ToString() => Word;

    private static DateTimeOffset Floor(DateTimeOffset moment) => TallySlot.Start(TallySlot.Of(moment));

    private static DateTimeOffset Ceiling(DateTimeOffset moment) => TallySlot.Start(TallySlot.Of(moment.AddTicks(-1)) + 1);

    private static string Write(DateTimeOffset moment) => moment.UtcDateTime.ToString(Form, CultureInfo.InvariantCulture);

    private static bool TryRead(string text, out DateTimeOffset moment) => DateTimeOffset.TryParseExact(
        text, [Form, "yyyy-MM-dd'T'HH:mm:ss'Z'", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'"], CultureInfo.InvariantCulture,
        DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out moment);
}
