using System.Diagnostics.CodeAnalysis;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Platform;

namespace WebhookStudio.Features.Assets;

/// <summary>Reads the address of an asset's content.</summary>
internal sealed class AssetAddress(IPublicAddress server, AssetFiles files)
{
    private const int MaxLength = 4000;

    /// <summary>Takes an absolute http or https URL, or the path of a stored file of the project.</summary>
    /// <returns>What goes into <see cref="Domain.Assets.Asset.Data"/>; a URL of this server's files becomes their path.</returns>
    /// <exception cref="FormatException">It is none of these; the message says what to do.</exception>
    public string Read(Id<Project> project, string text)
    {
        var data = text.Trim();

        if (data.Length > MaxLength)
        {
            throw new FormatException($"is longer than {MaxLength} characters.");
        }

        if (TryGetPath(data, out var path))
        {
            return IsStored(project, path)
                ? path
                : throw new FormatException($"'{path}' is not a stored file of this project.");
        }

        return Uri.TryCreate(data, UriKind.Absolute, out var uri)
            && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps)
            && uri.IdnHost.Length > 0
            ? data
            : throw new FormatException($"'{Shortened(data)}' is not an address. Give a URL that starts with http:// or https://.");
    }

    private bool TryGetPath(string data, [NotNullWhen(true)] out string? path)
    {
        var stored = server.BaseUrl + AssetFileName.Root;
        path = data.StartsWith(stored, StringComparison.OrdinalIgnoreCase)
            ? data[server.BaseUrl.Length..].Split('?')[0]
            : data.StartsWith('/') ? data : null;

        return path is not null;
    }

    private bool IsStored(Id<Project> project, string path) =>
        path.StartsWith(AssetFileName.Root, StringComparison.Ordinal)
        && path[AssetFileName.Root.Length..].Split('/') is [var folder, var file]
        && AssetFileName.TryParse(folder, file, out var name)
        && name.Project == project
        && files.Find(name) is not null;

    private static string Shortened(string text) => text.Length <= 100 ? text : $"{text[..100]}...";
}
