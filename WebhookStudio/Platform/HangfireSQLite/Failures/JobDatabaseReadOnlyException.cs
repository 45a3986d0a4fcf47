namespace Hangfire.Storage.SQLite;

/// <summary>The file or its folder cannot be written.</summary>
public sealed class JobDatabaseReadOnlyException : JobDatabaseException
{
    internal JobDatabaseReadOnlyException(string file, Exception? cause = null)
        : base(
            $"The job database {file} cannot be written. Let the application's user write to the file and to its folder.",
            cause)
    {
    }
}
