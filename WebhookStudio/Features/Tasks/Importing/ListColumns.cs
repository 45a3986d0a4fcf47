namespace WebhookStudio.Features.Tasks.Importing;

/// <summary>What the columns of lists are called.</summary>
internal static class ListColumns
{
    /// <summary>What a column of metadata begins with: <c>metadata.width</c> is the width in the metadata.</summary>
    public const string MetadataPrefix = "metadata.";

    private static readonly string[] Names =
        ["data", "externalId", "batches", "priority", "metadata", "dataset", "contextData", "attachments", "storage", "preLabels"];

    /// <summary>Gets the names, for a message.</summary>
    public static string Choice => "data, externalId, batches, priority, dataset, metadata, or metadata.something";

    /// <summary>Finds the name that is meant; <see langword="null"/> if the column is to be passed over: it is ours, about the
    /// row.</summary>
    public static string? Known(string name) => name.Trim().Replace("_", "", StringComparison.Ordinal).ToLowerInvariant() switch
    {
        "data" or "url" or "asset" or "image" => "data",
        "externalid" or "id" or "name" => "externalId",
        "batch" or "batches" => "batches",
        "line" or "problem" => null,
        var lower => Array.Find(Names, known => known.Equals(lower, StringComparison.OrdinalIgnoreCase)) ?? name.Trim(),
    };

    public static bool IsKnown(string name) =>
        Names.Contains(name) || name.StartsWith(MetadataPrefix, StringComparison.OrdinalIgnoreCase);
}
