using System.Globalization;
using WebhookStudio.Domain.Deliveries;
using WebhookStudio.Platform;

namespace WebhookStudio.Features.Deliveries;

/// <summary>What screens say about bulk runs.</summary>
public static class BulkRunWords
{
    /// <summary>Writes for example <c>4 of 12 sent: 3 delivered, 1 held</c>.</summary>
    public static string Progress(BulkRunProgress run)
    {
        var parts = run.Sent == 0 ? "" : $": {run.Delivered} delivered, {run.Failed} held";
        var gone = run.Gone == 0 ? "" : $"; {run.Gone} no longer part of it";

        return $"{run.Sent} of {run.Total} sent{parts}{gone}";
    }

    /// <summary>Writes for example <c>24 per second, about 2 min left</c>; empty while nothing is known.</summary>
    public static string Rate(BulkRunProgress run, DateTimeOffset now) => run switch
    {
        { Status: BulkRunStatus.Paused } => "Paused",
        { Rate: { } rate, EndsAt: { } end } => $"{PerSecond(rate)}, about {BrowserTime.Span(end - now)} left",
        { Rate: > 0 and { } rate } => PerSecond(rate),
        _ => "",
    };

    /// <summary>Writes for example <c>9 delivered, 3 still held</c>.</summary>
    public static string Result(BulkRunProgress run)
    {
        var gone = (run.Gone, run.Status) switch
        {
            (0, _) => "",
            (_, BulkRunStatus.Cancelled) => $", {run.Gone} not sent",
            _ => $", {run.Gone} no longer part of it",
        };
        var result = run.Failed == 0 ? $"{run.Delivered} delivered" : $"{run.Delivered} delivered, {run.Failed} still held";

        return (run.Status is BulkRunStatus.Cancelled ? "Re-run cancelled: " : "") + result + gone;
    }

    /// <summary>Writes for example <c>All 12 failed with 401: check the secret.</c></summary>
    /// <returns><see langword="null"/> if they did not all fail, or for different reasons.</returns>
    public static string? Hint(BulkRunProgress run)
    {
        if (run is not { OnlyCause: { } cause, Total: > 1 })
        {
            return null;
        }

        var status = AttemptOutcomes.Status(cause.Outcome, cause.StatusCode);
        var failed = cause.Outcome is AttemptOutcome.Answered ? $"failed with {status}" : $"failed: {status}";

        return $"All {run.Total} {failed}{(Advice(cause) is { } advice ? $": {advice}" : "")}.";
    }

    private static string? Advice(BulkRunCause cause) => cause switch
    {
        { Outcome: AttemptOutcome.Answered, StatusCode: 401 or 403 } => "check the secret",
        { Outcome: AttemptOutcome.Answered, StatusCode: 404 or 410 } => "check the path of the URL",
        { Outcome: AttemptOutcome.Answered, StatusCode: 405 } => "check that the receiver accepts POST",
        { Outcome: AttemptOutcome.Answered, StatusCode: >= 500 } => "look into the receiver's own log",
        { Outcome: AttemptOutcome.ConnectionRefused } => "check that the receiver is running",
        { Outcome: AttemptOutcome.HostNotFound } => "check the host of the URL",
        { Outcome: AttemptOutcome.TlsFailed } => "check the certificate",
        { Outcome: AttemptOutcome.TimedOut } => "the receiver has to answer faster",
        _ => null,
    };

    private static string PerSecond(double rate) => rate >= 10
        ? string.Create(CultureInfo.InvariantCulture, $"{rate:0} per second")
        : string.Create(CultureInfo.InvariantCulture, $"{rate:0.#} per second");
}
