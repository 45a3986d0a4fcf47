namespace WebhookStudio.Features.Deliveries;

/// <summary>A header of a request or an answer.</summary>
public sealed record HeaderLine(string Name, string Value)
{
    /// <summary>Reads headers of the form <c>Name: value</c>, one a line; a line without a colon has no value.</summary>
    public static IReadOnlyList<HeaderLine> Parse(string lines) =>
    [
        .. lines.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(line => line.Split(':', 2, StringSplitOptions.TrimEntries))
            .Select(parts => new HeaderLine(parts[0], parts.Length > 1 ? parts[1] : "")),
    ];
}
