using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using WebhookStudio.Data;
using WebhookStudio.Data.Conversions;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Tasks;

namespace WebhookStudio.Tests.Data;

/// <summary>Writes a database as the version before identifiers became bytes did: the same rows, in its form.</summary>
internal static class FormerDatabase
{
    private const string LastWithTexts = "20261123175053_DeliveryEngine";

    // Those of people have no such identifiers, and are made by the start.
    private const string Tables = """
        SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT GLOB 'AspNet*' AND name NOT GLOB 'sqlite_*'
            AND name NOT GLOB '__EF*' AND name NOT IN ('api_keys', 'instance')
        """;

    /// <summary>Writes it.</summary>
    /// <returns>How many rows each table got.</returns>
    public static async Task<Dictionary<string, int>> WriteAsync(string from, string to, CancellationToken cancellationToken)
    {
        await using (var db = new StudioDbContext(new DbContextOptionsBuilder<StudioDbContext>().UseSqlite(Source(to)).Options))
        {
            await db.GetService<IMigrator>().MigrateAsync(LastWithTexts, cancellationToken);
        }

        await using var source = await OpenAsync(from, cancellationToken);
        await using var target = await OpenAsync(to, cancellationToken);
        var rows = new Dictionary<string, int>();

        foreach (var table in await ReadAsync(target, Tables, row => row.GetString(0)))
        {
            rows[table] = await CopyAsync(source, target, table);
        }

        return rows;
    }

    private static async Task<int> CopyAsync(SqliteConnection source, SqliteConnection target, string table)
    {
        var columns = await ReadAsync(target, $"SELECT name FROM pragma_table_info('{table}')", row => row.GetString(0));
        var names = string.Join(", ", columns.Select(column => $"\"{column}\""));
        var read = columns.Select(column => column switch
        {
            "DurationMs" => "Duration / 1000.0",
            _ when column.StartsWith("Phases_", StringComparison.Ordinal) => $"{column} / 1000.0",
            _ => $"\"{column}\"",
        });
        var rows = await ReadAsync(source, $"SELECT {string.Join(", ", read)} FROM {table}", row => Former(table, columns, row));

        foreach (var row in rows)
        {
            await using var insert = target.CreateCommand();
            insert.CommandText = $"INSERT INTO {table} ({names}) VALUES ({string.Join(", ", columns.Select((_, index) => $"${index}"))})";

            for (var index = 0; index < row.Length; index++)
            {
                insert.Parameters.AddWithValue($"${index}", row[index]);
            }

            await insert.ExecuteNonQueryAsync();
        }

        return rows.Count;
    }

    private static object[] Former(string table, List<string> columns, SqliteDataReader row)
    {
        var values = new object[columns.Count];
        row.GetValues(values);

        for (var index = 0; index < values.Length; index++)
        {
            values[index] = (columns[index], values[index]) switch
            {
                ("StageId", byte[] name) => StoredStageId.Read(name).Value,
                ("SnapshotId", DBNull) when row.GetInt32(columns.IndexOf("Kind")) != (int)VisitKind.Start =>
                    Id<StageVisit>.FromBytes((byte[])row[columns.IndexOf("Id")]).Twin().Value,
                ({ } column, byte[] id) when column.EndsWith("Id", StringComparison.Ordinal) => Convert.ToHexStringLower(id),
                (_, var same) => same,
            };
        }

        return values;
    }

    private static async Task<List<T>> ReadAsync<T>(SqliteConnection database, string sql, Func<SqliteDataReader, T> read)
    {
        await using var command = database.CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<T>();

        while (await reader.ReadAsync())
        {
            rows.Add(read(reader));
        }

        return rows;
    }

    private static async Task<SqliteConnection> OpenAsync(string file, CancellationToken cancellationToken)
    {
        var connection = new SqliteConnection($"{Source(file)};Foreign Keys=False");
        await connection.OpenAsync(cancellationToken);

        return connection;
    }

    private static string Source(string file) => $"Data Source={file};Pooling=False";
}
