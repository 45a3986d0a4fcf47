using Microsoft.Extensions.Options;

namespace WebhookStudio.Features.Deliveries;

/// <summary>Runs the lane of a stage, one run at a time.</summary>
internal sealed class DeliveryLane(
    LaneSwitchboard switchboard, DeliveryLedger ledger, LaneTools tools, IOptions<DeliveryOptions> options)
{
    /// <summary>Sends the due deliveries of a stage until none is left, or for long enough to let another stage have the
    /// worker; then it queues up again.</summary>
    public async Task RunAsync(StageKey stage, CancellationToken stopping)
    {
        var worker = new LaneWorker(stage, tools, options.Value);
        using var run = switchboard.TryEnter(stage, worker.Signal);

        if (run is null)
        {
            return;
        }

        var canSend = await worker.RunAsync(run, stopping);

        if (canSend && !stopping.IsCancellationRequested
            && await ledger.NextDueAsync(stage, CancellationToken.None) is { } due)
        {
            switchboard.WakeAt(stage, due);
        }
    }
}

/// <summary>What the run of a lane works with.</summary>
internal sealed record LaneTools(
    WebhookTargets Targets,
    DeliveryLedger Ledger,
    IWebhookSender Sender,
    LiveLeases Leases,
    ILaneWakeups Wakeups,
    Platform.IProjectFeed Feed,
    TimeProvider Clock,
    ILogger<LaneWorker> Logger);
