using System.Globalization;
using WebhookStudio.Components.Shared;
using WebhookStudio.Domain.Receivers;
using WebhookStudio.Features.Deliveries;

namespace WebhookStudio.Features.Receivers;

/// <summary>The words, icons and tones in which received requests are shown.</summary>
internal static class ReceiverWords
{
    /// <summary>Every answer that can be chosen, with its button's words.</summary>
    public static IReadOnlyList<(ReceiverAnswer Answer, string Words)> Answers { get; } =
    [
        (ReceiverAnswer.Ok200, "200 OK"),
        (ReceiverAnswer.BadRequest400, "400"),
        (ReceiverAnswer.ServerError500, "500"),
        (ReceiverAnswer.Slow, "Wait 15 s"),
    ];

    /// <summary>Says what was answered.</summary>
    public static StudioState State(ReceivedLine line) => line switch
    {
        { Status: 200 } => StudioState.Delivered,
        { Status: not null } => StudioState.Failed,
        { AnswerMs: null } => StudioState.Sending,
        _ => StudioState.Failed,
    };

    public static string Status(ReceivedLine line) => line switch
    {
        { Status: { } status } => status.ToString(CultureInfo.InvariantCulture),
        { AnswerMs: null } => "Wait",
        _ => "None",
    };

    public static string Phrase(ReceivedLine line) => line switch
    {
        { Status: 200 } => "200 OK",
        { Status: 400 } => "400 Bad request",
        { Status: 408 } => "408 Too slow",
        { Status: 413 } => "413 Too large",
        { Status: 500 } => "500 Server error",
        { Status: { } status } => status.ToString(CultureInfo.InvariantCulture),
        { AnswerMs: null } => "Waiting to answer",
        _ => "No answer",
    };

    public static string Took(ReceivedLine line) => line switch
    {
        { Status: not null, AnswerMs: { } ms } => $"answered in {Duration(ms)}",
        { AnswerMs: { } ms } => $"the sender hung up after {Duration(ms)}",
        _ => "not answered yet",
    };

    /// <summary>Says what the request is about: its asset, or that it is somebody else's.</summary>
    public static string Title(ReceivedLine line) =>
        line.ExternalId ?? (IsOurs(line) ? "No external ID" : "Not from WebhookStudio");

    /// <summary>Says why it came: the attempt, or who sent it.</summary>
    public static string Origin(ReceivedLine line)
    {
        var trigger = line.Trigger is { } why ? AttemptWords.Word(why) : null;
        var attempt = line.Attempt is { } number ? $"attempt {number}" : null;

        return (trigger, attempt) switch
        {
            (not null, not null) => $"{trigger}, {attempt}",
            (null, not null) => $"Attempt {line.Attempt}",
            (not null, null) => trigger,
            _ => line.UserAgent ?? "Unknown sender",
        };
    }

    public static string Short(SignatureVerdict verdict) => verdict switch
    {
        SignatureVerdict.Matches => "Matches",
        SignatureVerdict.DoesNotMatch => "Does not match",
        SignatureVerdict.NoSignature => "No signature",
        SignatureVerdict.NoSecret => "No secret",
        _ => "Not checked",
    };

    public static string Long(SignatureVerdict verdict) => verdict switch
    {
        SignatureVerdict.Matches => "Signature matches",
        SignatureVerdict.DoesNotMatch => "Signature does not match",
        SignatureVerdict.NoSignature => "No signature",
        SignatureVerdict.NoSecret => "No secret to check with",
        _ => "Signature not checked",
    };

    public static string Tone(SignatureVerdict verdict) => verdict switch
    {
        SignatureVerdict.Matches => "success",
        SignatureVerdict.DoesNotMatch or SignatureVerdict.NoSignature => "error",
        _ => "neutral",
    };

    public static string Icon(SignatureVerdict verdict) =>
        Tone(verdict) is "error" ? "i-alert" : "i-shield";

    /// <summary>Says what was computed, or why nothing was.</summary>
    public static string Method(SignatureVerdict verdict) => verdict switch
    {
        SignatureVerdict.NoSecret => "No Webhook stage that sends here has a secret",
        SignatureVerdict.NotChecked => "The body did not arrive as a whole",
        _ => "HMAC-SHA1 of the raw body, hex",
    };

    /// <summary>Writes a number of bytes, such as <c>2.1 KB</c>.</summary>
    public static string Size(int bytes) => bytes switch
    {
        < 1000 => $"{bytes} B",
        < 1_000_000 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1000d:0.#} KB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1_000_000d:0.#} MB"),
    };

    private static bool IsOurs(ReceivedLine line) =>
        line.UserAgent?.StartsWith("WebhookStudio/", StringComparison.Ordinal) is true;

    private static string Duration(double ms) => ms < 1000
        ? string.Create(CultureInfo.InvariantCulture, $"{Math.Max(1, Math.Round(ms))} ms")
        : string.Create(CultureInfo.InvariantCulture, $"{ms / 1000:0.0} s");
}
