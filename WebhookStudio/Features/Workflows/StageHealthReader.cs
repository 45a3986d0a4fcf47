using Microsoft.EntityFrameworkCore;
using WebhookStudio.Data;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Deliveries;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Domain.Workflows;
using WebhookStudio.Features.Deliveries;

namespace WebhookStudio.Features.Workflows;

/// <inheritdoc cref="IStageHealthReader"/>
internal sealed class StageHealthReader(IDbContextFactory<StudioDbContext> contexts) : IStageHealthReader
{
    public async Task<IReadOnlyDictionary<StageId, StageHealth>> ReadAsync(
        Id<Project> project, Workflow live, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var circuits = await CircuitsAsync(db, project, cancellationToken);
        var blocks = new Dictionary<StageId, OrderBlock>();

        foreach (var stage in live.Stages)
        {
            if (await BlockAsync(db, project, stage, cancellationToken) is { } block)
            {
                blocks[stage.Id] = block;
            }
        }

        return circuits.Keys.Union(blocks.Keys).ToDictionary(
            stage => stage, stage => new StageHealth(circuits.GetValueOrDefault(stage), blocks.GetValueOrDefault(stage)));
    }

    private static async Task<Dictionary<StageId, OpenCircuit>> CircuitsAsync(
        StudioDbContext db, Id<Project> project, CancellationToken cancellationToken)
    {
        var open = await db.Circuits.AsNoTracking()
            .Where(circuit => circuit.ProjectId == project && circuit.OpenedAt != null)
            .ToListAsync(cancellationToken);

        return open.ToDictionary(circuit => circuit.StageId, circuit => new OpenCircuit(
            circuit.Cause ?? AttemptOutcome.Unreachable,
            circuit.OpenedAt!.Value,
            circuit.ProbeAt ?? circuit.OpenedAt.Value,
            circuit.Probes));
    }

    private static async Task<OrderBlock?> BlockAsync(
        StudioDbContext db, Id<Project> project, Stage stage, CancellationToken cancellationToken)
    {
        var ordering = (stage.Settings as WebhookStageSettings)?.Ordering ?? DeliveryOrdering.None;

        if (ordering is DeliveryOrdering.None)
        {
            return null;
        }

        var owed = db.Deliveries.AsNoTracking().Owed().Where(d => d.ProjectId == project && d.StageId == stage.Id);
        var held = owed.Where(d => d.Status == DeliveryStatus.Held);
        var planned = owed.Where(d => d.Status == DeliveryStatus.Pending || d.Status == DeliveryStatus.Retrying);

        return ordering is DeliveryOrdering.Stage
            ? await OfStageAsync(held, planned, cancellationToken)
            : await OfKeysAsync(held, planned, cancellationToken);
    }

    /// <summary>The first held one blocks all that entered after it. Identifiers sort by the time of entry.</summary>
    private static async Task<OrderBlock?> OfStageAsync(
        IQueryable<WebhookDelivery> held, IQueryable<WebhookDelivery> planned, CancellationToken cancellationToken)
    {
        var first = await held.OrderBy(d => d.Id).Select(d => new { d.Id, d.ExternalId })
            .FirstOrDefaultAsync(cancellationToken);

        if (first is null)
        {
            return null;
        }

        var waiting = await planned.CountAsync(d => d.Id > first.Id, cancellationToken);

        return waiting == 0 ? null : new(waiting, Held: 1, first.ExternalId);
    }

    /// <summary>The first held one of each external ID blocks those with the same that entered after it.</summary>
    private static async Task<OrderBlock?> OfKeysAsync(
        IQueryable<WebhookDelivery> held, IQueryable<WebhookDelivery> planned, CancellationToken cancellationToken)
    {
        var firsts = held.GroupBy(d => d.ExternalId)
            .Select(key => new { ExternalId = key.Key, Id = key.Min(d => d.Id) });
        var keys = await (
            from delivery in planned
            join first in firsts on delivery.ExternalId equals first.ExternalId
            where delivery.Id > first.Id
            group delivery by new { first.ExternalId, first.Id } into key
            select new { key.Key.ExternalId, key.Key.Id, Waiting = key.Count() }).ToListAsync(cancellationToken);

        return keys.Count == 0
            ? null
            : new(keys.Sum(key => key.Waiting), keys.Count, keys.MinBy(key => key.Id)!.ExternalId);
    }
}
