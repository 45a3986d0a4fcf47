using Microsoft.Data.Sqlite;

namespace WebhookStudio.Data;

/// <summary>The two sessions of the delivery lanes; whoever has the turn (<see cref="WriteTurns"/>) uses them.</summary>
/// <remarks>
/// What must survive a power cut is committed with <c>synchronous=FULL</c>. A claim need not: if it is forgotten, the
/// delivery is due again. It is committed with <c>NORMAL</c>, which in WAL waits for no disk and survives the death of
/// the process all the same.
/// </remarks>
internal sealed class SqlSessions(SqliteConnectionStringBuilder database) : IDisposable
{
    private SqlSession? _durable;
    private SqlSession? _quick;

    public SqlSession Durable => _durable ??= new(ConnectionString, SqlitePragmas.Durable);

    public SqlSession Quick => _quick ??= new(ConnectionString, SqlitePragmas.Quick);

    private string ConnectionString => new SqliteConnectionStringBuilder(database.ConnectionString) { Pooling = false }
        .ConnectionString;

    public void Dispose()
    {
        _durable?.Dispose();
        _quick?.Dispose();
    }
}
