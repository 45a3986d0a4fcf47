using System.Globalization;

namespace WebhookStudio.Features.Deliveries.Retention;

/// <summary>Says what has become of things that are not kept any more.</summary>
public static class RetentionWords
{
    /// <summary>Writes for example <c>Pruned after 30 days.</c></summary>
    /// <param name="kept">How long it is kept by now; zero if for good, which it was not when it was pruned.</param>
    public static string Pruned(TimeSpan kept) => kept == TimeSpan.Zero ? "Pruned." : $"Pruned after {Kept(kept)}.";

    /// <summary>Writes a time of keeping in days, or in hours where days do not fit: <c>30 days</c>, <c>36 hours</c>.</summary>
    public static string Kept(TimeSpan kept) => kept switch
    {
        { TotalDays: 1 } => "1 day",
        { TotalHours: 1 } => "1 hour",
        _ when kept.Ticks % TimeSpan.TicksPerDay == 0 => string.Create(CultureInfo.InvariantCulture, $"{kept.TotalDays:0} days"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{kept.TotalHours:0.#} hours"),
    };
}
