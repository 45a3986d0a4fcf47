using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;

namespace WebhookStudio.Data;

/// <summary>The sessions for statements that run thousands of times a second.</summary>
/// <remarks>
/// Two of them write, and belong to whoever has the turn (<see cref="WriteTurns"/>). What must survive a power cut is committed with <c>synchronous=FULL</c>. A claim need not: if it is forgotten, the
/// delivery is due again. It is committed with <c>NORMAL</c>, which in WAL waits for no disk and survives the death of
/// the process all the same.
/// </remarks>
internal sealed class SqlSessions(SqliteConnectionStringBuilder database, SqlitePragmas pragmas) : IDisposable
{
    private readonly ConcurrentBag<SqlSession> _readers = [];
    private SqlSession? _durable;
    private SqlSession? _quick;

    public SqlSession Durable => _durable ??= new(ConnectionString, pragmas.Chosen);

    public SqlSession Quick => _quick ??= new(ConnectionString, SqlitePragmas.Quick);

    /// <summary>Reads what is committed.</summary>
    public T Read<T>(Func<SqlSession, T> read)
    {
        var reader = _readers.TryTake(out var idle) ? idle : new(ConnectionString, SqlitePragmas.Quick);

        try
        {
            return read(reader);
        }
        finally
        {
            _readers.Add(reader);
        }
    }

    private string ConnectionString => new SqliteConnectionStringBuilder(database.ConnectionString) { Pooling = false }
        .ConnectionString;

    public void Dispose()
    {
        while (_readers.TryTake(out var reader))
        {
            reader.Dispose();
        }

        _durable?.Dispose();
        _quick?.Dispose();
    }
}
