namespace Hangfire.Storage.SQLite;

/// <summary>A later version of the application has written the file.</summary>
public sealed class JobDatabaseNewerException : JobDatabaseException
{
    internal JobDatabaseNewerException(string file, int found, int known, Exception? cause = null)
        : base(
            $"The job database {file} has version {found}, this application knows versions up to {known}. Start the newer "
            + "application again, or use another file.",
            cause)
    {
    }
}
