using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;

namespace WebhookStudio.Data;

/// <summary>The sessions for statements that run thousands of times a second.</summary>
/// <remarks>
/// One of them writes, and belongs to whoever has the turn (<see cref="WriteTurns"/>). All that it commits survives a power cut:
/// a submit, because it was answered; what came of a request; and a claim, because the request that follows it
/// must not be forgotten either.
/// </remarks>
internal sealed class SqlSessions(SqliteConnectionStringBuilder database, SqlitePragmas pragmas) : IDisposable
{
    private readonly ConcurrentBag<SqlSession> _readers = [];
    private SqlSession? _writer;

    public SqlSession Writer => _writer ??= new(ConnectionString, pragmas.Chosen);

    /// <summary>Reads what is committed.</summary>
    public T Read<T>(Func<SqlSession, T> read)
    {
        var reader = _readers.TryTake(out var idle) ? idle : new(ConnectionString, SqlitePragmas.Durable);

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

        _writer?.Dispose();
    }
}
