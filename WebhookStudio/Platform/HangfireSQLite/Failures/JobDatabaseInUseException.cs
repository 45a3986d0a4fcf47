namespace Hangfire.Storage.SQLite;

/// <summary>Another process, or another storage in this one, owns the file.</summary>
public sealed class JobDatabaseInUseException : JobDatabaseException
{
    internal JobDatabaseInUseException(string file, string owner, Exception? cause = null)
        : base(
            $"The job database {file} is in use by {owner}. Stop it, or use another file; one process at a time owns it.",
            cause)
    {
    }
}
