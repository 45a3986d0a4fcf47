using System.Collections.Immutable;
using System.Text.Json;
using WebhookStudio.Domain.Projects;

namespace WebhookStudio.Domain.Assets;

/// <summary>A picture or document that is labeled. Each asset has exactly one task.</summary>
public sealed class Asset
{
    public required Id<Asset> Id { get; init; }

    public required Id<Project> ProjectId { get; init; }

    /// <summary>Gets the address of the content: an absolute URL, or a path of this server that starts with a slash.</summary>
    public required string Data { get; init; }

    /// <summary>Gets the user's own name for the asset; need not be unique.</summary>
    public required string ExternalId { get; init; }

    /// <summary>Gets the pages of an asset of several images; empty otherwise.</summary>
    public ImmutableArray<string> Dataset { get; init; } = [];

    /// <summary>Gets an object the user gave, such as width and height in pixels.</summary>
    public required JsonElement Metadata { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }
}

/// <summary>A named group of assets. Assets and batches are many to many.</summary>
public sealed class Batch
{
    public required Id<Batch> Id { get; init; }

    public required Id<Project> ProjectId { get; init; }

    public required string Name { get; set; }
}

/// <summary>Says that an asset is in a batch.</summary>
public sealed class AssetBatch
{
    public required Id<Asset> AssetId { get; init; }

    public required Id<Batch> BatchId { get; init; }

    /// <summary>Gets the place of the batch in the asset's list.</summary>
    public required int Position { get; init; }
}
