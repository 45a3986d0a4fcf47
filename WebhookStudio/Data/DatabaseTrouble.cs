using Microsoft.Data.Sqlite;

namespace WebhookStudio.Data;

/// <summary>Puts into words why the database took nothing.</summary>
public static class DatabaseTrouble
{
    private const int NoSpace = 28;
    private const int NoSpaceOnWindows = unchecked((int)0x80070070);

    /// <summary>Says what is wrong, that nothing was stored, and what to do.</summary>
    /// <returns><see langword="null"/> if the failure has nothing to do with the database.</returns>
    public static string? Of(Exception failure) => Find(failure) is { } cause
        ? $"Nothing was stored: {Reason(cause)} Then do the same again."
        : null;

    private static string Reason(Exception cause) => (cause as SqliteException)?.SqliteErrorCode switch
    {
        null or SQLitePCL.raw.SQLITE_FULL => "the disk of the server is full. Make room on it.",
        SQLitePCL.raw.SQLITE_BUSY or SQLitePCL.raw.SQLITE_LOCKED => "the database is busy. Wait a moment.",
        SQLitePCL.raw.SQLITE_READONLY => "the database cannot be written. Give the server the right to write in its data folder.",
        _ => "the database cannot be written. See to the disk of the server, which may be full or broken.",
    };

    // What is wrong with a statement or breaks a constraint would fail the next time, too.
    private static Exception? Find(Exception? failure) => failure switch
    {
        null => null,
        SqliteException { SqliteErrorCode: SQLitePCL.raw.SQLITE_ERROR or SQLitePCL.raw.SQLITE_CONSTRAINT } => null,
        SqliteException => failure,
        IOException { HResult: NoSpace or NoSpaceOnWindows } => failure,
        _ => Find(failure.InnerException),
    };
}
