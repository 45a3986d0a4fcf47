using Microsoft.EntityFrameworkCore;
using WebhookStudio.Data;
using WebhookStudio.Platform;

namespace WebhookStudio.Features.Exports;

/// <summary>Writes the tasks of a project into a zip file that a link leads to.</summary>
internal sealed class ExportService(
    IDbContextFactory<StudioDbContext> contexts, ExportSource source, ExportFiles files, IPublicAddress server)
{
    /// <summary>Exports tasks.</summary>
    /// <returns>The absolute address of the file; it carries its own token and is valid for a day.</returns>
    /// <exception cref="Domain.DomainRuleException">A stage or batch does not exist, or the filter is not supported.</exception>
    public async Task<string> ExportAsync(ExportQuery query, CancellationToken cancellationToken)
    {
        files.Prune();
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);

        // No transaction around it all: on SQLite that would keep every writer waiting. Pages go by identifier, so that no
        // task comes twice whatever moves meanwhile.
        var pages = source.ReadAsync(db, query, cancellationToken);
        var path = await files.WriteAsync(file => ExportArchive.WriteAsync(file, query, pages, cancellationToken));

        return server.BaseUrl + path;
    }
}
