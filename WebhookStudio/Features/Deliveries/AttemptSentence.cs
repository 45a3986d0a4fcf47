using System.Globalization;
using WebhookStudio.Domain.Deliveries;
using WebhookStudio.Domain.Workflows;

namespace WebhookStudio.Features.Deliveries;

/// <summary>Tells an attempt in two plain sentences: what the receiver did, and what became of the task.</summary>
public static class AttemptSentence
{
    /// <summary>Writes for example: <c>The server answered 503 Service Unavailable after 1.2 s. The task is held in Webhook.</c></summary>
    public static string Of(AttemptDetails details) => $"{Happened(details.Line)} {Became(details)}";

    /// <summary>Writes the first of the sentences alone.</summary>
    public static string Happened(LogLine line)
    {
        var after = Rounded(line.DurationMs);
        var host = Uri.TryCreate(line.Url, UriKind.Absolute, out var uri) ? uri : null;

        return line.Outcome switch
        {
            AttemptOutcome.Answered when line.StatusCode is { } code =>
                $"The server answered {$"{code} {AttemptWords.Reason(code)}".TrimEnd()} after {after}.",
            AttemptOutcome.RedirectNotFollowed when line.StatusCode is { } code =>
                $"The server answered {$"{code} {AttemptWords.Reason(code)}".TrimEnd()} after {after}, and redirects are not followed.",
            AttemptOutcome.RedirectNotFollowed => "The server answered with a redirect, and redirects are not followed.",
            AttemptOutcome.TimedOut => $"The server did not answer within {after}.",
            AttemptOutcome.ConnectTimedOut => $"No connection to {host?.Authority ?? "the address"} was made within {after}.",
            AttemptOutcome.TlsTimedOut => $"No encryption was agreed on with {host?.Authority ?? "the address"} within {after}.",
            AttemptOutcome.ReadTimedOut => $"The server began to answer, but did not get to the end of the headers within {after}.",
            AttemptOutcome.BlockedAddress => $"Nothing was sent: the address of {host?.Host ?? "the host"} may not be called.",
            AttemptOutcome.ConnectionRefused => $"Nothing accepted the connection at {host?.Authority ?? "the address"}.",
            AttemptOutcome.ConnectionReset => $"The connection broke after {after}, before an answer came.",
            AttemptOutcome.HostNotFound => $"The host {host?.Host ?? "name"} was not found.",
            AttemptOutcome.TlsFailed => $"No secure connection to {host?.Host ?? "the host"} could be made.",
            AttemptOutcome.Unreachable => $"The network could not reach {host?.Host ?? "the host"}.",
            AttemptOutcome.ProtocolError => "What the server sent back is not HTTP.",
            AttemptOutcome.HeadersTooLarge => "The headers of the answer are too large.",
            AttemptOutcome.NeedsSetup => "Nothing was sent: the stage has no usable URL.",
            AttemptOutcome.Unknown => "The app stopped while this was sent; whether it arrived is not known.",
            AttemptOutcome.Interrupted => "The app shut down before the answer came; whether it arrived is not known.",
            _ => "The webhook could not be sent.",
        };
    }

    private static string Became(AttemptDetails details)
    {
        var stage = details.Line.StageName;
        var now = details.TaskStageName;

        return details switch
        {
            { IsTest: true } => "This was a test. No task moved.",
            { Line.Trigger: AttemptTrigger.Redeliver } when HadEnded(details) =>
                "It was sent once more after it had been delivered; nothing moved.",
            { DeliveryStatus: DeliveryStatus.Cancelled } => now is null
                ? "The task has been deleted since."
                : $"The task was moved to {now} by hand since.",
            { DeliveryStatus: DeliveryStatus.Held } => $"The task is held in {stage}.",
            { DeliveryStatus: DeliveryStatus.Retrying } => $"The task waits in {stage} for the next attempt.",
            { DeliveryStatus: DeliveryStatus.Pending or DeliveryStatus.Sending } =>
                $"The task is in {stage}; the webhook is being sent again.",
            { Line.Accepted: false } => "A later attempt was accepted.",
            { TaskStageName: null } => "The task moved on.",
            { TaskStageKind: StageKind.Complete } => "The task is complete.",
            _ => $"The task moved on and is in {now}.",
        };
    }

    private static bool HadEnded(AttemptDetails details) =>
        details.Attempts.Any(earlier => earlier.Accepted && earlier.Number < details.Line.Number);

    // A sentence needs two digits where the table has three, and is not broken before the unit.
    private static string Rounded(double milliseconds) => (milliseconds is >= 1_000 and < 10_000
        ? string.Create(CultureInfo.InvariantCulture, $"{milliseconds / 1000:0.#} s")
        : AttemptWords.Duration(milliseconds)).Replace(' ', '\u00a0');
}
