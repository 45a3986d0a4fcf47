namespace WebhookStudio.Platform;

/// <summary>Another process uses the data folder; the message says which, and what to do.</summary>
internal sealed class DataFolderInUseException(string folder, string owner, Exception cause)
    : Exception(
        $"Another WebhookStudio ({owner}) already uses the data folder {folder}. Stop it, or give this one a folder of its own with "
        + $"{DataFolder.ConfigurationKey}.",
        cause);
