using WebhookStudio.Domain;
using WebhookStudio.Domain.Deliveries;
using WebhookStudio.Domain.Receivers;

namespace WebhookStudio.Features.Receivers;

/// <summary>Reads a request, checks and keeps it, and answers as the receiver is told to.</summary>
internal sealed class ReceiverIntake(
    ReceiverGate gate, ReceivedStore store, IHostApplicationLifetime lifetime, TimeProvider clock)
{
    /// <summary>Takes a request in and gives the answer once it is due.</summary>
    /// <returns><see langword="null"/> if the sender hung up or the server stops before the answer is due.</returns>
    public async Task<ReceiverReply?> AnswerAsync(
        ReceiverTarget target, HttpRequest request, CancellationToken hungUp)
    {
        var since = clock.GetTimestamp();
        var (kept, reply) = await TakeAsync(target, request, since, hungUp);

        if (reply.Wait == TimeSpan.Zero)
        {
            return reply;
        }

        // Nothing is held while waiting: no database connection, no body, no turn of others.
        var answered = await WaitAsync(reply.Wait, hungUp);
        await store.SettleAsync(target, kept, answered ? reply.Status : null, clock.GetElapsedTime(since));

        return answered ? reply : null;
    }

    private async Task<(Id<ReceivedWebhook> Kept, ReceiverReply Reply)> TakeAsync(
        ReceiverTarget target, HttpRequest http, long since, CancellationToken hungUp)
    {
        await gate.AwaitBodyAsync(hungUp);

        try
        {
            var request = await ReceivedRequest.ReadAsync(http, clock, hungUp);
            var check = request.End is BodyEnd.Whole
                ? SignatureCheck.Of(request.Header(WebhookSignature.HubHeader), target.Secrets, request.Body)
                : new(SignatureVerdict.NotChecked, null);
            var reply = ReceiverReply.To(request, check, target.Answer);

            return (await store.KeepAsync(target, request, check, reply, since), reply);
        }
        finally
        {
            gate.PassBody();
        }
    }

    private async Task<bool> WaitAsync(TimeSpan wait, CancellationToken hungUp)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(hungUp, lifetime.ApplicationStopping);

        try
        {
            await Task.Delay(wait, clock, either.Token);

            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
