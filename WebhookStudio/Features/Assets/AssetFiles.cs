using System.Diagnostics.CodeAnalysis;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Platform;

namespace WebhookStudio.Features.Assets;

/// <inheritdoc cref="IAssetFiles" />
internal sealed class AssetFiles(DataFolder folder, AssetFileToken token, IPublicAddress address) : IAssetFiles, IAssetRemoval
{
    private readonly string _root = Path.Combine(folder.Path, "files");

    public async Task<string> StoreAsync(
        Id<Project> project, string fileName, Stream content, CancellationToken cancellationToken)
    {
        var name = AssetFileName.New(project, fileName);
        var path = PathOf(name);
        var unfinished = $"{path}.part";
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);

        try
        {
            await CopyAsync(content, unfinished, cancellationToken);

            // Under its own name a file is always whole, whenever the process ends.
            File.Move(unfinished, path);
        }
        finally
        {
            File.Delete(unfinished);
        }

        return name.Path;
    }

    public string PublicUrl(string data) => data switch
    {
        _ when TryParse(data, out var name) => $"{address.BaseUrl}{name.Path}?token={token.For(name)}",
        ['/', ..] => address.BaseUrl + data,
        _ => data,
    };

    public string BrowserUrl(string data) => data;

    /// <summary>Finds a stored file.</summary>
    /// <returns>The full path, or <see langword="null"/> if there is no such file.</returns>
    public string? Find(AssetFileName name)
    {
        var path = PathOf(name);

        return File.Exists(path) ? path : null;
    }

    public bool IsStored(string data) => TryParse(data, out _);

    public void Remove(string data)
    {
        if (!TryParse(data, out var name))
        {
            return;
        }

        try
        {
            File.Delete(PathOf(name));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // Somebody reads it: it wastes space, and nothing refers to it.
        }
    }

    private static async Task CopyAsync(Stream content, string path, CancellationToken cancellationToken)
    {
        await using var file = new FileStream(
            path, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0, FileOptions.Asynchronous);
        await content.CopyToAsync(file, cancellationToken);
        file.Flush(flushToDisk: true);
    }

    private static bool TryParse(string data, [NotNullWhen(true)] out AssetFileName? name)
    {
        name = null;

        return data.StartsWith(AssetFileName.Root, StringComparison.Ordinal)
            && data[AssetFileName.Root.Length..].Split('/') is [var project, var file]
            && AssetFileName.TryParse(project, file, out name);
    }

    private string PathOf(AssetFileName name) => Path.Combine(_root, name.Project.Value, name.Name);
}
