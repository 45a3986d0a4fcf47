using WebhookStudio.Domain;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Features.Assets;

namespace WebhookStudio.Tests.Features.Tasks;

/// <summary>Files whose addresses are what their assets say.</summary>
internal sealed class OperationFiles : IAssetFiles
{
    public Task<string> StoreAsync(Id<Project> project, string fileName, Stream content, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public string PublicUrl(string data) => data;

    public string BrowserUrl(string data) => data;
}
