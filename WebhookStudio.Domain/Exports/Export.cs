using WebhookStudio.Domain.Projects;

namespace WebhookStudio.Domain.Exports;

/// <summary>A file of tasks that somebody asked for: what it holds, how far it is, and what became of it.</summary>
/// <remarks>The row outlives a restart: an export that was interrupted is written anew from the beginning.</remarks>
public sealed class Export
{
    /// <summary>How long the file is kept after it was asked for; the row goes with it.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(7);

    public required Id<Export> Id { get; init; }

    public required Id<Project> ProjectId { get; init; }

    /// <summary>Gets the email address of who asked for it.</summary>
    public required string By { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required ExportScope Scope { get; init; }

    public ExportStatus Status { get; private set; } = ExportStatus.Waiting;

    /// <summary>Gets how many tasks there were when the writing began.</summary>
    public int Total { get; private set; }

    /// <summary>Gets how many tasks are in the file by now.</summary>
    public int Written { get; private set; }

    /// <summary>Gets the length of the finished file, in bytes.</summary>
    public long Bytes { get; private set; }

    /// <summary>Gets when it was finished, failed or was cancelled.</summary>
    public DateTimeOffset? EndedAt { get; private set; }

    /// <summary>Gets why it failed, in a sentence.</summary>
    public string? Problem { get; private set; }

    /// <summary>Gets whether it waits or is being written.</summary>
    public bool IsActive => Status is ExportStatus.Waiting or ExportStatus.Writing;

    /// <summary>Begins to write, or begins again after a restart.</summary>
    public void Begin(int total)
    {
        Status = ExportStatus.Writing;
        Total = total;
        Written = 0;
    }

    /// <summary>Notes how many tasks are in the file by now.</summary>
    public void Advance(int written) => Written = written;

    public void Finish(int written, long bytes, DateTimeOffset now)
    {
        Status = ExportStatus.Ready;
        Written = written;
        Bytes = bytes;
        EndedAt = now;
    }

    /// <param name="problem">Why, in a sentence for people.</param>
    /// <param name="now">The time.</param>
    public void Fail(string problem, DateTimeOffset now)
    {
        Status = ExportStatus.Failed;
        Problem = problem;
        EndedAt = now;
    }

    /// <summary>Ends an export that is not over; others stay as they are.</summary>
    public void Cancel(DateTimeOffset now)
    {
        if (IsActive)
        {
            Status = ExportStatus.Cancelled;
            EndedAt = now;
        }
    }
}

/// <summary>Where an export stands.</summary>
public enum ExportStatus
{
    /// <summary>Another one is being written first.</summary>
    Waiting = 0,

    /// <summary>Its file is being written.</summary>
    Writing = 1,

    /// <summary>Its file can be fetched.</summary>
    Ready = 2,

    /// <summary>It could not be written.</summary>
    Failed = 3,

    /// <summary>Somebody ended it before it was done.</summary>
    Cancelled = 4,
}
