using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using WebhookStudio.Data;
using WebhookStudio.Domain.Deliveries;

namespace WebhookStudio.Features.Deliveries;

/// <summary>What a lane remembers from one run to the next.</summary>
/// <param name="Traffic">The deliveries it has claimed.</param>
/// <param name="Circuit">Whether its receiver can be reached.</param>
/// <param name="Rate">How many deliveries may go out.</param>
internal sealed record LaneMemory(LaneTraffic Traffic, StageCircuit Circuit, RateBucket Rate)
{
    private int _probe;

    /// <summary>Asks the lane to call the receiver at once, though its circuit is open.</summary>
    public void Probe() => Interlocked.Exchange(ref _probe, 1);

    /// <summary>Whether somebody asked since the last call.</summary>
    public bool TakeProbe() => Interlocked.Exchange(ref _probe, 0) == 1;
}

/// <summary>The memories of all lanes of this process.</summary>
internal sealed class LaneMemories(
    IWebhookSender sender,
    ILaneWakeups wakeups,
    IDbContextFactory<StudioDbContext> contexts,
    IOptions<DeliveryOptions> options,
    TimeProvider clock) : IDisposable
{
    private readonly ConcurrentDictionary<StageKey, LaneMemory> _lanes = new();
    private readonly SendPool _pool = new(options.Value.MaxConcurrency);
    private readonly CancellationTokenSource _stopping = new();

    public IReadOnlyCollection<StageKey> Keys => [.. _lanes.Keys];

    public LaneMemory Of(StageKey key) => _lanes.GetOrAdd(key, Create);

    /// <summary>Gives the requests under way so long to end; then they are interrupted.</summary>
    public void StopAfter(TimeSpan grace) => _stopping.CancelAfter(grace);

    public void Dispose() => _stopping.Dispose();

    private LaneMemory Create(StageKey key)
    {
        using var db = contexts.CreateDbContext();
        var circuit = db.Circuits.AsNoTracking()
            .FirstOrDefault(stored => stored.ProjectId == key.Project && stored.StageId == key.Stage);

        return new(
            new(sender, _pool, () => wakeups.Wake(key), _stopping.Token),
            circuit ?? new() { ProjectId = key.Project, StageId = key.Stage },
            new(clock));
    }
}
