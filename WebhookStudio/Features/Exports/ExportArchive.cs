using System.IO.Compression;
using WebhookStudio.Domain.Documents;
using WebhookStudio.Domain.Exports;

namespace WebhookStudio.Features.Exports;

/// <summary>The zip file of an export: one entry in the form asked for.</summary>
internal static class ExportArchive
{
    /// <summary>Writes the archive.</summary>
    /// <param name="file">The file; it must be seekable and stays open.</param>
    /// <param name="query">What is exported, and in which form.</param>
    /// <param name="pages">The tasks, page by page.</param>
    /// <param name="cancellationToken">Ends the writing; the file is of no use then.</param>
    public static async Task WriteAsync(
        Stream file,
        ExportQuery query,
        IAsyncEnumerable<IReadOnlyList<DocumentSource>> pages,
        CancellationToken cancellationToken)
    {
        await using var zip = await ZipArchive.CreateAsync(
            file, ZipArchiveMode.Create, leaveOpen: true, entryNameEncoding: null, cancellationToken);
        await using var content = await zip.CreateEntry(EntryName(query.Format)).OpenAsync(cancellationToken);
        await using var writer = Writer(content, query);

        await writer.BeginAsync(cancellationToken);

        await foreach (var page in pages.WithCancellation(cancellationToken))
        {
            await writer.WriteAsync(page, cancellationToken);
        }

        await writer.EndAsync(cancellationToken);
    }

    private static string EntryName(ExportFormat format) => format switch
    {
        ExportFormat.Ndjson => "export.ndjson",
        ExportFormat.Csv => "export.csv",
        _ => "export.json",
    };

    private static IExportWriter Writer(Stream content, ExportQuery query) => query.Format is ExportFormat.Csv
        ? new CsvExportWriter(content, query.Project, query.Options)
        : new JsonExportWriter(content, query.Format is ExportFormat.Ndjson, query.Options);
}
