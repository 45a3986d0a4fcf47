using System.Globalization;
using System.Net.Sockets;
using WebhookStudio.Domain.Deliveries;

namespace WebhookStudio.Features.Deliveries.Sending;

/// <summary>Says why no connection was made.</summary>
internal static class DialWords
{
    public static AttemptOutcome Outcome(SocketException failure) => failure.SocketErrorCode switch
    {
        SocketError.ConnectionRefused => AttemptOutcome.ConnectionRefused,
        SocketError.ConnectionReset or SocketError.ConnectionAborted => AttemptOutcome.ConnectionReset,
        SocketError.TimedOut => AttemptOutcome.ConnectTimedOut,
        SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain or SocketError.NoRecovery =>
            AttemptOutcome.HostNotFound,
        _ => AttemptOutcome.Unreachable,
    };

    public static string Of(SocketException failure, string host, Dial dial) => dial.RemoteAddress is { } remote
        ? $"{remote}: {failure.Message}."
        : $"{host}: {failure.Message}.";

    public static string NotInTime(string host, Dial dial, TimeSpan limit) => dial.RemoteAddress is { } remote
        ? $"{remote} did not accept the connection within {Seconds(limit)}."
        : $"The name server gave no address for {host} within {Seconds(limit)}.";

    public static string NotSecuredInTime(TimeSpan limit) =>
        $"The server accepted the connection, but did not agree on encryption within {Seconds(limit)}.";

    /// <summary>Says why encryption was not agreed on, where it is not the certificate.</summary>
    public static string NotSecured(Exception failure) => Innermost(failure) switch
    {
        SocketException or IOException => "The server closed the connection instead of agreeing on encryption.",
        { Message: var text } when text.Contains("frame", StringComparison.OrdinalIgnoreCase) =>
            "The server does not speak TLS at this port.",
        { Message: var text } => $"The server did not agree on encryption: {text}",
    };

    public static string Seconds(TimeSpan span) => string.Create(CultureInfo.InvariantCulture, $"{span.TotalSeconds:0.#} s");

    private static Exception Innermost(Exception failure) => failure.InnerException is { } cause ? Innermost(cause) : failure;
}
