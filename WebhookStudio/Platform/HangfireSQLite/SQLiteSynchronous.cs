namespace Hangfire.Storage.SQLite;

/// <summary>What a commit waits for.</summary>
public enum SQLiteSynchronous
{
    /// <summary>A killed process loses nothing; a power cut may lose the last transactions, never the consistency.</summary>
    Normal = 1,

    /// <summary>A power cut loses nothing either; each group of commits waits for the disk.</summary>
    Full = 2,
}
