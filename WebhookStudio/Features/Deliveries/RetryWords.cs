using System.Globalization;

namespace WebhookStudio.Features.Deliveries;

/// <summary>Says why the next attempt is when it is.</summary>
public static class RetryWords
{
    /// <summary>Writes <c>waits 120 s because the receiver asked</c>, or <c>retry planned by the schedule</c>.</summary>
    /// <param name="askedSeconds">How long the receiver asked for, if that is why; otherwise <see langword="null"/>.</param>
    public static string Reason(int? askedSeconds) => askedSeconds is { } seconds
        ? $"waits {Seconds(seconds)} because the receiver asked"
        : "retry planned by the schedule";

    /// <summary>Writes seconds as receivers count them, and what is long in larger units, rounded up: <c>120 s</c>,
    /// <c>15 min</c>, <c>24 h</c>.</summary>
    public static string Seconds(int seconds) => seconds switch
    {
        < 600 => string.Create(CultureInfo.InvariantCulture, $"{seconds} s"),
        < 36_000 => string.Create(CultureInfo.InvariantCulture, $"{Math.Ceiling(seconds / 60d):0} min"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{Math.Ceiling(seconds / 3600d):0} h"),
    };
}
