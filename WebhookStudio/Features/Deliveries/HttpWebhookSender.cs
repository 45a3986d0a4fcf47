using System.Net.Sockets;
using System.Security.Authentication;
using WebhookStudio.Domain.Deliveries;
using WebhookStudio.Domain.Workflows;

namespace WebhookStudio.Features.Deliveries;

/// <inheritdoc />
/// <remarks>
/// 1. Make the request from the stored bytes, signed for this attempt.
/// 2. Send it; the whole attempt, connecting and reading included, has one deadline.
/// 3. The status decides. The body is read for the log only, up to a cap.
/// 4. Whatever else happens is an <see cref="AttemptOutcome"/> by name.
/// </remarks>
internal sealed class HttpWebhookSender(HttpMessageInvoker http, TimeProvider clock) : IWebhookSender
{
    public async Task<DeliveryAttempt> SendAsync(
        WebhookTarget target, ClaimedDelivery delivery, CancellationToken stopping)
    {
        var attempt = new AttemptInProgress(target, delivery, clock);

        if ((target.Problem ?? WebhookUrl.Problem(target.Url)) is { } problem)
        {
            return attempt.End(AttemptOutcome.NeedsSetup, problem);
        }

        using var deadline = new CancellationTokenSource(target.Timeout, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stopping, deadline.Token);

        try
        {
            using var request = WebhookRequest.Create(target, delivery, attempt.StartedAt);
            attempt.Sent(request, target);
            using var response = await http.SendAsync(request, either.Token);

            return await attempt.AnsweredAsync(response, either.Token);
        }
        catch (OperationCanceledException)
        {
            return (deadline.IsCancellationRequested, stopping.IsCancellationRequested) switch
            {
                (true, _) => attempt.End(AttemptOutcome.TimedOut, $"No answer within {target.Timeout.TotalSeconds:0.#} s."),
                (_, true) => attempt.End(AttemptOutcome.Interrupted, "The application shut down before the answer came."),
                _ => attempt.End(AttemptOutcome.TimedOut, "No connection was made in time."),
            };
        }
        catch (HttpRequestException failure)
        {
            var (outcome, detail) = Classify(failure);

            return attempt.End(outcome, detail);
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            // Nothing a receiver or a setting provokes may end a lane; what it was is in the log.
            return attempt.End(AttemptOutcome.Failed, failure.Message);
        }
    }

    /// <summary>Names what went wrong before an answer came.</summary>
    internal static (AttemptOutcome Outcome, string Detail) Classify(HttpRequestException failure)
    {
        var outcome = failure.HttpRequestError switch
        {
            HttpRequestError.NameResolutionError => AttemptOutcome.HostNotFound,
            HttpRequestError.SecureConnectionError => AttemptOutcome.TlsFailed,
            HttpRequestError.InvalidResponse => AttemptOutcome.ProtocolError,
            HttpRequestError.HttpProtocolError => AttemptOutcome.ProtocolError,
            HttpRequestError.ConfigurationLimitExceeded => AttemptOutcome.HeadersTooLarge,
            HttpRequestError.ResponseEnded => AttemptOutcome.ConnectionReset,
            _ => OfSocket(failure),
        };

        return (outcome, Innermost(failure));
    }

    private static AttemptOutcome OfSocket(HttpRequestException failure) =>
        Causes(failure).OfType<SocketException>().FirstOrDefault()?.SocketErrorCode switch
        {
            SocketError.ConnectionRefused => AttemptOutcome.ConnectionRefused,
            SocketError.TimedOut => AttemptOutcome.TimedOut,
            SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain => AttemptOutcome.HostNotFound,
            SocketError.HostUnreachable or SocketError.NetworkUnreachable or SocketError.NetworkDown
                or SocketError.AddressNotAvailable or SocketError.AccessDenied => AttemptOutcome.Unreachable,
            not null => AttemptOutcome.ConnectionReset,
            null when Causes(failure).Any(cause => cause is BlockedAddressException) => AttemptOutcome.BlockedAddress,
            null when Causes(failure).Any(cause => cause is AuthenticationException) => AttemptOutcome.TlsFailed,
            null when Causes(failure).Any(cause => cause is IOException) => AttemptOutcome.ConnectionReset,
            null => AttemptOutcome.Failed,
        };

    private static string Innermost(Exception failure) => Causes(failure).Last().Message;

    private static IEnumerable<Exception> Causes(Exception? failure)
    {
        for (; failure is not null; failure = failure.InnerException)
        {
            yield return failure;
        }
    }
}
