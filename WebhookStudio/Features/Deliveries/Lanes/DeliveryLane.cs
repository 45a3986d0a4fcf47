using Microsoft.Extensions.Options;

namespace WebhookStudio.Features.Deliveries;

/// <summary>Runs the lane of a stage, one run at a time.</summary>
internal sealed class DeliveryLane(LaneMemories memories, LaneTools tools, IOptions<DeliveryOptions> options)
{
    private readonly Lock _lock = new();
    private Task? _stopped;

    /// <summary>Sends the due deliveries of a stage until nothing happens any more, or others need the worker.</summary>
    public async Task RunAsync(StageKey stage, CancellationToken stopping)
    {
        using var run = tools.Switchboard.TryEnter(stage);

        if (run is not null)
        {
            await new LaneWorker(stage, memories.Of(stage), tools, options.Value).RunAsync(run, stopping);
        }
    }

    /// <summary>Ends all lanes: what is under way may end within the grace, what was not sent yet is handed back. A second
    /// call waits for the first.</summary>
    public Task StopAsync()
    {
        lock (_lock)
        {
            return _stopped ??= DrainAsync();
        }
    }

    private Task DrainAsync()
    {
        tools.Switchboard.Close();
        memories.StopAfter(options.Value.ShutdownGrace);

        return Task.WhenAll(memories.Keys.Select(
            stage => new LaneWorker(stage, memories.Of(stage), tools, options.Value).DrainAsync()));
    }
}

/// <summary>What the run of a lane works with.</summary>
internal sealed record LaneTools(
    LaneSwitchboard Switchboard,
    DeliveryLedger Ledger,
    LiveLeases Leases,
    Sending.AnswerMemory Answers,
    Platform.IProjectFeed Feed,
    TimeProvider Clock,
    ILogger<LaneWorker> Logger);
