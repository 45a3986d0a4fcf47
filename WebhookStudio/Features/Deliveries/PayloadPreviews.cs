using Microsoft.EntityFrameworkCore;
using WebhookStudio.Data;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Documents;
using WebhookStudio.Domain.Json;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Domain.Workflows;

namespace WebhookStudio.Features.Deliveries;

/// <inheritdoc cref="IPayloadPreviews"/>
internal sealed class PayloadPreviews(IDbContextFactory<StudioDbContext> contexts, PayloadComposer composer) : IPayloadPreviews
{
    public async Task<PayloadPreview?> ComposeAsync(
        Id<Project> project, Stage stage, TaskChoice choice, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);

        if (await db.Projects.AsNoTracking().SingleOrDefaultAsync(p => p.Id == project, cancellationToken) is not { } found)
        {
            return null;
        }

        var source = await composer.SourceAsync(db, found, stage, choice, cancellationToken);
        var body = WebhookDocument.Write(source, stage);
        var export = PlainJson.Write(writer => ExportDocument.Write(writer, source, ExportDocumentOptions.Default));

        return new(source.Task.ExternalId, body, DocumentDifferences.Of(body, export));
    }
}
