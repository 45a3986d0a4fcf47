using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;
using WebhookStudio.Domain.Documents;
using WebhookStudio.Domain.Json;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Domain.Schema;

namespace WebhookStudio.Features.Exports;

/// <summary>Writes tasks as a table after RFC 4180 in UTF-8: one row a task, one column for each question about the asset.</summary>
/// <remarks>Drawn objects do not fit into cells: they are counted, and all labels are given as JSON in the last column. Texts that a
/// spreadsheet would take for formulas get an apostrophe in front.</remarks>
internal sealed class CsvExportWriter(Stream to, Project project, ExportDocumentOptions options) : IExportWriter
{
    private static readonly string[] Columns =
    [
        "externalId", "asset", "assetId", "taskId", "stage", "batches", "updatedAt", "updatedBy", "totalDuration",
    ];

    private readonly CsvWriter _csv = new(
        new StreamWriter(to, leaveOpen: true),
        new CsvConfiguration(CultureInfo.InvariantCulture) { InjectionOptions = InjectionOptions.Escape });

    public Task BeginAsync(CancellationToken cancellationToken) => RowAsync(
        [.. Columns, .. project.Schema.Classifications.Select(question => question.Title), "objects", "labels"]);

    public async Task WriteAsync(IReadOnlyList<DocumentSource> sources, CancellationToken cancellationToken)
    {
        foreach (var source in sources)
        {
            await RowAsync([.. Facts(source), .. project.Schema.Classifications.Select(q => Answer(source, q)), .. Labels(source)]);
            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    public Task EndAsync(CancellationToken cancellationToken) => _csv.FlushAsync();

    public ValueTask DisposeAsync() => _csv.DisposeAsync();

    private IEnumerable<string> Facts(DocumentSource source) =>
    [
        source.Asset.ExternalId,
        source.AssetUrl,
        source.Asset.Id.Value,
        source.Task.Id.Value,
        project.Workflow.Find(source.Task.StageId)?.Name ?? source.Task.StageId.Value,
        string.Join("; ", source.Batches.Select(batch => batch.Name)),
        source.Task.UpdatedAt.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture),
        source.Task.UpdatedBy,
        source.Task.TotalTime.Active.ToString(CultureInfo.InvariantCulture),
    ];

    private static string Answer(DocumentSource source, Classification question) => string.Join("; ", source.Task.Answer.Classifications
        .Where(answer => answer.SchemaId == question.SchemaId)
        .SelectMany(answer => answer.Answer)
        .Select(stored => question.FindOption(stored)?.Value ?? stored));

    private IEnumerable<string> Labels(DocumentSource source) =>
    [
        source.Task.Answer.Tools.Length.ToString(CultureInfo.InvariantCulture),
        Encoding.UTF8.GetString(PlainJson.Write(writer => ExportDocument.WriteLabels(writer, source, options))),
    ];

    private Task RowAsync(IEnumerable<string> cells)
    {
        foreach (var cell in cells)
        {
            _csv.WriteField(cell);
        }

        return _csv.NextRecordAsync();
    }
}
