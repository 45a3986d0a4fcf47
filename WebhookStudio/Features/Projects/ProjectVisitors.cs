using Microsoft.EntityFrameworkCore;
using WebhookStudio.Data;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Projects;

namespace WebhookStudio.Features.Projects;

/// <inheritdoc />
internal sealed class ProjectVisitors(IDbContextFactory<StudioDbContext> contexts, WriteTurns turns) : IProjectVisitors
{
    public async Task<ProjectVisitor> GetAsync(Id<Project> project, string email, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);

        return await db.Visitors.AsNoTracking().SingleOrDefaultAsync(v => v.ProjectId == project && v.Email == email, cancellationToken)
            ?? new() { ProjectId = project, Email = email };
    }

    public async Task ChangeAsync(
        Id<Project> project, string email, Action<ProjectVisitor> change, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);

        // Read within the turn: two windows of one person would otherwise lose a change, or both add the row.
        using var turn = await turns.TakeAsync(cancellationToken);
        var visitor = await db.Visitors.SingleOrDefaultAsync(v => v.ProjectId == project && v.Email == email, cancellationToken);

        if (visitor is null)
        {
            visitor = new() { ProjectId = project, Email = email };
            db.Add(visitor);
        }

        change(visitor);
        await db.SaveChangesAsync(cancellationToken);
    }
}
