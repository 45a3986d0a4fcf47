using System.Globalization;

namespace WebhookStudio.Features.Deliveries;

/// <summary>Numbers of the log in words.</summary>
internal static class LogWords
{
    /// <summary>Writes a count with a comma at the thousands: <c>12,345</c>.</summary>
    public static string Number(int count) => count.ToString("N0", CultureInfo.InvariantCulture);
}
