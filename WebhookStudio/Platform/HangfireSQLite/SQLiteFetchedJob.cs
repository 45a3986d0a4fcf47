using Hangfire.Storage.SQLite.Tables;
using Hangfire.Storage.SQLite.Waiting;

namespace Hangfire.Storage.SQLite;

/// <summary>A job that a worker has taken. Unless its row is removed, it is ready again: when given back, or after a crash.</summary>
internal sealed class SQLiteFetchedJob(JobDatabase database, QueueItem item) : IFetchedJob
{
    private int _ended;

    public string JobId { get; } = Jobs.JobId.Format(item.JobId);

    public QueueItem Item => item;

    public void RemoveFromQueue()
    {
        if (_ended == 0)
        {
            database.Writer.Run(session => QueueTable.Delete(session, item), Removed);
        }
    }

    public void Requeue()
    {
        if (End())
        {
            database.Queues.Return(item);
        }
    }

    public void Dispose() => Requeue();

    /// <summary>Notes that the row is gone, with a transaction that has been committed.</summary>
    public void Removed()
    {
        if (End())
        {
            database.Queues.Forget(item);
        }
    }

    private bool End() => Interlocked.Exchange(ref _ended, 1) == 0;
}
