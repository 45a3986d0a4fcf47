using Hangfire.Storage.SQLite.Files;
using Hangfire.Storage.SQLite.Jobs;
using Microsoft.Data.Sqlite;

namespace Hangfire.Storage.SQLite.Tables;

/// <summary>The states that jobs have and had, numbered for each job.</summary>
internal static class StateTable
{
    private const string Columns = "state.name, state.reason, state.created_at, state.data";
    private const string IsCurrent = "state.job_id = job.id AND state.number = job.state_number";

    /// <summary>Adds a state to the history of a job; to one that is gone, nothing.</summary>
    public static void Add(Session session, long jobId, StoredState state) => session.Run(
        """
        INSERT INTO state (job_id, number, name, reason, created_at, data)
        SELECT id, coalesce((SELECT max(number) FROM state WHERE job_id = ?1), 0) + 1, ?2, ?3, ?4, ?5 FROM job WHERE id = ?1
        """,
        jobId,
        state.Name,
        state.Reason,
        state.CreatedAt.Ticks,
        state.Data);

    /// <summary>Finds the current state of a job.</summary>
    public static StoredState? Current(Session session, long jobId) => session.First(
        $"SELECT {Columns} FROM job JOIN state ON {IsCurrent} WHERE job.id = ?1", row => Read(row, 0), jobId);

    /// <summary>Reads all states of a job, the newest first.</summary>
    public static List<StoredState> History(Session session, long jobId) => session.All(
        $"SELECT {Columns} FROM state WHERE job_id = ?1 ORDER BY number DESC", row => Read(row, 0), jobId);

    /// <summary>Counts the jobs in a state.</summary>
    public static long Count(Session session, string name) =>
        session.Number("SELECT jobs FROM state_count WHERE state = ?1", name);

    /// <summary>Finds a job with its current state.</summary>
    public static (JobRecord Job, StoredState? State)? Find(Session session, long jobId) =>
        session.First<(JobRecord, StoredState?)?>(
            $"SELECT {JobTable.Columns}, {Columns} FROM job LEFT JOIN state ON {IsCurrent} WHERE job.id = ?1",
            ReadBoth,
            jobId);

    /// <summary>Reads a page of the jobs in a state, in the order in which they have entered it or the other way round.</summary>
    public static List<(JobRecord Job, StoredState? State)?> Page(
        Session session, string name, int from, int count, bool newestFirst)
    {
        var order = newestFirst ? "DESC" : "ASC";

        // The page is cut from the index alone; rows are read for it only.
        return session.All(
            $"""
            SELECT {JobTable.Columns}, {Columns}
            FROM (SELECT id FROM job WHERE state = ?1 ORDER BY state_at {order}, id {order} LIMIT ?2 OFFSET ?3) AS page
            JOIN job ON job.id = page.id JOIN state ON {IsCurrent}
            ORDER BY job.state_at {order}, job.id {order}
            """,
            ReadBoth,
            name,
            Math.Max(count, 0),
            from);
    }

    private static (JobRecord Job, StoredState? State)? ReadBoth(SqliteDataReader row) =>
        (JobTable.Read(row), row.IsDBNull(JobTable.Width) ? null : Read(row, JobTable.Width));

    private static StoredState Read(SqliteDataReader row, int first) =>
        new(row.GetString(first), row.TextOrNull(first + 1), row.Time(first + 2), row.GetString(first + 3));
}
