using WebhookStudio.Data;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Deliveries;

namespace WebhookStudio.Features.Deliveries;

/// <summary>Understands how people and programs name the ways in which attempts end.</summary>
internal sealed record LogResult
{
    /// <summary>The class of attempts that were not answered with a number.</summary>
    public const string NoAnswer = "none";

    private LogResult()
    {
    }

    /// <summary>Gets the classes in their order.</summary>
    public static IReadOnlyList<string> Classes { get; } = ["2xx", "3xx", "4xx", "5xx", NoAnswer];

    /// <summary>Gets the word that is asked for; <see langword="null"/> if a number is.</summary>
    private AttemptOutcome? Outcome { get; init; }

    /// <summary>Gets the first and the last number that is asked for; 0 is none.</summary>
    private (int First, int Last) Codes { get; init; }

    /// <summary>Gets whether a text is a class of codes.</summary>
    public static bool IsClass(string text) => text.ToLowerInvariant() is [>= '1' and <= '5', 'x', 'x'] or NoAnswer;

    /// <exception cref="DomainRuleException">The text is neither a class nor a cause.</exception>
    public static LogResult OfStatus(string text) => (IsClass(text) ? OfClass(text) : Read(text)) ?? throw new DomainRuleException(
        "log.status",
        $"'{text}' is not a status. Use a number such as 503, a class such as 5xx, a word such as "
        + "'Timed out', or failed, delivered, retrying, all.");

    /// <returns><see langword="null"/> if no class is asked for.</returns>
    /// <exception cref="DomainRuleException">The text is no class.</exception>
    public static LogResult? OfClass(string? text) => text?.Trim().ToLowerInvariant() switch
    {
        null or "" => null,
        NoAnswer => new() { Codes = (0, 0) },
        var known when IsClass(known) => new() { Codes = ((known[0] - '0') * 100, ((known[0] - '0') * 100) + 99) },
        var other => throw new DomainRuleException(
            "log.class", $"'{other}' is not a class of codes. Use {string.Join(", ", Classes)}."),
    };

    /// <returns><see langword="null"/> if no cause is asked for.</returns>
    /// <exception cref="DomainRuleException">The text is no cause.</exception>
    public static LogResult? OfCause(string? text) => string.IsNullOrWhiteSpace(text) ? null : Read(text) ?? throw new DomainRuleException(
        "log.cause", $"'{text}' is not a cause. Use a number such as 503 or a word such as 'Timed out'.");

    public IQueryable<AttemptTally> Where(IQueryable<AttemptTally> tallies)
    {
        var (first, last) = Codes;

        return Outcome is { } outcome
            ? tallies.Where(t => t.Outcome == outcome)
            : tallies.Where(t => t.StatusCode >= first && t.StatusCode <= last);
    }

    public IQueryable<DeliveryAttempt> Where(IQueryable<DeliveryAttempt> attempts)
    {
        var (first, last) = Codes;

        return Outcome is { } outcome
            ? attempts.Where(a => a.Outcome == outcome)
            : last == 0
                ? attempts.Where(a => a.StatusCode == null)
                : attempts.Where(a => a.StatusCode >= first && a.StatusCode <= last);
    }

    private static LogResult? Read(string text) => LogStatusFilter.TryReadResult(text.Trim(), out var outcome, out var code)
        ? new() { Outcome = outcome, Codes = (code ?? 0, code ?? 0) }
        : null;
}
