using WebhookStudio.Domain;
using WebhookStudio.Domain.Exports;
using WebhookStudio.Platform;

namespace WebhookStudio.Features.Exports;

/// <summary>The files of exports that have a row, in the data folder. Who may fetch one is the row's business.</summary>
internal sealed class KeptExportFiles(DataFolder data)
{
    private const string Unfinished = ".part";

    private readonly string _folder = data.PrivateFolder("exports-kept");

    /// <summary>Writes the file of an export. Nobody finds it before it is whole.</summary>
    /// <returns>Its length in bytes.</returns>
    public async Task<long> WriteAsync(Id<Export> export, Func<Stream, Task> write)
    {
        var unfinished = PathOf(export) + Unfinished;

        try
        {
            // What an interrupted run left behind is written over.
            await using (var file = new FileStream(unfinished, FileMode.Create, FileAccess.ReadWrite))
            {
                await write(file);
            }

            File.Move(unfinished, PathOf(export), overwrite: true);
        }
        finally
        {
            File.Delete(unfinished);
        }

        return new FileInfo(PathOf(export)).Length;
    }

    /// <summary>Finds the file of an export; <see langword="null"/> if there is none.</summary>
    public string? Find(Id<Export> export) => File.Exists(PathOf(export)) ? PathOf(export) : null;

    public void Delete(Id<Export> export) => File.Delete(PathOf(export));

    /// <summary>Deletes the files of exports that were asked for before a time, and what is left of interrupted ones.</summary>
    public void Prune(DateTimeOffset before)
    {
        foreach (var path in Directory.EnumerateFiles(_folder).Where(path => File.GetLastWriteTimeUtc(path) < before.UtcDateTime))
        {
            File.Delete(path);
        }
    }

    private string PathOf(Id<Export> export) => Path.Combine(_folder, $"{export}.zip");
}
