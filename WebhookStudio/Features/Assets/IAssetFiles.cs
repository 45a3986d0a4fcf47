using WebhookStudio.Domain;
using WebhookStudio.Domain.Assets;
using WebhookStudio.Domain.Projects;

namespace WebhookStudio.Features.Assets;

/// <summary>Keeps uploaded files in the data folder and makes the addresses under which they are fetched.</summary>
public interface IAssetFiles
{
    /// <summary>Stores a file.</summary>
    /// <param name="project">The project it belongs to.</param>
    /// <param name="fileName">The user's name for it; only the extension is kept.</param>
    /// <param name="content">The bytes.</param>
    /// <param name="cancellationToken">Cancels the copy; nothing is kept then.</param>
    /// <returns>What goes into <see cref="Asset.Data"/>: a path of this server, such as
    /// <c>/files/{project}/{uuid}.png</c>.</returns>
    Task<string> StoreAsync(
        Id<Project> project, string fileName, Stream content, CancellationToken cancellationToken);

    /// <summary>Gets the address under which anybody who is given it can fetch an asset: external addresses as they are,
    /// stored files as an absolute URL of this server with a token of its own.</summary>
    string PublicUrl(string data);

    /// <summary>Gets the address for a signed-in person's browser: relative for stored files.</summary>
    string BrowserUrl(string data);
}
