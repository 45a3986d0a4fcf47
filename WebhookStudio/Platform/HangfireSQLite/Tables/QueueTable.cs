using Hangfire.Storage.SQLite.Files;
using Hangfire.Storage.SQLite.Waiting;

namespace Hangfire.Storage.SQLite.Tables;

/// <summary>The jobs that are to be run or being run; a row goes with the transaction that says what became of its job.</summary>
internal static class QueueTable
{
    public static void Insert(Session session, QueueItem item) => session.Run(
        "INSERT INTO queue_item (id, queue, job_id) VALUES (?1, ?2, ?3)", item.Id, item.Queue, item.JobId);

    public static void Delete(Session session, QueueItem item) =>
        session.Run("DELETE FROM queue_item WHERE id = ?1", item.Id);

    public static List<QueueItem> All(Session session) => session.All(
        "SELECT id, queue, job_id FROM queue_item ORDER BY id",
        row => new QueueItem(row.GetInt64(0), string.Intern(row.GetString(1)), row.GetInt64(2)));
}
