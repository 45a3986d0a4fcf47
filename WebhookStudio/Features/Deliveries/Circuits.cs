using Microsoft.EntityFrameworkCore;
using WebhookStudio.Data;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Deliveries;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Domain.Workflows;
using WebhookStudio.Platform;

namespace WebhookStudio.Features.Deliveries;

/// <inheritdoc cref="ICircuits"/>
internal sealed class Circuits(
    IDbContextFactory<StudioDbContext> contexts,
    WriteTurns turns,
    IEnumerable<ICircuitObserver> observers,
    ILaneWakeups wakeups,
    IProjectFeed feed) : ICircuits
{
    public async Task<bool> TryNowAsync(Id<Project> project, StageId stage, CancellationToken cancellationToken)
    {
        var wasOpen = await CloseAsync(project, stage, cancellationToken);
        var key = new StageKey(project, stage);

        foreach (var observer in observers)
        {
            observer.CircuitReset(key);
        }

        wakeups.Wake(key);
        feed.Publish(project);

        return wasOpen;
    }

    /// <summary>The same as <see cref="StageCircuit.Close"/>, without reading the row: a worker may be writing it.</summary>
    private async Task<bool> CloseAsync(Id<Project> project, StageId stage, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        using var turn = await turns.TakeAsync(cancellationToken);
        var closed = await db.Circuits
            .Where(circuit => circuit.ProjectId == project && circuit.StageId == stage && circuit.OpenedAt != null)
            .ExecuteUpdateAsync(
                set => set
                    .SetProperty(circuit => circuit.Failures, 0)
                    .SetProperty(circuit => circuit.Probes, 0)
                    .SetProperty(circuit => circuit.OpenedAt, (DateTimeOffset?)null)
                    .SetProperty(circuit => circuit.ProbeAt, (DateTimeOffset?)null)
                    .SetProperty(circuit => circuit.Cause, (AttemptOutcome?)null),
                cancellationToken);

        return closed > 0;
    }
}
