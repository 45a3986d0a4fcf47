namespace WebhookStudio.Data.Conversions;

/// <summary>How durations lie in the database: in whole microseconds.</summary>
internal static class StoredDuration
{
    public static long Write(double milliseconds) => (long)Math.Round(milliseconds * 1000);

    public static long? Write(double? milliseconds) => milliseconds is { } known ? Write(known) : null;
}
