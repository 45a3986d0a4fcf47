using System.Globalization;
using Microsoft.EntityFrameworkCore;
using WebhookStudio.Data;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Exports;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Domain.Workflows;
using WebhookStudio.Platform;

namespace WebhookStudio.Features.Exports;

/// <inheritdoc cref="IExports"/>
internal sealed class Exports(
    IDbContextFactory<StudioDbContext> contexts,
    KeptExportFiles files,
    IExportJobs jobs,
    IProjectFeed feed,
    TimeProvider clock) : IExports
{
    /// <summary>How many exports are listed; older ones are pruned after a week anyhow.</summary>
    public const int MaxListed = 200;

    public async Task<IReadOnlyList<Export>> ListAsync(Id<Project> project, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);

        return await db.Exports.AsNoTracking().Where(export => export.ProjectId == project)
            .OrderByDescending(export => export.CreatedAt).ThenByDescending(export => export.Id)
            .Take(MaxListed)
            .ToListAsync(cancellationToken);
    }

    public async Task<ExportChoices?> GetChoicesAsync(Id<Project> project, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);

        if (await db.Projects.AsNoTracking().FirstOrDefaultAsync(p => p.Id == project, cancellationToken) is not { } found)
        {
            return null;
        }

        var batches = await db.Batches.AsNoTracking().Where(batch => batch.ProjectId == project)
            .OrderBy(batch => batch.Name)
            .ToListAsync(cancellationToken);

        return new(
            [.. found.Workflow.Stages.Select(stage => (stage.Id.Value, stage.Name))],
            [.. found.Workflow.Stages.Where(stage => stage.Kind is StageKind.Complete).Select(stage => stage.Id.Value)],
            [.. batches.Select(batch => (batch.Id.Value, batch.Name))]);
    }

    public async Task<int> CountAsync(Id<Project> project, ExportScope scope, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);

        return await ExportSource.CountAsync(db, await QueryAsync(db, project, scope, cancellationToken), cancellationToken);
    }

    public async Task<Id<Export>> StartAsync(
        Id<Project> project, ExportScope scope, string by, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        await ExportSource.CountAsync(db, await QueryAsync(db, project, scope, cancellationToken), cancellationToken);

        var now = clock.GetUtcNow();
        var export = new Export { Id = Id<Export>.New(now), ProjectId = project, By = by, CreatedAt = now, Scope = scope };
        db.Add(export);
        await db.SaveChangesAsync(cancellationToken);

        jobs.Enqueue(export.Id);
        feed.Publish(project);

        return export.Id;
    }

    public async Task CancelAsync(Id<Project> project, Id<Export> export, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);

        if (await FindAsync(db, project, export, cancellationToken) is { } found)
        {
            found.Cancel(clock.GetUtcNow());
            await db.SaveChangesAsync(cancellationToken);
            feed.Publish(project);
        }
    }

    public async Task DeleteAsync(Id<Project> project, Id<Export> export, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);

        if (await FindAsync(db, project, export, cancellationToken) is { } found)
        {
            db.Remove(found);
            await db.SaveChangesAsync(cancellationToken);
            files.Delete(export);
            feed.Publish(project);
        }
    }

    public async Task<(string Path, string Name)?> FindFileAsync(
        Id<Project> project, Id<Export> export, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var found = await FindAsync(db, project, export, cancellationToken);

        return found is { Status: ExportStatus.Ready } && files.Find(export) is { } path
            ? (path, string.Create(CultureInfo.InvariantCulture, $"export-{found.CreatedAt.UtcDateTime:yyyyMMdd-HHmmss}.zip"))
            : null;
    }

    private static Task<Export?> FindAsync(
        StudioDbContext db, Id<Project> project, Id<Export> export, CancellationToken cancellationToken) =>
        db.Exports.FirstOrDefaultAsync(e => e.Id == export && e.ProjectId == project, cancellationToken);

    private static async Task<ExportQuery> QueryAsync(
        StudioDbContext db, Id<Project> id, ExportScope scope, CancellationToken cancellationToken) =>
        await db.Projects.AsNoTracking().FirstOrDefaultAsync(p => p.Id == id, cancellationToken) is { } project
            ? ExportQuery.Of(project, scope)
            : throw new DomainRuleException("project.unknown", "There is no such project.");
}
