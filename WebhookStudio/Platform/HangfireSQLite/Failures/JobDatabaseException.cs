namespace Hangfire.Storage.SQLite;

/// <summary>The file with the jobs cannot be used; the message says why and what to do.</summary>
public abstract class JobDatabaseException : Exception
{
    private protected JobDatabaseException(string message, Exception? cause)
        : base(message, cause)
    {
    }
}
