using System.Globalization;
using WebhookStudio.Data;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Deliveries;

namespace WebhookStudio.Features.Deliveries;

/// <summary>Understands the status that people and programs filter attempts by.</summary>
internal static class LogStatusFilter
{
    /// <exception cref="DomainRuleException">The text is none of the forms of <see cref="LogQuery.Status"/>.</exception>
    public static IQueryable<DeliveryAttempt> WithStatus(
        this IQueryable<DeliveryAttempt> attempts, string? status, StudioDbContext db)
    {
        var text = status?.Trim().ToLowerInvariant() ?? "";

        return text switch
        {
            "" or "all" => attempts,
            "failed" => attempts.Where(a => !a.Accepted && a.Trigger != AttemptTrigger.Test),
            "delivered" => attempts.Where(a => a.Accepted && a.Trigger != AttemptTrigger.Test),
            "retrying" => attempts.Where(a => db.Deliveries.Any(d =>
                d.Id == a.DeliveryId && d.Status == DeliveryStatus.Retrying && d.Attempts == a.Number)),
            _ when IsClass(text, out var hundred) => attempts.Where(a => a.StatusCode >= hundred && a.StatusCode <= hundred + 99),
            _ => attempts.WithResult(text),
        };
    }

    /// <summary>Reads a number answered or a word. One of the two is set: the number, or the outcome of the word.</summary>
    public static bool TryReadResult(string text, out AttemptOutcome? outcome, out int? code)
    {
        code = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
        outcome = code is null && AttemptOutcome.FromWord(text) is { } word and not AttemptOutcome.Answered ? word : null;

        return code is not null || outcome is not null;
    }

    private static bool IsClass(string text, out int hundred)
    {
        hundred = text is [>= '1' and <= '5', 'x', 'x'] ? (text[0] - '0') * 100 : 0;

        return hundred > 0;
    }

    private static IQueryable<DeliveryAttempt> WithResult(this IQueryable<DeliveryAttempt> attempts, string text)
    {
        if (!TryReadResult(text, out var outcome, out var code))
        {
            throw new DomainRuleException(
                "log.status",
                $"'{text}' is not a status. Use a number such as 503, a class such as 5xx, a word such as "
                + "'Timed out', or failed, delivered, retrying, all.");
        }

        return code is null
            ? attempts.Where(a => a.Outcome == outcome)
            : attempts.Where(a => a.StatusCode == code);
    }
}
