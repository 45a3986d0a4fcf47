namespace Hangfire.Storage.SQLite.Waiting;

/// <summary>A row of the queue table: a job that is to be run, or is being run.</summary>
internal sealed record QueueItem(long Id, string Queue, long JobId)
{
    /// <summary>Gets or sets when a worker has taken it.</summary>
    public DateTime? FetchedAt { get; set; }
}
