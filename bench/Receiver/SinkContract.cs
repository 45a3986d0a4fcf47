namespace WebhookStudio.Bench.Receiver;

/// <summary>How the receiver answers the webhooks that come to <see cref="SinkPaths.Hook"/>.</summary>
internal enum SinkMode
{
    /// <summary>200 at once.</summary>
    Accept,

    /// <summary>200 at once, and remembers when each task's webhook came.</summary>
    Remember,

    /// <summary>400 at once, which is not tried again by itself.</summary>
    Refuse,

    /// <summary>200 after 100 ms.</summary>
    Slow,

    /// <summary>500 to every twentieth, 200 to the others.</summary>
    Flaky,

    /// <summary>Never.</summary>
    Hold,
}

/// <summary>Where the receiver listens.</summary>
internal static class SinkPaths
{
    public const string Hook = "/hook";

    /// <summary>Every path below takes requests and never answers.</summary>
    public const string Hang = "/hang/";

    /// <summary>Forgets everything; takes <c>?mode=</c> and <c>&amp;target=</c>.</summary>
    public const string Reset = "/reset";

    public const string Counts = "/counts";

    public const string Arrivals = "/arrivals";

    public const string Sample = "/sample";
}

/// <summary>What the receiver has counted since it was reset. Times are those of the machine's monotonic clock,
/// which all processes share.</summary>
/// <param name="Arrived">Webhooks that came to <see cref="SinkPaths.Hook"/>.</param>
/// <param name="Answered">Of those, how many were answered as the target counts them: by 400 in
/// <see cref="SinkMode.Refuse"/>, by 200 otherwise.</param>
/// <param name="Hanging">Requests under way at <see cref="SinkPaths.Hang"/>.</param>
/// <param name="Hung">How many paths there have had a request so far, also before the reset.</param>
/// <param name="LastAt">When the last webhook came.</param>
/// <param name="ReachedAt">When the target was reached; 0 before.</param>
internal sealed record SinkCounts(long Arrived, long Answered, long Hanging, int Hung, long LastAt, long ReachedAt);

/// <summary>A webhook as it came.</summary>
internal sealed record SinkSample(IReadOnlyDictionary<string, string> Headers, byte[] Body);
