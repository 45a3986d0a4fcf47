using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace WebhookStudio.Bench.Filling;

/// <summary>Inserts rows of one table: the statement is prepared once, and values go to SQLite without a detour.</summary>
internal sealed class FillInsert : IDisposable
{
    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _statement;
    private readonly string _table;
    private int _next = 1;

    public FillInsert(SqliteConnection connection, string table, params string[] columns)
    {
        _database = connection.Handle!;
        _table = table;
        var names = string.Join(", ", columns.Select(column => $"\"{column}\""));
        var values = string.Join(", ", columns.Select(_ => "?"));
        Check(raw.sqlite3_prepare_v2(_database, $"INSERT INTO \"{table}\" ({names}) VALUES ({values})", out _statement), raw.SQLITE_OK);
    }

    public FillInsert Add(ReadOnlySpan<byte> bytes)
    {
        Check(raw.sqlite3_bind_blob(_statement, _next++, bytes), raw.SQLITE_OK);

        return this;
    }

    public FillInsert Add(long number)
    {
        Check(raw.sqlite3_bind_int64(_statement, _next++, number), raw.SQLITE_OK);

        return this;
    }

    public FillInsert Add(long? number) => number is { } known ? Add(known) : AddNull();

    public FillInsert Add(bool value) => Add(value ? 1L : 0);

    public FillInsert Add(string? text)
    {
        if (text is null)
        {
            return AddNull();
        }

        Check(raw.sqlite3_bind_text(_statement, _next++, text), raw.SQLITE_OK);

        return this;
    }

    public FillInsert AddNull()
    {
        Check(raw.sqlite3_bind_null(_statement, _next++), raw.SQLITE_OK);

        return this;
    }

    /// <summary>Inserts the row whose values were added, in the order of the columns.</summary>
    public void Run()
    {
        Check(raw.sqlite3_step(_statement), raw.SQLITE_DONE);
        Check(raw.sqlite3_reset(_statement), raw.SQLITE_OK);
        _next = 1;
    }

    public void Dispose() => _statement.Dispose();

    private void Check(int result, int expected)
    {
        if (result != expected)
        {
            throw new InvalidOperationException($"{_table}: {raw.sqlite3_errmsg(_database).utf8_to_string()}");
        }
    }
}
