using System.Collections;
using System.Globalization;

namespace WebhookStudio.Features.Deliveries.Settings;

/// <summary>Writes the values of options.</summary>
internal static class SettingText
{
    /// <summary>Writes a value for people: <c>5 s</c>, <c>32</c>, <c>on</c>; lists with commas.</summary>
    public static string Of(object? value) => value switch
    {
        null or "" => "not set",
        TimeSpan time => Time(time),
        bool flag => flag ? "on" : "off",
        string text => text,
        IEnumerable list => List(list),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };

    /// <summary>Writes a value as the configuration would say it.</summary>
    public static object? Raw(object? value) => value switch
    {
        null or bool or int or long or double or string => value,
        TimeSpan time => time.ToString("c", CultureInfo.InvariantCulture),
        IEnumerable list => list.Cast<object?>().Select(Raw).ToArray(),
        _ => value.ToString(),
    };

    /// <summary>Writes a time exactly, in the largest unit that it is a whole number of.</summary>
    public static string Time(TimeSpan time) => time switch
    {
        { Ticks: 0 } => "0 s",
        _ when IsWhole(time.TotalDays) && time.TotalDays >= 2 => Write(time.TotalDays, "days"),
        _ when IsWhole(time.TotalHours) => Write(time.TotalHours, "h"),
        _ when IsWhole(time.TotalMinutes) => Write(time.TotalMinutes, "min"),
        _ when IsWhole(time.TotalSeconds) => Write(time.TotalSeconds, "s"),
        _ => Write(time.TotalMilliseconds, "ms"),
    };

    private static string List(IEnumerable list) =>
        string.Join(", ", list.Cast<object?>().Select(Of)) is { Length: > 0 } text ? text : "none";

    private static bool IsWhole(double number) => Math.Abs(number) >= 1 && number == Math.Floor(number);

    private static string Write(double number, string unit) => string.Create(CultureInfo.InvariantCulture, $"{number} {unit}");
}
