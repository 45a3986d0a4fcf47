using Microsoft.EntityFrameworkCore;
using WebhookStudio.Data;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Assets;
using WebhookStudio.Platform;

namespace WebhookStudio.Features.Tasks.Importing;

/// <summary>Adds the assets of an import, some at a time, so that whoever waits to write comes in between.</summary>
internal sealed partial class ListImportRunner(
    IDbContextFactory<StudioDbContext> contexts,
    ITaskIntake intake,
    ListImportFiles files,
    IProjectFeed feed,
    TimeProvider clock,
    ILogger<ListImportRunner> logger)
{
    /// <summary>Gets how many assets one transaction adds.</summary>
    public int BatchSize { get; init; } = 200;

    /// <summary>Adds what an import still lacks; one that has ended is left as it is.</summary>
    public async Task RunAsync(Id<ListImport> id, CancellationToken cancellationToken)
    {
        if (await FindAsync(id, cancellationToken) is not { IsActive: true } import)
        {
            return;
        }

        try
        {
            foreach (var rows in files.Read(id, import.Done).Chunk(BatchSize))
            {
                await AddAsync(import, rows, cancellationToken);
            }

            files.Delete(id);
        }
        catch (Exception ended) when (ended is DbUpdateConcurrencyException or DomainRuleException { Code: "import.ended" })
        {
            // Somebody cancelled it: the row says so.
            files.Delete(id);
        }
        catch (Exception failure) when (failure is DomainRuleException or IOException)
        {
            Log.Failed(logger, failure, id);
            await FailAsync(id, failure.Message, cancellationToken);
        }

        feed.Publish(import.ProjectId);
    }

    private async Task AddAsync(ListImport import, StoredRow[] rows, CancellationToken cancellationToken) => await intake.AddAsync(
        import.ProjectId,
        [.. rows.Select(row => row.ToNew())],
        import.By,
        async (db, cancel) => (await db.ListImports.FirstAsync(i => i.Id == import.Id, cancel))
            .Advance(rows.Length, clock.GetUtcNow()),
        cancellationToken);

    private async Task<ListImport?> FindAsync(Id<ListImport> id, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);

        return await db.ListImports.AsNoTracking().FirstOrDefaultAsync(i => i.Id == id, cancellationToken);
    }

    private async Task FailAsync(Id<ListImport> id, string problem, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);

        if (await db.ListImports.FirstOrDefaultAsync(i => i.Id == id, cancellationToken) is { } import)
        {
            import.Fail(problem, clock.GetUtcNow());
            await db.SaveChangesAsync(cancellationToken);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "Import {Import} failed.")]
        public static partial void Failed(ILogger logger, Exception exception, Id<ListImport> import);
    }
}
