using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;

namespace Hangfire.Storage.SQLite.Files;

/// <summary>A connection with its prepared statements. Parameters are <c>?1</c>, <c>?2</c>, ... Not for use by two at once.</summary>
internal sealed class Session : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly Dictionary<string, SqliteCommand> _commands = [];

    public Session(string connectionString)
    {
        _connection = new(connectionString);
        _connection.Open();
    }

    /// <summary>Runs a statement.</summary>
    /// <returns>How many rows it changed.</returns>
    public int Run(string sql, params ReadOnlySpan<object?> values) => Prepare(sql, values).ExecuteNonQuery();

    /// <summary>Asks for one number.</summary>
    /// <returns>Zero if there is no row.</returns>
    public long Number(string sql, params ReadOnlySpan<object?> values) => Prepare(sql, values).ExecuteScalar() as long? ?? 0;

    /// <summary>Reads the first row.</summary>
    /// <returns>The default if there is none.</returns>
    public T? First<T>(string sql, Func<SqliteDataReader, T> read, params ReadOnlySpan<object?> values)
    {
        using var reader = Prepare(sql, values).ExecuteReader();

        return reader.Read() ? read(reader) : default;
    }

    /// <summary>Reads every row.</summary>
    public List<T> All<T>(string sql, Func<SqliteDataReader, T> read, params ReadOnlySpan<object?> values)
    {
        var rows = new List<T>();
        using var reader = Prepare(sql, values).ExecuteReader();

        while (reader.Read())
        {
            rows.Add(read(reader));
        }

        return rows;
    }

    /// <summary>Undoes the transaction that is open, if one is.</summary>
    public void Rollback()
    {
        try
        {
            Run("ROLLBACK");
        }
        catch (SqliteException)
        {
            // After some errors, a full disk among them, SQLite has rolled back by itself.
        }
    }

    public void Dispose()
    {
        foreach (var (_, command) in _commands)
        {
            command.Dispose();
        }

        _connection.Dispose();
    }

    private SqliteCommand Prepare(string sql, ReadOnlySpan<object?> values)
    {
        ref var command = ref CollectionsMarshal.GetValueRefOrAddDefault(_commands, sql, out _);
        command ??= Create(sql, values.Length);

        for (var index = 0; index < values.Length; index++)
        {
            command.Parameters[index].Value = values[index] ?? DBNull.Value;
        }

        return command;
    }

    private SqliteCommand Create(string sql, int parameters)
    {
        var command = _connection.CreateCommand();
        command.CommandText = sql;

        for (var number = 1; number <= parameters; number++)
        {
            command.Parameters.Add(new SqliteParameter { ParameterName = $"?{number}" });
        }

        return command;
    }
}
