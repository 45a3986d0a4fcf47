using WebhookStudio.Domain.Documents;

namespace WebhookStudio.Features.Exports;

/// <summary>Writes the tasks of an export in one of its forms, page by page.</summary>
internal interface IExportWriter : IAsyncDisposable
{
    Task BeginAsync(CancellationToken cancellationToken);

    Task WriteAsync(IReadOnlyList<DocumentSource> sources, CancellationToken cancellationToken);

    Task EndAsync(CancellationToken cancellationToken);
}
