using Microsoft.Data.Sqlite;

namespace Hangfire.Storage.SQLite.Files;

/// <summary>The database file, and how connections to it are opened.</summary>
internal sealed class JobFile(string path, SQLiteSynchronous synchronous)
{
    private const string InMemory = ":memory:";

    // 64 MB: what a burst has let the log grow to is given back.
    private const string Common = "PRAGMA temp_store = MEMORY; PRAGMA journal_size_limit = 67108864;";

    /// <summary>Gets the full path.</summary>
    public string Path { get; } = path;

    /// <summary>Takes a path, or a connection string with a data source; makes the folder if it is missing.</summary>
    /// <exception cref="ArgumentException">The database would live in memory alone.</exception>
    public static JobFile Of(string pathOrConnectionString, SQLiteSynchronous synchronous)
    {
        var source = Source(pathOrConnectionString);

        if (source is "" or InMemory)
        {
            throw new ArgumentException(
                "Jobs are kept in a file; name one. For jobs in memory use Hangfire.InMemory.", nameof(pathOrConnectionString));
        }

        return new(System.IO.Path.GetFullPath(source), synchronous);
    }

    /// <summary>Opens a connection that has set up nothing yet.</summary>
    public Session OpenPlain() => new(new SqliteConnectionStringBuilder { DataSource = Path, Pooling = false }.ConnectionString);

    /// <summary>Opens the connection that writes.</summary>
    public Session OpenWriter() => With(
        OpenPlain(), $"{Common} PRAGMA journal_mode = WAL; PRAGMA synchronous = {(int)synchronous}; PRAGMA wal_autocheckpoint = 4000;");

    /// <summary>Opens a connection that can only read.</summary>
    public Session OpenReader() => With(OpenPlain(), $"{Common} PRAGMA query_only = ON;");

    private static Session With(Session session, string pragmas)
    {
        session.Run(pragmas);

        return session;
    }

    private static string Source(string pathOrConnectionString)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(pathOrConnectionString);

        try
        {
            var source = new SqliteConnectionStringBuilder(pathOrConnectionString).DataSource;

            return source.Length > 0 ? source : pathOrConnectionString;
        }
        catch (ArgumentException)
        {
            // A path is no connection string.
            return pathOrConnectionString;
        }
    }
}
