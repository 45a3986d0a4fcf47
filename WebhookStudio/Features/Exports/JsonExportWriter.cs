using WebhookStudio.Domain.Documents;
using WebhookStudio.Domain.Json;

namespace WebhookStudio.Features.Exports;

/// <summary>Writes documents as one JSON array, or as NDJSON: one a line.</summary>
internal sealed class JsonExportWriter(Stream to, bool asLines, ExportDocumentOptions options) : IExportWriter
{
    private bool _isFirst = true;

    public async Task BeginAsync(CancellationToken cancellationToken)
    {
        if (!asLines)
        {
            await to.WriteAsync("["u8.ToArray(), cancellationToken);
        }
    }

    public async Task WriteAsync(IReadOnlyList<DocumentSource> sources, CancellationToken cancellationToken)
    {
        foreach (var source in sources)
        {
            if (!_isFirst && !asLines)
            {
                await to.WriteAsync(",\n"u8.ToArray(), cancellationToken);
            }

            _isFirst = false;
            await to.WriteAsync(PlainJson.Write(writer => ExportDocument.Write(writer, source, options)), cancellationToken);

            if (asLines)
            {
                await to.WriteAsync("\n"u8.ToArray(), cancellationToken);
            }
        }
    }

    public async Task EndAsync(CancellationToken cancellationToken)
    {
        if (!asLines)
        {
            await to.WriteAsync("]\n"u8.ToArray(), cancellationToken);
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
