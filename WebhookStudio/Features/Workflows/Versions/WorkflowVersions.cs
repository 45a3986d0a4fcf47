using Microsoft.EntityFrameworkCore;
using WebhookStudio.Data;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Domain.Workflows;

namespace WebhookStudio.Features.Workflows.Versions;

/// <inheritdoc />
internal sealed class WorkflowVersions(IDbContextFactory<StudioDbContext> contexts) : IWorkflowVersions
{
    public async Task<IReadOnlyList<VersionLine>> ListAsync(Id<Project> project, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);

        if (await LiveAsync(db, project, cancellationToken) is not { } live)
        {
            return [];
        }

        var kept = await db.WorkflowVersions.AsNoTracking()
            .Where(v => v.ProjectId == project && v.Number <= live.Number)
            .OrderByDescending(v => v.Number)
            .Select(v => new Saved(v.Number, v.SavedAt, v.SavedBy, v.Note))
            .ToListAsync(cancellationToken);

        // A workflow that nobody has replaced yet is kept by its project alone.
        if (kept is not [{ } newest, ..] || newest.Number != live.Number)
        {
            kept.Insert(0, live);
        }

        var nameOf = await PeopleNames.OfAsync(db, kept.Select(version => version.By), cancellationToken);

        return [.. kept.Select(version => version.Line(nameOf(version.By), version.Number == live.Number))];
    }

    public async Task<VersionView?> GetAsync(Id<Project> project, int number, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var live = await db.Projects.AsNoTracking().FirstOrDefaultAsync(p => p.Id == project, cancellationToken);
        var kept = await db.WorkflowVersions.AsNoTracking()
            .FirstOrDefaultAsync(v => v.ProjectId == project && v.Number == number, cancellationToken);
        var found = kept ?? (live?.WorkflowVersion == number ? WorkflowVersion.Of(live) : null);

        if (found is null || live is null)
        {
            return null;
        }

        var name = await PeopleNames.OfAsync(db, found.SavedBy, cancellationToken);
        var line = new VersionLine(found.Number, found.SavedAt, name, found.Note, found.Number == live.WorkflowVersion);

        return new(line, found.Workflow);
    }

    private static Task<Saved?> LiveAsync(StudioDbContext db, Id<Project> project, CancellationToken cancellationToken) =>
        db.Projects.Where(p => p.Id == project)
            .Select(p => new Saved(p.WorkflowVersion, p.WorkflowSavedAt, p.WorkflowSavedBy, null))
            .FirstOrDefaultAsync(cancellationToken);

    private sealed record Saved(int Number, DateTimeOffset At, string By, string? Note)
    {
        public VersionLine Line(string name, bool isLive) => new(Number, At, name, Note, isLive);
    }
}
