using Microsoft.Data.Sqlite;

namespace Hangfire.Storage.SQLite.Tables;

/// <summary>How columns hold what SQLite has no type for.</summary>
internal static class Columns
{
    /// <summary>Times are UTC ticks.</summary>
    public static DateTime Time(this SqliteDataReader row, int column) => new(row.GetInt64(column), DateTimeKind.Utc);

    public static DateTime? TimeOrNull(this SqliteDataReader row, int column) => row.IsDBNull(column) ? null : row.Time(column);

    public static string? TextOrNull(this SqliteDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    public static string Text(SqliteDataReader row) => row.GetString(0);
}
