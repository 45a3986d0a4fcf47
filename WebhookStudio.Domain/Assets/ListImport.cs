using WebhookStudio.Domain.Projects;

namespace WebhookStudio.Domain.Assets;

/// <summary>A list of assets that somebody imports: how far it is, and what became of it.</summary>
/// <remarks>The row is written in the transaction that adds the assets it counts: an import that was interrupted goes on where
/// it was, and adds nothing twice.</remarks>
public sealed class ListImport
{
    /// <summary>How long the row is kept after the import was asked for.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(7);

    public required Id<ListImport> Id { get; init; }

    public required Id<Project> ProjectId { get; init; }

    /// <summary>Gets the email address of who imports.</summary>
    public required string By { get; init; }

    /// <summary>Gets what the list is called: the name of its file, or a few words.</summary>
    public required string Name { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Gets how many assets the list has.</summary>
    public required int Total { get; init; }

    /// <summary>Gets how many of them have been added.</summary>
    public int Done { get; private set; }

    public ListImportStatus Status { get; private set; } = ListImportStatus.Active;

    /// <summary>Gets when it was done, failed or was cancelled.</summary>
    public DateTimeOffset? EndedAt { get; private set; }

    /// <summary>Gets why it failed, in a sentence.</summary>
    public string? Problem { get; private set; }

    public bool IsActive => Status is ListImportStatus.Active;

    /// <summary>Notes that the next assets of the list have been added. The last ones end it.</summary>
    /// <exception cref="DomainRuleException">It has ended; nothing may be added any more.</exception>
    public void Advance(int count, DateTimeOffset now)
    {
        if (!IsActive)
        {
            throw new DomainRuleException("import.ended", $"The import of {Name} has ended.");
        }

        Done += count;

        if (Done >= Total)
        {
            End(ListImportStatus.Done, now);
        }
    }

    /// <summary>Ends an import that is not over; others stay as they are.</summary>
    public void Cancel(DateTimeOffset now) => End(ListImportStatus.Cancelled, now);

    /// <param name="problem">Why, in a sentence for people.</param>
    /// <param name="now">The time.</param>
    public void Fail(string problem, DateTimeOffset now)
    {
        Problem = problem;
        End(ListImportStatus.Failed, now);
    }

    private void End(ListImportStatus status, DateTimeOffset now)
    {
        if (IsActive)
        {
            Status = status;
            EndedAt = now;
        }
    }
}

/// <summary>Where an import stands.</summary>
public enum ListImportStatus
{
    /// <summary>It waits, or its assets are being added.</summary>
    Active = 0,

    /// <summary>All of its assets have been added.</summary>
    Done = 1,

    /// <summary>It ended early for a reason that it names. What was added stays.</summary>
    Failed = 2,

    /// <summary>Somebody ended it. What was added stays.</summary>
    Cancelled = 3,
}
