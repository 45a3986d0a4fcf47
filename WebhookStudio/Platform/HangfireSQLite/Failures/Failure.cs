using System.Diagnostics.CodeAnalysis;
using System.Runtime.ExceptionServices;
using Microsoft.Data.Sqlite;

namespace Hangfire.Storage.SQLite.Failures;

/// <summary>Says in the storage's words what SQLite says in codes.</summary>
internal static class Failure
{
    private const int ReadOnly = 8;
    private const int Corrupt = 11;
    private const int Full = 13;
    private const int CannotOpen = 14;
    private const int NotADatabase = 26;

    /// <summary>Names the bad days; every other error stays what it is.</summary>
    public static Exception Name(Exception failure, string file) => failure is not SqliteException { SqliteErrorCode: var code }
        ? failure
        : code switch
        {
            ReadOnly or CannotOpen => new JobDatabaseReadOnlyException(file, failure),
            Corrupt => new JobDatabaseCorruptException(file, failure),
            Full => new JobDatabaseFullException(file, failure),
            NotADatabase => new JobDatabaseForeignException(file, failure),
            _ => failure,
        };

    /// <summary>Goes on with a failure by its name.</summary>
    [DoesNotReturn]
    public static void Rethrow(Exception failure, string file) => ExceptionDispatchInfo.Throw(Name(failure, file));
}
