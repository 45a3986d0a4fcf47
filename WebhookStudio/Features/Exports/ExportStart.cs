using Microsoft.EntityFrameworkCore;
using WebhookStudio.Data;
using WebhookStudio.Domain.Exports;

namespace WebhookStudio.Features.Exports;

/// <summary>Has the exports written that the last run of the server left undone.</summary>
internal sealed class ExportStart(IDbContextFactory<StudioDbContext> contexts, IExportJobs jobs) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var undone = await db.Exports
            .Where(export => export.Status == ExportStatus.Waiting || export.Status == ExportStatus.Writing)
            .OrderBy(export => export.CreatedAt)
            .Select(export => export.Id)
            .ToListAsync(cancellationToken);

        // One that is still in the queue of jobs finds its work done when its turn comes: there is one worker.
        undone.ForEach(jobs.Enqueue);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
