namespace WebhookStudio.Features.Deliveries;

/// <summary>What took how long in an attempt, ready to be drawn as a bar whose parts follow one another.</summary>
/// <param name="Parts">The phases that happened, in their order.</param>
/// <param name="Rest">What is left of the whole, in milliseconds: getting ready, and what was not measured.</param>
/// <param name="IsReused">Whether a connection was used that was there already.</param>
public sealed record AttemptTiming(IReadOnlyList<TimingPart> Parts, double Rest, bool IsReused)
{
    /// <summary>Gets the timing, or <see langword="null"/> if no phase was measured.</summary>
    public static AttemptTiming? Of(LogLine line)
    {
        var phases = line.Phases;
        (string Word, double? Milliseconds)[] all =
        [
            ("DNS", phases.Dns), ("Connect", phases.Connect), ("TLS", phases.Tls),
            ("First byte", phases.FirstByte), ("Body", phases.Body),
        ];
        List<TimingPart> parts =
        [
            .. all.Where(part => part.Milliseconds is not null)
                .Select(part => new TimingPart(part.Word, part.Milliseconds!.Value)),
        ];

        return parts.Count == 0 ? null : new(
            parts,
            Math.Max(0, line.DurationMs - parts.Sum(part => part.Milliseconds)),
            IsReused: phases is { Dns: null, Connect: null, Tls: null });
    }
}

/// <summary>A phase of an attempt.</summary>
/// <param name="Word">What it is called.</param>
/// <param name="Milliseconds">How long it took.</param>
public sealed record TimingPart(string Word, double Milliseconds)
{
    /// <summary>Gets whether it is the time that the receiver worked.</summary>
    public bool IsWait => Word == "First byte";
}
