namespace Hangfire.Storage.SQLite;

/// <summary>SQLite finds the file damaged.</summary>
public sealed class JobDatabaseCorruptException : JobDatabaseException
{
    internal JobDatabaseCorruptException(string file, Exception? cause = null)
        : base(
            $"The job database {file} is damaged. Stop the application and restore the file from a backup, or move it away together "
            + "with its -wal file: a new one is made, without the old jobs.",
            cause)
    {
    }
}
