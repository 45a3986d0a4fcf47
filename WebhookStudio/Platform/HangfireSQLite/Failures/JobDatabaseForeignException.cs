namespace Hangfire.Storage.SQLite;

/// <summary>The file holds something else than jobs.</summary>
public sealed class JobDatabaseForeignException : JobDatabaseException
{
    internal JobDatabaseForeignException(string file, Exception? cause = null)
        : base(
            $"{file} is not a job database; nothing in it was changed. Name another file.",
            cause)
    {
    }
}
