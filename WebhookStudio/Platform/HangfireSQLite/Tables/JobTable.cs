using Hangfire.Storage.SQLite.Files;
using Hangfire.Storage.SQLite.Jobs;
using Microsoft.Data.Sqlite;

namespace Hangfire.Storage.SQLite.Tables;

/// <summary>The jobs.</summary>
internal static class JobTable
{
    /// <summary>The columns that <see cref="Read"/> reads.</summary>
    public const string Columns =
        "job.id, job.type, job.method, job.parameter_types, job.arguments, job.queue, job.parameters, job.created_at, "
        + "job.expire_at, job.state";

    /// <summary>How many columns that are.</summary>
    public const int Width = 10;

    /// <summary>Writes a new job; one that is there already stays as it is.</summary>
    /// <returns>Whether it was not there.</returns>
    public static bool Insert(Session session, NewJob job) => session.Run(
        """
        INSERT INTO job (id, type, method, parameter_types, arguments, queue, parameters, created_at, expire_at)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9) ON CONFLICT DO NOTHING
        """,
        job.Id,
        job.Invocation.Type,
        job.Invocation.Method,
        job.Invocation.ParameterTypes,
        job.Invocation.Arguments,
        job.Invocation.Queue,
        job.Parameters,
        job.CreatedAt.Ticks,
        job.ExpireAt?.Ticks) > 0;

    public static JobRecord? Find(Session session, long id) =>
        session.First($"SELECT {Columns} FROM job WHERE id = ?1", Read, id);

    public static string? Parameter(Session session, long id, string name) =>
        Parameters(session, id)?.GetValueOrDefault(name);

    public static void SetParameter(Session session, long id, string name, string? value)
    {
        if (Parameters(session, id) is { } parameters)
        {
            parameters[name] = value;
            session.Run("UPDATE job SET parameters = ?2 WHERE id = ?1", id, Fields.Write(parameters));
        }
    }

    /// <summary>Makes the last state in the history of a job its current one.</summary>
    public static void Enter(Session session, long id, StoredState state) => session.Run(
        """
        UPDATE job SET state = ?2, state_at = ?3, state_number = (SELECT max(number) FROM state WHERE job_id = ?1) WHERE id = ?1
        """,
        id,
        state.Name,
        state.CreatedAt.Ticks);

    /// <summary>Says when a job ends, or that it does not.</summary>
    public static void Expire(Session session, long id, DateTime? at) =>
        session.Run("UPDATE job SET expire_at = ?2 WHERE id = ?1 AND expire_at IS NOT ?2", id, at?.Ticks);

    public static void Delete(Session session, long id) => session.Run("DELETE FROM job WHERE id = ?1", id);

    /// <summary>Deletes jobs that have expired, the oldest first, with their states.</summary>
    /// <returns>How many.</returns>
    public static int DeleteExpired(Session session, DateTime now, int most) => session.Run(
        "DELETE FROM job WHERE id IN (SELECT id FROM job WHERE expire_at <= ?1 ORDER BY expire_at LIMIT ?2)", now.Ticks, most);

    /// <summary>Finds the highest number that a job has ever had.</summary>
    public static long LastId(Session session) => session.Number("SELECT seq FROM sqlite_sequence WHERE name = 'job'");

    /// <summary>Reads a job from a row that begins with <see cref="Columns"/>.</summary>
    public static JobRecord Read(SqliteDataReader row) => new()
    {
        Id = row.GetInt64(0),
        Invocation = new(row.GetString(1), row.GetString(2), row.TextOrNull(3), row.TextOrNull(4), row.TextOrNull(5)),
        Parameters = row.GetString(6),
        CreatedAt = row.Time(7),
        ExpireAt = row.TimeOrNull(8),
        State = row.TextOrNull(9),
    };

    private static Dictionary<string, string?>? Parameters(Session session, long id) =>
        session.First("SELECT parameters FROM job WHERE id = ?1", Tables.Columns.Text, id) is { } text ? Fields.Read(text) : null;
}
