namespace WebhookStudio.Domain.Documents;

/// <summary>Which optional blocks an export has.</summary>
/// <param name="IncludeMetadata">Who made each annotation, when and where.</param>
/// <param name="IncludeHistory">The stage history, with the labels as they left each stage.</param>
/// <param name="IncludeIdleBlurDurations">Idle and blur times beside the active ones.</param>
public sealed record ExportDocumentOptions(
    bool IncludeMetadata = true,
    bool IncludeHistory = true,
    bool IncludeIdleBlurDurations = false)
{
    /// <summary>Gets what an export has when nothing else is asked for.</summary>
    public static ExportDocumentOptions Default { get; } = new();
}
