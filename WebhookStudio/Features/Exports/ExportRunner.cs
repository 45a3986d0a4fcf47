using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using WebhookStudio.Data;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Documents;
using WebhookStudio.Domain.Exports;
using WebhookStudio.Platform;

namespace WebhookStudio.Features.Exports;

/// <summary>Writes the file of an export and notes on its row how far it is.</summary>
internal sealed partial class ExportRunner(
    IDbContextFactory<StudioDbContext> contexts,
    ExportSource source,
    KeptExportFiles files,
    IProjectFeed feed,
    TimeProvider clock,
    ILogger<ExportRunner> logger)
{
    /// <summary>How often the row is written to while the file is: what a person watches needs no more.</summary>
    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(500);

    /// <summary>Writes an export that waits, or one that was interrupted; anything else is left as it is.</summary>
    public async Task RunAsync(Id<Export> id, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);

        if (await db.Exports.FirstOrDefaultAsync(e => e.Id == id, cancellationToken) is not { IsActive: true } export)
        {
            return;
        }

        try
        {
            await WriteAsync(db, export, cancellationToken);
        }
        catch (DbUpdateConcurrencyException)
        {
            // Somebody cancelled or deleted it: the row says so, or is gone.
            files.Delete(id);
        }
        catch (Exception exception) when (exception is DomainRuleException or IOException)
        {
            Log.Failed(logger, exception, id);
            export.Fail(Words(exception), clock.GetUtcNow());
            await db.SaveChangesAsync(cancellationToken);
        }

        feed.Publish(export.ProjectId);
    }

    private static string Words(Exception exception) => exception is DomainRuleException
        ? exception.Message
        : $"The file could not be written: {exception.Message} Free some space in the data folder and repeat the export.";

    private async Task WriteAsync(StudioDbContext db, Export export, CancellationToken cancellationToken)
    {
        var project = await db.Projects.AsNoTracking().FirstAsync(p => p.Id == export.ProjectId, cancellationToken);
        var query = ExportQuery.Of(project, export.Scope);
        export.Begin(await ExportSource.CountAsync(db, query, cancellationToken));
        await SaveAsync(db, export, cancellationToken);

        var written = 0;
        var bytes = await files.WriteAsync(export.Id, file => ExportArchive.WriteAsync(
            file, query, CountedAsync(db, export, query, count => written = count, cancellationToken), cancellationToken));

        export.Finish(written, bytes, clock.GetUtcNow());
        await SaveAsync(db, export, cancellationToken);
    }

    private async IAsyncEnumerable<IReadOnlyList<DocumentSource>> CountedAsync(
        StudioDbContext db,
        Export export,
        ExportQuery query,
        Action<int> counted,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var reader = await contexts.CreateDbContextAsync(cancellationToken);
        var saved = clock.GetTimestamp();
        var written = 0;

        await foreach (var page in source.ReadAsync(reader, query, cancellationToken))
        {
            yield return page;

            counted(written += page.Count);

            if (clock.GetElapsedTime(saved) >= Period)
            {
                export.Advance(written);
                await SaveAsync(db, export, cancellationToken);
                saved = clock.GetTimestamp();
            }
        }
    }

    /// <exception cref="DbUpdateConcurrencyException">Somebody cancelled or deleted the export.</exception>
    private async Task SaveAsync(StudioDbContext db, Export export, CancellationToken cancellationToken)
    {
        await db.SaveChangesAsync(cancellationToken);
        feed.Publish(export.ProjectId);
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "Export {Export} failed.")]
        public static partial void Failed(ILogger logger, Exception exception, Id<Export> export);
    }
}
