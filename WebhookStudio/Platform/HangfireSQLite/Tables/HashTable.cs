using Hangfire.Storage.SQLite.Files;

namespace Hangfire.Storage.SQLite.Tables;

/// <summary>The hashes: fields with values.</summary>
internal static class HashTable
{
    public static void Set(Session session, string key, KeyValuePair<string, string?>[] fields)
    {
        foreach (var (field, value) in fields)
        {
            session.Run(
                "INSERT INTO hash_field (key, field, value) VALUES (?1, ?2, ?3) ON CONFLICT DO UPDATE SET value = excluded.value",
                key,
                field,
                value);
        }
    }

    public static Dictionary<string, string?> All(Session session, string key) => session
        .All("SELECT field, value FROM hash_field WHERE key = ?1", row => (Field: row.GetString(0), Value: row.TextOrNull(1)), key)
        .ToDictionary(row => row.Field, row => row.Value);

    public static string? Get(Session session, string key, string field) => session.First(
        "SELECT value FROM hash_field WHERE key = ?1 AND field = ?2", row => row.TextOrNull(0), key, field);

    public static long Count(Session session, string key) =>
        session.Number("SELECT count(*) FROM hash_field WHERE key = ?1", key);
}
