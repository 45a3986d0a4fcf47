using System.Globalization;
using WebhookStudio.Domain.Deliveries;

namespace WebhookStudio.Features.Deliveries;

/// <summary>Reads how an attempt ended.</summary>
internal static class LogStatusFilter
{
    /// <summary>Reads a number answered or a word. One of the two is set: the number, or the outcome of the word.</summary>
    public static bool TryReadResult(string text, out AttemptOutcome? outcome, out int? code)
    {
        code = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
        outcome = code is null && AttemptOutcome.FromWord(text) is { } word and not AttemptOutcome.Answered ? word : null;

        return code is not null || outcome is not null;
    }
}
