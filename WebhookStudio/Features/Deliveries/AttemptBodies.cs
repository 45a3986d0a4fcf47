using Microsoft.EntityFrameworkCore;
using WebhookStudio.Data;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Deliveries;
using WebhookStudio.Domain.Projects;

namespace WebhookStudio.Features.Deliveries;

/// <summary>Gets the exact bytes that an attempt sent: its own if it has some, otherwise those of its delivery.</summary>
internal sealed class AttemptBodies(IDbContextFactory<StudioDbContext> contexts)
{
    /// <returns><see langword="null"/> if the project has no such attempt, or its body is no longer stored.</returns>
    public async Task<byte[]?> GetAsync(
        Id<Project> project, Id<DeliveryAttempt> attempt, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var found = await db.Attempts.AsNoTracking().Where(a => a.Id == attempt && a.ProjectId == project)
            .Select(a => new { a.DeliveryId, a.Exchange!.RequestBody }).SingleOrDefaultAsync(cancellationToken);

        return found is null ? null : found.RequestBody ?? await db.Payloads.AsNoTracking()
            .Where(p => p.DeliveryId == found.DeliveryId)
            .Select(p => p.Body)
            .SingleOrDefaultAsync(cancellationToken);
    }
}
