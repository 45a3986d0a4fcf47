namespace Hangfire.Storage.SQLite.Waiting;

/// <summary>One queue's jobs: those ready to be taken, in order, and those that workers have taken and not finished.</summary>
internal sealed class WaitingQueue
{
    public Queue<QueueItem> Ready { get; } = new();

    public Dictionary<long, QueueItem> Fetched { get; } = [];

    /// <summary>Notes that a worker has taken a job.</summary>
    public QueueItem Fetch(QueueItem item, DateTime at)
    {
        item.FetchedAt = at;

        return Fetched[item.Id] = item;
    }
}
