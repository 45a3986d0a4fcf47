using System.Globalization;

namespace WebhookStudio.Platform;

/// <summary>Shows moments in the time zone of the person who looks; UTC until the browser has told its zone.</summary>
public sealed class BrowserTime(TimeProvider clock)
{
    /// <summary>Gets the reader's zone.</summary>
    public TimeZoneInfo Zone { get; private set; } = TimeZoneInfo.Utc;

    /// <summary>Gets the zone's IANA name, for the one place on a page that says which zone times are in.</summary>
    public string ZoneName { get; private set; } = "UTC";

    /// <summary>Takes the IANA name the browser sent; an unknown or empty name leaves the zone as it is.</summary>
    public void UseZone(string? ianaName)
    {
        if (!string.IsNullOrEmpty(ianaName) && TimeZoneInfo.TryFindSystemTimeZoneById(ianaName, out var zone))
        {
            Zone = zone;
            ZoneName = ianaName;
        }
    }

    /// <summary>The moment on the reader's clock.</summary>
    public DateTimeOffset ToLocal(DateTimeOffset instant) => TimeZoneInfo.ConvertTime(instant, Zone);

    /// <summary>The moment that the reader's clock shows so. One that is skipped in spring counts as after the change.</summary>
    public DateTimeOffset FromLocal(DateTime local) =>
        new DateTimeOffset(DateTime.SpecifyKind(local, DateTimeKind.Unspecified), Zone.GetUtcOffset(local)).ToUniversalTime();

    /// <summary>The exact time, for example <c>2026-02-06 10:14:08</c>.</summary>
    public string Absolute(DateTimeOffset instant) =>
        ToLocal(instant).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    /// <summary>
    /// How long ago or ahead, for example <c>just now</c>, <c>40 s ago</c>, <c>2 min ago</c>, <c>in 4 min</c>,
    /// <c>3 h ago</c>, <c>5 d ago</c>; the date alone from 30 days on.
    /// </summary>
    public string Relative(DateTimeOffset instant)
    {
        var age = clock.GetUtcNow() - instant;
        var distance = age.Duration();

        if (distance >= TimeSpan.FromDays(30))
        {
            return ToLocal(instant).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        }

        if (distance < TimeSpan.FromSeconds(5))
        {
            return "just now";
        }

        return age < TimeSpan.Zero ? $"in {Span(distance)}" : $"{Span(distance)} ago";
    }

    /// <summary>A duration in its largest whole unit: <c>4 s</c>, <c>3 min</c>, <c>2 h</c>, <c>6 d</c>.</summary>
    public static string Span(TimeSpan duration) => duration switch
    {
        { TotalSeconds: < 60 } => $"{(int)duration.TotalSeconds} s",
        { TotalMinutes: < 60 } => $"{(int)duration.TotalMinutes} min",
        { TotalHours: < 24 } => $"{(int)duration.TotalHours} h",
        _ => $"{(int)duration.TotalDays} d",
    };
}
