using Microsoft.EntityFrameworkCore;
using WebhookStudio.Data;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Assets;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Domain.Tasks;
using WebhookStudio.Features.Assets;
using WebhookStudio.Platform;

namespace WebhookStudio.Features.Tasks.Importing;

/// <inheritdoc />
internal sealed class ListImports(
    IDbContextFactory<StudioDbContext> contexts,
    ListChecks checks,
    BatchService batches,
    ListImportFiles files,
    IListImportJobs jobs,
    IProjectFeed feed,
    TimeProvider clock) : IListImports
{
    public async Task<CheckedList> CheckAsync(Id<Project> project, Stream content, CancellationToken cancellationToken)
    {
        using var read = new MemoryStream();
        await content.CopyToAsync(read, cancellationToken);

        return await checks.CheckAsync(project, read.ToArray(), cancellationToken);
    }

    public async Task<Id<ListImport>> StartAsync(
        Id<Project> project, CheckedList list, ListImportChoice choice, CancellationToken cancellationToken)
    {
        TaskPriority.Checked(choice.Priority);
        var entries = list.Rows.Where(row => row.Entry is not null && !(choice.SkipsKnown && row.IsKnown))
            .Select(row => row.Entry!).ToList();

        if (entries.Count == 0)
        {
            throw new DomainRuleException("import.nothing", "No row of the list is left to import.");
        }

        string[] common = choice.Batch.Trim() is { Length: > 0 } name ? [name] : [];
        var names = entries.SelectMany(entry => entry.Batches ?? common).ToHashSet(StringComparer.Ordinal);
        var ids = await batches.ResolveAsync(project, names, cancellationToken);
        var now = clock.GetUtcNow();
        var import = new ListImport
        {
            Id = Id<ListImport>.New(now),
            ProjectId = project,
            By = choice.By,
            Name = choice.Name,
            CreatedAt = now,
            Total = entries.Count,
        };
        await files.WriteAsync(
            import.Id,
            entries.Select(entry => StoredRow.Of(entry.ToNew(
                [.. (entry.Batches ?? common).Select(batch => ids[batch]).Distinct()], choice.Priority))),
            cancellationToken);

        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        db.Add(import);
        await db.SaveChangesAsync(cancellationToken);
        jobs.Enqueue(import.Id);
        feed.Publish(project);

        return import.Id;
    }

    public async Task<ListImport?> FindAsync(Id<Project> project, Id<ListImport> import, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);

        return await db.ListImports.AsNoTracking()
            .FirstOrDefaultAsync(i => i.Id == import && i.ProjectId == project, cancellationToken);
    }

    public async Task<bool> CancelAsync(Id<Project> project, Id<ListImport> import, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);

        // The transaction that adds rows may be a moment ahead: then it is cancelled after them.
        while (await db.ListImports.FirstOrDefaultAsync(i => i.Id == import && i.ProjectId == project, cancellationToken)
            is { } found)
        {
            found.Cancel(clock.GetUtcNow());

            try
            {
                await db.SaveChangesAsync(cancellationToken);
                files.Delete(import);
                feed.Publish(project);

                return true;
            }
            catch (DbUpdateConcurrencyException)
            {
                db.ChangeTracker.Clear();
            }
        }

        return false;
    }
}
