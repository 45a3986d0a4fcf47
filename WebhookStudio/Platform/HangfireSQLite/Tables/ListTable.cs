using Hangfire.Storage.SQLite.Files;

namespace Hangfire.Storage.SQLite.Tables;

/// <summary>The lists; what came last stands first.</summary>
internal static class ListTable
{
    public static void Insert(Session session, string key, string? value) =>
        session.Run("INSERT INTO list_item (key, value) VALUES (?1, ?2)", key, value);

    public static void Remove(Session session, string key, string? value)
    {
        session.Run("DELETE FROM list_item WHERE key = ?1 AND value IS ?2", key, value);
        ExpiryTable.ForgetEmpty(session, ExpiryTable.List, key);
    }

    /// <summary>Keeps the items from one place to another, both counted.</summary>
    public static void Trim(Session session, string key, int from, int to)
    {
        session.Run(
            """
            DELETE FROM list_item WHERE key = ?1
            AND id NOT IN (SELECT id FROM list_item WHERE key = ?1 ORDER BY id DESC LIMIT ?2 OFFSET ?3)
            """,
            key,
            Math.Max((long)to - from + 1, 0),
            from);
        ExpiryTable.ForgetEmpty(session, ExpiryTable.List, key);
    }

    public static List<string?> All(Session session, string key) => Range(session, key, 0, int.MaxValue);

    /// <summary>Reads the items from one place to another, both counted.</summary>
    public static List<string?> Range(Session session, string key, int from, int to) => session.All(
        "SELECT value FROM list_item WHERE key = ?1 ORDER BY id DESC LIMIT ?2 OFFSET ?3",
        row => row.TextOrNull(0),
        key,
        to - from + 1L,
        from);

    public static long Count(Session session, string key) =>
        session.Number("SELECT count(*) FROM list_item WHERE key = ?1", key);
}
