using System.Text.Json;
using Hangfire.Server;
using Hangfire.Storage.Monitoring;
using Hangfire.Storage.SQLite.Files;

namespace Hangfire.Storage.SQLite.Tables;

/// <summary>The servers that run jobs; all of them live in this process.</summary>
internal static class ServerTable
{
    /// <summary>Adds a server; one that is known already stays as it is.</summary>
    public static void Announce(Session session, string id, ServerContext context, DateTime now) => session.Run(
        """
        INSERT INTO server (id, workers, queues, started_at, heartbeat_at) VALUES (?1, ?2, ?3, ?4, ?4) ON CONFLICT DO NOTHING
        """,
        id,
        context.WorkerCount,
        JsonSerializer.Serialize(context.Queues ?? []),
        now.Ticks);

    /// <returns>Whether the server is still known.</returns>
    public static bool Beat(Session session, string id, DateTime now) =>
        session.Run("UPDATE server SET heartbeat_at = ?2 WHERE id = ?1", id, now.Ticks) > 0;

    public static void Remove(Session session, string id) => session.Run("DELETE FROM server WHERE id = ?1", id);

    /// <returns>How many servers had not been heard of since then.</returns>
    public static int RemoveSilent(Session session, DateTime since) =>
        session.Run("DELETE FROM server WHERE heartbeat_at < ?1", since.Ticks);

    /// <summary>Forgets the servers of a process that is gone.</summary>
    public static void Clear(Session session) => session.Run("DELETE FROM server");

    public static long Count(Session session) => session.Number("SELECT count(*) FROM server");

    public static List<ServerDto> All(Session session) => session.All(
        "SELECT id, workers, queues, started_at, heartbeat_at FROM server ORDER BY id",
        row => new ServerDto
        {
            Name = row.GetString(0),
            WorkersCount = row.GetInt32(1),
            Queues = JsonSerializer.Deserialize<string[]>(row.GetString(2)) ?? [],
            StartedAt = row.Time(3),
            Heartbeat = row.Time(4),
        });
}
