using Hangfire.Storage.SQLite.Files;

namespace Hangfire.Storage.SQLite.Tables;

/// <summary>The sets, ordered by score and then by value.</summary>
internal static class SetTable
{
    public static void Add(Session session, string key, string value, double score) => session.Run(
        "INSERT INTO set_item (key, value, score) VALUES (?1, ?2, ?3) ON CONFLICT DO UPDATE SET score = excluded.score",
        key,
        value,
        score);

    public static void Remove(Session session, string key, string value)
    {
        session.Run("DELETE FROM set_item WHERE key = ?1 AND value = ?2", key, value);
        ExpiryTable.ForgetEmpty(session, ExpiryTable.Set, key);
    }

    public static List<string> All(Session session, string key) =>
        session.All("SELECT value FROM set_item WHERE key = ?1", Columns.Text, key);

    /// <summary>Reads the values with the lowest scores between two.</summary>
    public static List<string> Lowest(Session session, string key, double from, double to, int count) => session.All(
        "SELECT value FROM set_item WHERE key = ?1 AND score BETWEEN ?2 AND ?3 ORDER BY score, value LIMIT ?4",
        Columns.Text,
        key,
        from,
        to,
        count);

    /// <summary>Reads the values from one place to another, both counted.</summary>
    public static List<string> Range(Session session, string key, int from, int to) => session.All(
        "SELECT value FROM set_item WHERE key = ?1 ORDER BY score, value LIMIT ?2 OFFSET ?3", Columns.Text, key, to - from + 1L, from);

    public static bool Contains(Session session, string key, string value) =>
        session.Number("SELECT count(*) FROM set_item WHERE key = ?1 AND value = ?2", key, value) > 0;

    public static long Count(Session session, string key) =>
        session.Number("SELECT count(*) FROM set_item WHERE key = ?1", key);

    /// <summary>Counts no further than to a limit.</summary>
    public static long Count(Session session, string key, long limit) =>
        session.Number("SELECT count(*) FROM (SELECT 1 FROM set_item WHERE key = ?1 LIMIT ?2)", key, limit);
}
