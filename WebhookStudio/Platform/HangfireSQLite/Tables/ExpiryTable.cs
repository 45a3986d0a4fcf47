using Hangfire.Storage.SQLite.Files;

namespace Hangfire.Storage.SQLite.Tables;

/// <summary>When sets, hashes and lists end; those without a row do not.</summary>
internal static class ExpiryTable
{
    public const string Set = "set_item";
    public const string Hash = "hash_field";
    public const string List = "list_item";

    /// <summary>Says when a collection of a kind, that is in a table, ends, if it is there.</summary>
    public static void Expire(Session session, string kind, string key, DateTime at) => session.Run(
        $"""
        INSERT INTO expiry (kind, key, expire_at) SELECT ?1, ?2, ?3 WHERE EXISTS (SELECT 1 FROM {kind} WHERE key = ?2)
        ON CONFLICT DO UPDATE SET expire_at = excluded.expire_at
        """,
        kind,
        key,
        at.Ticks);

    /// <summary>Makes a collection last.</summary>
    public static void Persist(Session session, string kind, string key) =>
        session.Run("DELETE FROM expiry WHERE kind = ?1 AND key = ?2", kind, key);

    /// <summary>Finds when a collection ends.</summary>
    public static DateTime? At(Session session, string kind, string key) => session.First<DateTime?>(
        "SELECT expire_at FROM expiry WHERE kind = ?1 AND key = ?2", row => row.Time(0), kind, key);

    /// <summary>Deletes a collection.</summary>
    public static void Delete(Session session, string kind, string key)
    {
        session.Run($"DELETE FROM {kind} WHERE key = ?1", key);
        Persist(session, kind, key);
    }

    /// <summary>Forgets the end of a collection that has become empty: a new one of the same name starts without.</summary>
    public static void ForgetEmpty(Session session, string kind, string key) => session.Run(
        $"DELETE FROM expiry WHERE kind = ?1 AND key = ?2 AND NOT EXISTS (SELECT 1 FROM {kind} WHERE key = ?2)", kind, key);

    /// <summary>Deletes items of a collection that has expired.</summary>
    /// <returns>How many rows.</returns>
    public static int DeleteExpired(Session session, DateTime now, int most)
    {
        if (session.First(
            "SELECT kind, key FROM expiry WHERE expire_at <= ?1 ORDER BY expire_at LIMIT 1",
            row => (Kind: row.GetString(0), Key: row.GetString(1)),
            now.Ticks) is not { Kind: not null } oldest)
        {
            return 0;
        }

        var column = oldest.Kind switch { Set => "value", Hash => "field", _ => "id" };
        var deleted = session.Run(
            $"DELETE FROM {oldest.Kind} WHERE key = ?1 AND {column} IN (SELECT {column} FROM {oldest.Kind} WHERE key = ?1 LIMIT ?2)",
            oldest.Key,
            most);
        ForgetEmpty(session, oldest.Kind, oldest.Key);

        return Math.Max(deleted, 1);
    }
}
