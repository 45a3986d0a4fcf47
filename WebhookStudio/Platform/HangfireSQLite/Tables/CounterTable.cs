using Hangfire.Storage.SQLite.Files;

namespace Hangfire.Storage.SQLite.Tables;

/// <summary>The counters; each is one row.</summary>
internal static class CounterTable
{
    /// <summary>Adds to a counter. One that comes down to zero is gone; without an end it ends when it did before.</summary>
    public static void Add(Session session, string key, int by, DateTime? expireAt)
    {
        session.Run(
            """
            INSERT INTO counter (key, value, expire_at) VALUES (?1, ?2, ?3)
            ON CONFLICT DO UPDATE SET value = value + excluded.value, expire_at = coalesce(excluded.expire_at, expire_at)
            """,
            key,
            by,
            expireAt?.Ticks);

        if (by < 0)
        {
            session.Run("DELETE FROM counter WHERE key = ?1 AND value = 0", key);
        }
    }

    public static void Delete(Session session, string key) => session.Run("DELETE FROM counter WHERE key = ?1", key);

    public static long Get(Session session, string key) => session.Number("SELECT value FROM counter WHERE key = ?1", key);

    /// <summary>Deletes counters that have expired.</summary>
    /// <returns>How many.</returns>
    public static int DeleteExpired(Session session, DateTime now, int most) => session.Run(
        "DELETE FROM counter WHERE key IN (SELECT key FROM counter WHERE expire_at <= ?1 LIMIT ?2)", now.Ticks, most);
}
