using System.Globalization;
using Microsoft.Data.Sqlite;

namespace WebhookStudio.Bench.Measurements;

/// <summary>The bytes of each table of a database with its indexes.</summary>
/// <remarks>They are measured on a copy without slack, from which one table after another is taken away: the
/// SQLite that comes with the application has no table of statistics.</remarks>
internal sealed record TableSizes(IReadOnlyDictionary<string, long> Tables)
{
    /// <summary>Measures a database that may be in use.</summary>
    public static TableSizes Of(string file)
    {
        var copy = $"{file}.copy";

        try
        {
            using (var database = Open(file))
            {
                Execute(database, $"VACUUM INTO '{copy}'");
            }

            using var copied = Open(copy);

            return new(Names(copied).ToDictionary(table => table, table => BytesOf(copied, table)));
        }
        finally
        {
            File.Delete(copy);
        }
    }

    private static SqliteConnection Open(string file)
    {
        var source = new SqliteConnectionStringBuilder { DataSource = file, Pooling = false, ForeignKeys = false };
        var connection = new SqliteConnection(source.ToString());
        connection.Open();

        return connection;
    }

    private static List<string> Names(SqliteConnection database)
    {
        using var command = database.CreateCommand();
        command.CommandText = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'";
        using var reader = command.ExecuteReader();
        var names = new List<string>();

        while (reader.Read())
        {
            names.Add(reader.GetString(0));
        }

        return names;
    }

    private static long BytesOf(SqliteConnection database, string table)
    {
        var before = Bytes(database);
        Execute(database, $"DROP TABLE \"{table}\"");
        Execute(database, "VACUUM");

        return before - Bytes(database);
    }

    private static long Bytes(SqliteConnection database) =>
        Number(database, "PRAGMA page_count") * Number(database, "PRAGMA page_size");

    private static long Number(SqliteConnection database, string sql)
    {
        using var command = database.CreateCommand();
        command.CommandText = sql;

        return Convert.ToInt64(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }

    private static void Execute(SqliteConnection database, string sql)
    {
        using var command = database.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
