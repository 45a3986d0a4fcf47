using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;

namespace WebhookStudio.Data;

/// <summary>A connection with prepared statements, for the few that run thousands of times a second.</summary>
/// <remarks>
/// Entity Framework costs tens of microseconds for each row it writes; what a delivery lane does per delivery must cost
/// less. Parameters are <c>$1</c>, <c>$2</c>, ... in the order of the values. Not for use by two at once.
/// </remarks>
internal sealed class SqlSession : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly Dictionary<string, SqliteCommand> _commands = [];

    public SqlSession(string connectionString, string pragmas)
    {
        _connection = new(connectionString);
        _connection.Open();
        Run(pragmas);
    }

    public SqliteConnection Connection => _connection;

    /// <summary>Runs a statement.</summary>
    /// <returns>How many rows it changed.</returns>
    public int Run(string sql, params ReadOnlySpan<object?> values) => Prepare(sql, values).ExecuteNonQuery();

    /// <summary>Runs a query and reads each row.</summary>
    public List<T> Read<T>(string sql, Func<SqliteDataReader, T> read, params ReadOnlySpan<object?> values)
    {
        var rows = new List<T>();
        using var reader = Prepare(sql, values).ExecuteReader();

        while (reader.Read())
        {
            rows.Add(read(reader));
        }

        return rows;
    }

    public void Dispose()
    {
        foreach (var (_, command) in _commands)
        {
            command.Dispose();
        }

        _connection.Dispose();
    }

    /// <summary>Undoes the transaction that is open.</summary>
    public void Rollback()
    {
        try
        {
            Run("ROLLBACK");
        }
        catch (SqliteException)
        {
            // A full disk rolls back by itself; then there is nothing left to roll back.
        }
    }

    private SqliteCommand Prepare(string sql, ReadOnlySpan<object?> values)
    {
        ref var command = ref CollectionsMarshal.GetValueRefOrAddDefault(_commands, sql, out var known);

        if (!known)
        {
            command = _connection.CreateCommand();
            command.CommandText = sql;

            for (var number = 1; number <= values.Length; number++)
            {
                command.Parameters.Add(new SqliteParameter { ParameterName = $"${number}" });
            }
        }

        for (var index = 0; index < values.Length; index++)
        {
            command!.Parameters[index].Value = values[index] ?? DBNull.Value;
        }

        return command!;
    }
}
