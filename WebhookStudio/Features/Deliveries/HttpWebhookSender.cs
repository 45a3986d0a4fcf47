using System.Net;
using Microsoft.Extensions.Options;
using WebhookStudio.Domain.Deliveries;
using WebhookStudio.Domain.Workflows;
using WebhookStudio.Features.Deliveries.Sending;

namespace WebhookStudio.Features.Deliveries;

/// <inheritdoc />
/// <remarks>
/// 1. Make the request from the stored bytes, signed for this attempt.
/// 2. Send it; the whole attempt, connecting and reading included, has one deadline, and its parts have shorter ones.
/// 3. The status decides. The body is read for the log only, up to a cap of bytes and of time; what is not read to its
///    end costs the connection, not the sender.
/// 4. Whatever else happens is an <see cref="AttemptOutcome"/> by name.
/// </remarks>
internal sealed class HttpWebhookSender(
    ReceiverConnections connections, AnswerMemory memory, IOptions<DeliveryOptions> options, TimeProvider clock)
    : IWebhookSender
{
    public async Task<DeliveryAttempt> SendAsync(
        WebhookTarget target, ClaimedDelivery delivery, CancellationToken stopping)
    {
        var attempt = new AttemptInProgress(target, delivery, clock);

        if (target.Problem is { } problem)
        {
            return attempt.End(AttemptOutcome.NeedsSetup, problem);
        }

        if (ReceiverUrl.Of(target.Url) is not { } url)
        {
            return attempt.End(AttemptOutcome.NeedsSetup, WebhookUrl.Problem(target.Url)!);
        }

        using var deadline = new Deadline(target.Timeout, clock, stopping);
        var trace = new AttemptTrace(deadline, options.Value.FirstByteTimeout, clock);

        try
        {
            using var request = WebhookRequest.Create(target, url, delivery, attempt.StartedAt);
            attempt.Sent(request, trace);
            using var response = await connections.SendAsync(request, trace, deadline.Token);

            return await EndAsync(attempt, response, trace, deadline);
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            // Nothing a receiver or a setting provokes may end a lane; what it was is in the log.
            var (outcome, detail) = failure switch
            {
                _ when deadline.HasPassed => AttemptFailure.OfTimeout(trace, deadline),
                _ when stopping.IsCancellationRequested =>
                    (AttemptOutcome.Interrupted, "The application shut down before the answer came."),
                _ => AttemptFailure.Of(failure, trace),
            };

            return attempt.End(outcome, detail);
        }
    }

    private async Task<DeliveryAttempt> EndAsync(
        AttemptInProgress attempt, HttpResponseMessage response, AttemptTrace trace, Deadline deadline)
    {
        if (response.StatusCode is HttpStatusCode.SwitchingProtocols)
        {
            trace.Connection?.Drop();

            return attempt.End(
                AttemptOutcome.ProtocolError, "The receiver answered 101: it wants to speak another protocol than HTTP.");
        }

        deadline.Narrow(options.Value.BodyTimeout);
        var body = await AnswerBody.ReadAsync(response.Content, memory, deadline.Token);

        if (!body.IsRead)
        {
            trace.Connection?.Drop();
        }

        var answered = attempt.Answered(response, body);
        memory.Resize(body.Bytes.Length, answered.Exchange!.ResponseBody!.Length);

        return answered;
    }
}
