using Microsoft.EntityFrameworkCore;
using WebhookStudio.Data;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Domain.Workflows;
using WebhookStudio.Platform;

namespace WebhookStudio.Features.Deliveries;

/// <inheritdoc cref="ICircuits"/>
internal sealed class Circuits(
    IDbContextFactory<StudioDbContext> contexts,
    WriteTurns turns,
    LaneMemories lanes,
    ILaneWakeups wakeups,
    IProjectFeed feed,
    TimeProvider clock) : ICircuits
{
    public async Task<bool> TryNowAsync(Id<Project> project, StageId stage, CancellationToken cancellationToken)
    {
        var isOpen = await ProbeAsync(project, stage, cancellationToken);
        var key = new StageKey(project, stage);
        lanes.Of(key).Probe();
        wakeups.Wake(key);
        feed.Publish(project);

        return isOpen;
    }

    /// <summary>The same as <see cref="Domain.Deliveries.StageCircuit.ProbeNow"/>, for a lane that has not run yet.</summary>
    private async Task<bool> ProbeAsync(Id<Project> project, StageId stage, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        using var turn = await turns.TakeAsync(cancellationToken);
        DateTimeOffset? now = clock.GetUtcNow();

        return await db.Circuits
            .Where(circuit => circuit.ProjectId == project && circuit.StageId == stage && circuit.OpenedAt != null)
            .ExecuteUpdateAsync(
                set => set.SetProperty(circuit => circuit.Probes, 0).SetProperty(circuit => circuit.ProbeAt, now),
                cancellationToken) > 0;
    }
}
