using Microsoft.EntityFrameworkCore;
using WebhookStudio.Data;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Deliveries;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Domain.Workflows;

namespace WebhookStudio.Features.Workflows;

/// <summary>Reads when a stage tries again what was not accepted, and why then.</summary>
public interface IPlannedRetries
{
    /// <summary>Gets the next planned retry, or <see langword="null"/> if none is planned.</summary>
    Task<PlannedRetry?> NextAsync(Id<Project> project, StageId stage, CancellationToken cancellationToken);
}

/// <summary>The next attempt that the schedule, or the receiver, has asked for.</summary>
/// <param name="At">When it is due.</param>
/// <param name="AskedSeconds">How many seconds the receiver asked for, if that is why it is no earlier.</param>
/// <param name="ExternalId">The external ID of its task.</param>
public sealed record PlannedRetry(DateTimeOffset At, int? AskedSeconds, string ExternalId);

/// <inheritdoc cref="IPlannedRetries"/>
internal sealed class PlannedRetries(IDbContextFactory<StudioDbContext> contexts) : IPlannedRetries
{
    public async Task<PlannedRetry?> NextAsync(Id<Project> project, StageId stage, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var next = await db.Deliveries.AsNoTracking()
            .Where(d => d.ProjectId == project && d.StageId == stage && d.Status == DeliveryStatus.Retrying)
            .OrderBy(d => d.DueAt)
            .Select(d => new { d.DueAt, d.AskedSeconds, d.ExternalId })
            .FirstOrDefaultAsync(cancellationToken);

        return next is { DueAt: var at } ? new(at, next.AskedSeconds, next.ExternalId) : null;
    }
}
