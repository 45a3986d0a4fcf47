using System.Net.Sockets;
using WebhookStudio.Domain.Deliveries;

namespace WebhookStudio.Features.Deliveries.Sending;

/// <summary>Names what went wrong before an answer came.</summary>
internal static class AttemptFailure
{
    /// <summary>Names the outcome of an attempt whose time was over.</summary>
    public static (AttemptOutcome Outcome, string Detail) OfTimeout(AttemptTrace trace, Deadline deadline)
    {
        var limit = DialWords.Seconds(deadline.Narrowest);

        return trace switch
        {
            { Connection: not null, HasReceived: true } =>
                (AttemptOutcome.ReadTimedOut, $"The answer began, but its head was not complete within {limit}."),
            { Connection: not null } => (AttemptOutcome.TimedOut, $"No answer within {limit}."),
            { Dial: { IsSecure: true, Connected: not 0 } } =>
                (AttemptOutcome.TlsTimedOut, DialWords.NotSecuredInTime(deadline.Narrowest)),
            _ => (AttemptOutcome.ConnectTimedOut, $"No connection was made within {limit}."),
        };
    }

    /// <summary>Names the outcome of an attempt that failed in time.</summary>
    public static (AttemptOutcome Outcome, string Detail) Of(Exception failure, AttemptTrace trace)
    {
        var causes = Causes(failure).ToList();

        return causes.OfType<DialFailedException>().FirstOrDefault() is { } dial ? (dial.Outcome, dial.Message)
            : causes.OfType<HttpIOException>().FirstOrDefault() is { } http ? OfHttp(http.HttpRequestError, causes, trace)
            : failure is HttpRequestException { HttpRequestError: var error } ? OfHttp(error, causes, trace)
            : (AttemptOutcome.Failed, causes[^1].Message);
    }

    private static (AttemptOutcome Outcome, string Detail) OfHttp(
        HttpRequestError error, List<Exception> causes, AttemptTrace trace)
    {
        return error switch
        {
            HttpRequestError.InvalidResponse or HttpRequestError.HttpProtocolError =>
                (AttemptOutcome.ProtocolError, causes[^1].Message),
            HttpRequestError.ConfigurationLimitExceeded =>
                (AttemptOutcome.HeadersTooLarge, "The headers of the answer are larger than 32 KB."),
            HttpRequestError.ResponseEnded when trace is { HasReceived: true, LooksLikeHttp: false } =>
                (AttemptOutcome.ProtocolError, "What came back does not begin like an answer of HTTP/1.1."),
            HttpRequestError.ResponseEnded when trace.HasReceived =>
                (AttemptOutcome.ConnectionReset, "The connection was closed in the middle of the answer's head."),
            HttpRequestError.ResponseEnded =>
                (AttemptOutcome.ConnectionReset, "The connection was closed without an answer."),
            _ => OfTransport(causes),
        };
    }

    private static (AttemptOutcome Outcome, string Detail) OfTransport(List<Exception> causes)
    {
        var detail = causes[^1].Message;

        return causes.OfType<SocketException>().FirstOrDefault()?.SocketErrorCode switch
        {
            SocketError.TimedOut => (AttemptOutcome.TimedOut, detail),
            not null => (AttemptOutcome.ConnectionReset, detail),
            null when causes.Any(cause => cause is IOException) => (AttemptOutcome.ConnectionReset, detail),
            null => (AttemptOutcome.Failed, detail),
        };
    }

    private static IEnumerable<Exception> Causes(Exception? failure)
    {
        for (; failure is not null; failure = failure.InnerException)
        {
            yield return failure;
        }
    }
}
