using Microsoft.EntityFrameworkCore;
using WebhookStudio.Data;
using WebhookStudio.Domain.Assets;

namespace WebhookStudio.Features.Tasks.Importing;

/// <summary>Goes on with the imports that the last run of the server left undone, and forgets those of long ago.</summary>
internal sealed class ListImportStart(
    IDbContextFactory<StudioDbContext> contexts, IListImportJobs jobs, TimeProvider clock) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var before = clock.GetUtcNow() - ListImport.Lifetime;
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        await db.ListImports.Where(i => i.Status != ListImportStatus.Active && i.CreatedAt < before)
            .ExecuteDeleteAsync(cancellationToken);
        var undone = await db.ListImports.Where(i => i.Status == ListImportStatus.Active).OrderBy(i => i.CreatedAt)
            .Select(i => i.Id).ToListAsync(cancellationToken);

        // One that is still in the queue of jobs finds its work done when its turn comes: there is one worker.
        undone.ForEach(jobs.Enqueue);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
