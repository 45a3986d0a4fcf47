using WebhookStudio.Domain.Assets;

namespace WebhookStudio.Features.Assets;

/// <summary>Deletes uploaded files whose assets are no more.</summary>
public interface IAssetRemoval
{
    /// <summary>Whether an asset's <see cref="Asset.Data"/> is a file of this server.</summary>
    bool IsStored(string data);

    /// <summary>Deletes the file; one that is gone, or that cannot be deleted now, is left.</summary>
    void Remove(string data);
}
