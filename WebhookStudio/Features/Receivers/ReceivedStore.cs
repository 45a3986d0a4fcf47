using Microsoft.EntityFrameworkCore;
using WebhookStudio.Data;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Deliveries;
using WebhookStudio.Domain.Receivers;
using WebhookStudio.Features.Deliveries;
using WebhookStudio.Platform;

namespace WebhookStudio.Features.Receivers;

/// <summary>Keeps the newest requests of every receiver.</summary>
/// <remarks>A request that has arrived is kept even if its sender hangs up meanwhile: nothing here is cancelled.</remarks>
internal sealed class ReceivedStore(IDbContextFactory<StudioDbContext> database, IProjectFeed feed, TimeProvider clock)
{
    /// <summary>What our own requests carry in the open. Anything else in one of them is a secret header of some stage.</summary>
    private static readonly HashSet<string> OwnHeaders = new(StringComparer.OrdinalIgnoreCase)
    {
        "Host", "User-Agent", "Accept-Encoding", "Content-Type", "Content-Length", WebhookRequest.IdHeader,
        WebhookRequest.TimestampHeader, WebhookSignature.StandardHeader, WebhookRequest.AttemptHeader,
        WebhookRequest.TriggerHeader, WebhookSignature.HubHeader, WebhookSignature.Hub256Header,
        WebhookSignature.HubAltHeader,
    };

    /// <summary>Keeps a request, and drops those beyond the bound.</summary>
    /// <param name="target">The receiver.</param>
    /// <param name="request">What came.</param>
    /// <param name="check">What the check of the signature found.</param>
    /// <param name="reply">What is answered: its status is kept at once unless it has to wait.</param>
    /// <param name="since">The clock's timestamp of the arrival.</param>
    public async Task<Id<ReceivedWebhook>> KeepAsync(
        ReceiverTarget target, ReceivedRequest request, SignatureCheck check, ReceiverReply reply, long since)
    {
        await using var db = await database.CreateDbContextAsync(CancellationToken.None);
        var row = Row(target, request, check, reply.Wait == TimeSpan.Zero ? (reply.Status, since) : null);

        await using var transaction = await db.Database.BeginTransactionAsync(CancellationToken.None);
        db.Add(row);
        await db.SaveChangesAsync(CancellationToken.None);
        await db.ReceivedWebhooks
            .Where(w => w.ReceiverId == target.Receiver)
            .OrderByDescending(w => w.ReceivedAt).ThenByDescending(w => w.Id)
            .Skip(TestReceiver.KeptRequests)
            .ExecuteDeleteAsync(CancellationToken.None);
        await transaction.CommitAsync(CancellationToken.None);
        feed.Publish(target.Project);

        return row.Id;
    }

    /// <summary>Notes how a slow answer ended.</summary>
    public async Task SettleAsync(ReceiverTarget target, Id<ReceivedWebhook> row, int? status, TimeSpan after)
    {
        await using var db = await database.CreateDbContextAsync(CancellationToken.None);
        double? elapsed = after.TotalMilliseconds;
        await db.ReceivedWebhooks.Where(w => w.Id == row).ExecuteUpdateAsync(
            w => w.SetProperty(x => x.Status, status).SetProperty(x => x.AnswerMs, elapsed), CancellationToken.None);
        feed.Publish(target.Project);
    }

    private ReceivedWebhook Row(
        ReceiverTarget target,
        ReceivedRequest request,
        SignatureCheck check,
        (int Status, long Since)? answered)
    {
        var now = clock.GetUtcNow();

        return new()
        {
            Id = Id<ReceivedWebhook>.New(now),
            ReceiverId = target.Receiver,
            ReceivedAt = now,
            Method = request.Method,
            Headers = string.Join('\n', request.Headers.Select(h => Line(h, IsSecret(h.Name, request, target)))),
            ContentType = request.Header("Content-Type"),
            Body = request.Body,
            BodyCut = request.End is not BodyEnd.Whole,
            Verdict = check.Verdict,
            SignatureSent = request.Header(WebhookSignature.HubHeader),
            SignatureComputed = check.Computed,
            ExternalId = PayloadFacts.ExternalId(request.Body),
            Trigger = Enum.TryParse<AttemptTrigger>(request.Header("webhook-trigger"), ignoreCase: true, out var why)
                && Enum.IsDefined(why) ? why : null,
            Attempt = int.TryParse(request.Header("webhook-attempt"), out var attempt) && attempt > 0 ? attempt : null,
            UserAgent = request.Header("User-Agent"),
            Status = answered?.Status,
            AnswerMs = answered is { } known ? clock.GetElapsedTime(known.Since).TotalMilliseconds : null,
        };
    }

    private static bool IsSecret(string name, ReceivedRequest request, ReceiverTarget target) =>
        target.HiddenHeaders.Contains(name)
        || (request.Header(WebhookRequest.TriggerHeader) is not null && !OwnHeaders.Contains(name));

    private static string Line(ReceivedHeader header, bool hidden) =>
        $"{header.Name}: {(hidden ? "(hidden)" : header.Value)}";
}
