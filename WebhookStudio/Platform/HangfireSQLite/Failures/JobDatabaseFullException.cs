namespace Hangfire.Storage.SQLite;

/// <summary>There is no room to write; what was committed before is safe.</summary>
public sealed class JobDatabaseFullException : JobDatabaseException
{
    internal JobDatabaseFullException(string file, Exception? cause = null)
        : base(
            $"The disk is full: the job database {file} cannot grow. Make room; nothing that was committed is lost, and work goes on "
            + "by itself.",
            cause)
    {
    }
}
