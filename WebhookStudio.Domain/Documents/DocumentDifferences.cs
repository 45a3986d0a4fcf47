using System.Text.Json;

namespace WebhookStudio.Domain.Documents;

/// <summary>What the webhook about a task says otherwise than its export, read from the two documents themselves.</summary>
/// <param name="Batches">The value of <c>batches</c> in both: identifiers in the webhook, names in the export.</param>
/// <param name="BatchNames">The value of <c>batchNames</c>, which the webhook alone has.</param>
/// <param name="StageHistory">The number of entries of <c>stageHistory</c> that have labels.</param>
public sealed record DocumentDifferences(
    DocumentPair Batches, DocumentPair BatchNames, DocumentPair StageHistory)
{
    private static readonly string[] LabelKeys = ["tools", "classifications", "relations"];

    /// <summary>Compares what is written about one task.</summary>
    /// <param name="webhook">What <see cref="WebhookDocument"/> wrote.</param>
    /// <param name="export">What <see cref="ExportDocument"/> wrote.</param>
    public static DocumentDifferences Of(ReadOnlyMemory<byte> webhook, ReadOnlyMemory<byte> export)
    {
        using var sent = JsonDocument.Parse(webhook);
        using var exported = JsonDocument.Parse(export);

        return new(
            Pair(sent, exported, root => Value(root, "batches")),
            Pair(sent, exported, root => Value(root, "batchNames")),
            Pair(sent, exported, LabelsInHistory));
    }

    private static DocumentPair Pair(JsonDocument webhook, JsonDocument export, Func<JsonElement, string?> read) =>
        new(read(webhook.RootElement), read(export.RootElement));

    private static string? Value(JsonElement root, string key) =>
        root.TryGetProperty(key, out var value) ? value.GetRawText() : null;

    private static string? LabelsInHistory(JsonElement root)
    {
        if (!root.GetProperty("task").TryGetProperty("stageHistory", out var history))
        {
            return null;
        }

        var labeled = history.EnumerateArray().Count(entry => LabelKeys.Any(key => entry.TryGetProperty(key, out _)));

        return $"{labeled} of {history.GetArrayLength()}";
    }
}

/// <summary>What the two documents say in one place.</summary>
/// <param name="Webhook">In the webhook; <see langword="null"/> if it is not there.</param>
/// <param name="Export">In the export; <see langword="null"/> if it is not there.</param>
public sealed record DocumentPair(string? Webhook, string? Export)
{
    public bool Differs => Webhook != Export;
}
