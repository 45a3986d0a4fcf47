using Microsoft.EntityFrameworkCore;
using WebhookStudio.Data;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Assets;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Features.Api;
using WebhookStudio.Platform;

namespace WebhookStudio.Features.Projects;

/// <summary>Reads projects for the API.</summary>
internal sealed class ProjectLookup(IDbContextFactory<StudioDbContext> contexts)
{
    /// <summary>Lists projects, newest first.</summary>
    public async Task<Page<ProjectLine>> ListAsync(PageRequest page, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var total = await db.Projects.CountAsync(cancellationToken);
        var lines = await db.Projects.AsNoTracking()
            .OrderByDescending(p => p.CreatedAt).ThenByDescending(p => p.Id)
            .Skip(page.Skip).Take(page.Size)
            .Select(p => new ProjectLine(p.Id, p.Name, p.Description, p.CreatedAt))
            .ToListAsync(cancellationToken);

        return new(lines, total);
    }

    /// <summary>Finds a project by the text of its identifier.</summary>
    /// <exception cref="ApiException">There is no such project.</exception>
    public async Task<Project> GetAsync(string? id, CancellationToken cancellationToken)
    {
        var parsed = ApiRequest.ParseId<Project>(id, "project");
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);

        return await db.Projects.AsNoTracking().FirstOrDefaultAsync(p => p.Id == parsed, cancellationToken)
            ?? throw ApiException.Invalid("project", id);
    }

    /// <summary>Gets a project with what the API shows beside it.</summary>
    /// <exception cref="ApiException">There is no such project.</exception>
    public async Task<ProjectDetails> GetDetailsAsync(string? id, CancellationToken cancellationToken)
    {
        var project = await GetAsync(id, cancellationToken);
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var batches = await db.Batches.AsNoTracking().Where(b => b.ProjectId == project.Id)
            .OrderBy(b => b.Id)
            .ToListAsync(cancellationToken);
        var assets = await db.Assets.CountAsync(a => a.ProjectId == project.Id, cancellationToken);

        return new(project, batches, assets);
    }
}

/// <summary>A line of the list of projects.</summary>
internal sealed record ProjectLine(Id<Project> Id, string Name, string Description, DateTimeOffset CreatedAt);

/// <summary>A project, its batches in the order they were made, and the number of its assets.</summary>
internal sealed record ProjectDetails(Project Project, IReadOnlyList<Batch> Batches, int Assets);
