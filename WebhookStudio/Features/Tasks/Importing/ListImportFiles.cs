using System.Text.Json;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Assets;
using WebhookStudio.Domain.Json;
using WebhookStudio.Platform;

namespace WebhookStudio.Features.Tasks.Importing;

/// <summary>The rows of imports that are not over, in the data folder: one asset a line.</summary>
internal sealed class ListImportFiles(DataFolder data)
{
    private readonly string _folder = data.PrivateFolder("imports");

    public async Task WriteAsync(Id<ListImport> import, IEnumerable<StoredRow> rows, CancellationToken cancellationToken)
    {
        await using var file = new StreamWriter(PathOf(import));

        foreach (var row in rows)
        {
            await file.WriteLineAsync(JsonSerializer.Serialize(row).AsMemory(), cancellationToken);
        }
    }

    /// <summary>Reads the rows behind the first ones.</summary>
    /// <exception cref="IOException">The file is not there, or cannot be read.</exception>
    public IEnumerable<StoredRow> Read(Id<ListImport> import, int skip) =>
        File.ReadLines(PathOf(import)).Skip(skip).Select(line => JsonSerializer.Deserialize<StoredRow>(line)!);

    public void Delete(Id<ListImport> import) => File.Delete(PathOf(import));

    private string PathOf(Id<ListImport> import) => Path.Combine(_folder, $"{import}.jsonl");
}

/// <summary>An asset that is going to be added.</summary>
internal sealed record StoredRow(
    string Data, string ExternalId, JsonElement Metadata, string[] Batches, string[] Dataset, int Priority)
{
    public static StoredRow Of(NewAsset asset) => new(
        asset.Data, asset.ExternalId, PlainJson.WellFormed(asset.Metadata), [.. asset.Batches.Select(batch => batch.Value)],
        [.. asset.Dataset], asset.Priority);

    public NewAsset ToNew() => new(Data, ExternalId, Metadata, [.. Batches.Select(batch => new Id<Batch>(batch))], Dataset)
    {
        Priority = Priority,
    };
}
