using System.Globalization;

namespace WebhookStudio.Features.Deliveries.Sending;

/// <summary>Reads how long a receiver asks to be left alone.</summary>
internal static class RetryAfter
{
    // The three forms that HTTP knows.
    private static readonly string[] Dates =
        ["ddd, dd MMM yyyy HH:mm:ss 'GMT'", "dddd, dd-MMM-yy HH:mm:ss 'GMT'", "ddd MMM d HH:mm:ss yyyy"];

    /// <summary>Reads the value of the header <c>Retry-After</c>: seconds or a date.</summary>
    /// <returns>Whole seconds, or <see langword="null"/> if the value is neither, or lies in the past.</returns>
    public static int? Seconds(string value, DateTimeOffset now)
    {
        var text = value.Trim();

        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds))
        {
            return (int)Math.Min(seconds, int.MaxValue);
        }

        const DateTimeStyles Utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AllowInnerWhite;

        return DateTimeOffset.TryParseExact(text, Dates, CultureInfo.InvariantCulture, Utc, out var date) && date > now
            ? (int)Math.Min(Math.Ceiling((date - now).TotalSeconds), int.MaxValue)
            : null;
    }
}
