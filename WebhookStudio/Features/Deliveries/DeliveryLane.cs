using System.Collections.Immutable;
using System.Threading.Channels;
using Microsoft.Extensions.Options;
using WebhookStudio.Domain.Workflows;
using WebhookStudio.Platform;

namespace WebhookStudio.Features.Deliveries;

/// <summary>Sends the due deliveries of one stage until none is left.</summary>
/// <remarks>
/// 1. Claim as many as the stage's concurrency has room for, under a lease with a fencing token.
/// 2. Send them side by side; each ends within the stage's timeout, whatever the receiver does.
/// 3. Settle those that have ended in one transaction, without waiting for the slowest, and go on with 1.
/// Wake-ups that come meanwhile are taken in, so that a new delivery does not wait for slow ones under way.
/// </remarks>
internal sealed class DeliveryLane(
    LaneSwitchboard switchboard,
    WebhookTargets targets,
    DeliveryLedger ledger,
    IWebhookSender sender,
    IProjectFeed feed,
    IOptions<DeliveryOptions> options)
{
    private const int MostInOneTransaction = 64;

    public async Task RunAsync(StageKey stage, CancellationToken cancellationToken)
    {
        var events = Channel.CreateUnbounded<EndedAttempt?>(new() { SingleReader = true });

        // An empty event is a wake-up.
        using var run = switchboard.TryEnter(stage, () => events.Writer.TryWrite(null));

        if (run is null)
        {
            return;
        }

        await RunAsync(stage, run, events, cancellationToken);

        if (await ledger.NextDueAsync(stage, CancellationToken.None) is { } due && !cancellationToken.IsCancellationRequested)
        {
            switchboard.WakeAt(stage, due);
        }
    }

    private async Task RunAsync(
        StageKey stage,
        LaneSwitchboard.LaneRun run,
        Channel<EndedAttempt?> events,
        CancellationToken stopping)
    {
        using var sending = new CancellationTokenSource();
        await using var registration = stopping.Register(() => sending.CancelAfter(options.Value.ShutdownGrace));
        var underWay = 0;
        WebhookTarget? target = null;

        while (true)
        {
            run.BeginRound();
            var live = await targets.FindAsync(stage, CancellationToken.None);
            target = live ?? target;

            var started = live is null || stopping.IsCancellationRequested
                ? 0
                : await StartAsync(live, live.Concurrency - underWay, events.Writer, sending.Token);
            underWay += started;

            if (started == MostInOneTransaction)
            {
                continue;
            }

            if (underWay > 0)
            {
                var ended = await NextAsync(events.Reader);
                underWay -= ended.Count;
                await SettleAsync(target!, ended);
            }
            else if (live is null || stopping.IsCancellationRequested || run.TryLeave())
            {
                return;
            }
        }
    }

    /// <summary>Claims due deliveries and starts sending them.</summary>
    /// <returns>How many.</returns>
    private async Task<int> StartAsync(
        WebhookTarget target, int room, ChannelWriter<EndedAttempt?> ended, CancellationToken sending)
    {
        if (room <= 0)
        {
            return 0;
        }

        var claimed = await ledger.ClaimAsync(target, Math.Min(room, MostInOneTransaction), CancellationToken.None);

        foreach (var delivery in claimed)
        {
            _ = SendAsync(target, delivery, ended, sending);
        }

        if (claimed.Count > 0)
        {
            feed.Publish(target.Key.Project);
        }

        return claimed.Count;
    }

    private async Task SendAsync(
        WebhookTarget target, ClaimedDelivery delivery, ChannelWriter<EndedAttempt?> ended, CancellationToken sending)
    {
        var attempt = await sender.SendAsync(target, delivery, sending);
        ended.TryWrite(new(delivery, attempt));
    }

    /// <summary>Waits for an event, and takes what else has come by then. A wake-up alone gives an empty list.</summary>
    private static async Task<List<EndedAttempt>> NextAsync(ChannelReader<EndedAttempt?> events)
    {
        var ended = new List<EndedAttempt>();
        await events.WaitToReadAsync(CancellationToken.None);

        while (ended.Count < MostInOneTransaction && events.TryRead(out var next))
        {
            if (next is not null)
            {
                ended.Add(next);
            }
        }

        return ended;
    }

    private async Task SettleAsync(WebhookTarget target, List<EndedAttempt> ended)
    {
        if (ended.Count == 0)
        {
            return;
        }

        // The requests have been made; a shutdown now must not lose the record of them.
        ImmutableHashSet<StageId> entered = await ledger.SettleAsync(target, ended, CancellationToken.None);

        foreach (var next in entered)
        {
            switchboard.Wake(new(target.Key.Project, next));
        }

        feed.Publish(target.Key.Project);
    }
}
