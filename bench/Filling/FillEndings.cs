using WebhookStudio.Domain.Deliveries;

namespace WebhookStudio.Bench.Filling;

/// <summary>Draws how attempts end: receivers that answer fast, and hours in which one of them is in trouble.</summary>
internal sealed class FillEndings(Random random)
{
    private const long IncidentLength = 6 * TimeSpan.TicksPerHour;

    /// <summary>About how often a webhook fails at first if trouble has the weight 1, over all hours.</summary>
    public const double MeanTrouble = 0.33;

    /// <summary>Gets how likely an attempt fails, from 0 to 1, compared with others.</summary>
    public static double TroubleAt(long ticks, bool isArchive) => IsIncident(ticks, isArchive) ? 1 : 0.1;

    public FillEnding Accepted(bool isArchive) =>
        new(AttemptOutcome.Answered, 200, Spread(isArchive ? 42_000 : 118_000), "OK");

    /// <summary>Fails in a way that may pass: in an incident always the same.</summary>
    public FillEnding Transient(long ticks, bool isArchive) =>
        Transient(IsIncident(ticks, isArchive) ? Hash(ticks, isArchive) / 4 : random.Next(4));

    public FillEnding Transient(int kind) => (kind % 9) switch
    {
        0 => new(AttemptOutcome.Answered, 503, Spread(35_000), "Service Unavailable", 120),
        1 => new(AttemptOutcome.TimedOut, null, 15_000_000 + random.Next(9000), "No answer within 15 s."),
        2 => new(AttemptOutcome.Answered, 500, Spread(240_000), "Internal Server Error"),
        3 => new(AttemptOutcome.Answered, 502, Spread(60_000), "Bad Gateway"),
        4 => new(AttemptOutcome.ConnectionRefused, null, Spread(1500), "Connection refused"),
        5 => new(AttemptOutcome.Answered, 429, Spread(12_000), "Too Many Requests", 30),
        6 => new(AttemptOutcome.ConnectionReset, null, Spread(80_000), "Connection reset by peer"),
        7 => new(AttemptOutcome.HostNotFound, null, Spread(20_000), "Name or service not known"),
        _ => new(AttemptOutcome.TlsFailed, null, Spread(45_000), "The certificate has expired."),
    };

    /// <summary>Fails for good: the receiver's last word until somebody changes something.</summary>
    public FillEnding Final(int kind) => (kind % 7) switch
    {
        0 or 1 => new(AttemptOutcome.Answered, 422, Spread(70_000), "Unprocessable Entity"),
        2 => new(AttemptOutcome.Answered, 400, Spread(40_000), "Bad Request"),
        3 => new(AttemptOutcome.Answered, 401, Spread(15_000), "Unauthorized"),
        4 => new(AttemptOutcome.Answered, 404, Spread(15_000), "Not Found"),
        5 => new(AttemptOutcome.Answered, 410, Spread(15_000), "Gone"),
        _ => new(AttemptOutcome.RedirectNotFollowed, 302, Spread(20_000), "Found"),
    };

    private static bool IsIncident(long ticks, bool isArchive) => Hash(ticks, isArchive) % 4 == 0;

    private static int Hash(long ticks, bool isArchive)
    {
        var hash = (ulong)((ticks / IncidentLength * 2) + (isArchive ? 1 : 0)) * 0x9E3779B97F4A7C15;

        return (int)(hash >> 40);
    }

    /// <summary>Spreads durations as they are spread: most near the middle, a few much longer.</summary>
    private int Spread(int median)
    {
        var normal = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());

        return (int)Math.Clamp(median * Math.Exp(normal * 0.45), 300, 14_000_000);
    }
}
