using System.Globalization;
using Microsoft.AspNetCore.WebUtilities;
using WebhookStudio.Domain.Deliveries;

namespace WebhookStudio.Features.Deliveries;

/// <summary>Says in words how an attempt ended.</summary>
public static class AttemptWords
{
    /// <summary>Gets what stands behind the status in a list: <c>Service Unavailable</c> behind 503, <c>after 10 s</c>
    /// behind Timed out; empty if there is nothing to add.</summary>
    public static string Remark(LogLine line) => line switch
    {
        { Outcome: AttemptOutcome.Answered, StatusCode: { } code } => Reason(code),
        { Outcome: AttemptOutcome.RedirectNotFollowed, StatusCode: not null } => line.Outcome.Word,
        _ when IsTimeout(line.Outcome) => $"after {Duration(line.DurationMs)}",
        _ => "",
    };

    /// <summary>Gets the usual reason phrase of a status code; empty if it has none.</summary>
    public static string Reason(int statusCode) => ReasonPhrases.GetReasonPhrase(statusCode);

    /// <summary>Gets what a line of text adds behind the external ID: tests are marked, everything else is plain.</summary>
    public static string Mark(AttemptTrigger trigger) => trigger is AttemptTrigger.Test ? " (test)" : "";

    /// <summary>Gets the word of what started an attempt.</summary>
    public static string Word(AttemptTrigger trigger) => trigger switch
    {
        AttemptTrigger.Auto => "Auto",
        AttemptTrigger.Retry => "Retry",
        AttemptTrigger.Redeliver => "Redeliver",
        AttemptTrigger.Test => "Test",
        _ => "Re-run",
    };

    /// <summary>Gets the word with who asked for it: <c>Re-run by ada@bakery.example</c>.</summary>
    public static string Trigger(LogLine line) =>
        line.TriggeredBy is { } by ? $"{Word(line.Trigger)} by {by}" : Word(line.Trigger);

    /// <summary>Tells the workflow of an attempt from the live one: <c>v7, live</c>, or <c>v3, live is v7</c>.</summary>
    /// <param name="version">The number of the attempt's workflow; 0 if it is not known.</param>
    /// <param name="live">The number of the live workflow.</param>
    public static string Workflow(int version, int live) => version switch
    {
        0 => $"not noted, live is v{live}",
        _ when version == live => $"v{version}, live",
        _ => $"v{version}, live is v{live}",
    };

    /// <summary>Writes a duration with about three digits: <c>38 ms</c>, <c>1.21 s</c>, <c>10 s</c>, <c>2 min</c>.</summary>
    public static string Duration(double milliseconds) => milliseconds switch
    {
        < 1 => "under 1 ms",
        < 999.5 => string.Create(CultureInfo.InvariantCulture, $"{milliseconds:0} ms"),
        < 9_995 => string.Create(CultureInfo.InvariantCulture, $"{milliseconds / 1000:0.##} s"),
        < 99_950 => string.Create(CultureInfo.InvariantCulture, $"{milliseconds / 1000:0.#} s"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{milliseconds / 60_000:0} min"),
    };

    /// <summary>Writes a number of bytes: <c>49 B</c>, <c>2.1 KB</c>, <c>1.4 MB</c>.</summary>
    public static string Size(long bytes) => bytes switch
    {
        < 1024 => string.Create(CultureInfo.InvariantCulture, $"{bytes} B"),
        < 1024 * 1024 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1024.0:0.#} KB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1048576.0:0.#} MB"),
    };

    private static bool IsTimeout(AttemptOutcome outcome) => outcome is AttemptOutcome.TimedOut
        or AttemptOutcome.ConnectTimedOut or AttemptOutcome.TlsTimedOut or AttemptOutcome.ReadTimedOut;
}
