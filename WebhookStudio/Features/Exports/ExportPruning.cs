using Microsoft.EntityFrameworkCore;
using WebhookStudio.Data;
using WebhookStudio.Domain.Exports;

namespace WebhookStudio.Features.Exports;

/// <summary>Deletes old exports and their files at the start and every hour.</summary>
internal sealed partial class ExportPruning(
    ExportFiles files,
    KeptExportFiles kept,
    IDbContextFactory<StudioDbContext> contexts,
    TimeProvider clock,
    ILogger<ExportPruning> logger) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, clock);

        do
        {
            try
            {
                files.Prune();
                await PruneKeptAsync(stoppingToken);
            }
            catch (IOException exception)
            {
                // A file that is being fetched stays until the next hour.
                Log.NotPruned(logger, exception);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task PruneKeptAsync(CancellationToken cancellationToken)
    {
        var oldest = clock.GetUtcNow() - Export.Lifetime;
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        await db.Exports.Where(export => export.CreatedAt < oldest && export.EndedAt != null)
            .ExecuteDeleteAsync(cancellationToken);
        kept.Prune(oldest);
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "An old export could not be deleted.")]
        public static partial void NotPruned(ILogger logger, Exception exception);
    }
}
