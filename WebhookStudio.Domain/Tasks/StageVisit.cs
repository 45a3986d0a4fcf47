using WebhookStudio.Domain.Workflows;

namespace WebhookStudio.Domain.Tasks;

/// <summary>How a task left a stage.</summary>
public enum VisitKind
{
    /// <summary>It began there and went on.</summary>
    Start,

    /// <summary>A person submitted it.</summary>
    Human,

    /// <summary>It went on by itself.</summary>
    Automatic,

    /// <summary>A reviewer accepted it.</summary>
    Accepted,

    /// <summary>A reviewer rejected it.</summary>
    Rejected,

    /// <summary>Somebody sent it on from a Hold stage.</summary>
    Forwarded,
}

/// <summary>One line of a task's stage history: a stage that the task has left.</summary>
public sealed class StageVisit
{
    private readonly Id<StageVisit>? _snapshotId;

    public required Id<StageVisit> Id { get; init; }

    public required Id<LabelTask> TaskId { get; init; }

    public required StageId StageId { get; init; }

    /// <summary>Gets what the stage was called when the task left it.</summary>
    public required string StageName { get; init; }

    public required VisitKind Kind { get; init; }

    public WorkTime Time { get; init; }

    public required DateTimeOffset CompletedAt { get; init; }

    /// <summary>Gets the name of the snapshot taken here (<c>taskHistory</c>); none for Start. It is the twin of
    /// <see cref="Id"/>, unless it was given another name elsewhere.</summary>
    public Id<StageVisit>? SnapshotId
    {
        get => Kind is VisitKind.Start ? null : _snapshotId ?? Id.Twin();
        init => _snapshotId = value;
    }

    /// <summary>Gets the email address of who submitted, reviewed or sent on, if a person did.</summary>
    public string? SubmittedBy { get; init; }

    /// <summary>Gets the verdict of a review in the words of the dialect; <see langword="null"/> of any other visit.</summary>
    public string? ReviewStatus => Kind is VisitKind.Accepted or VisitKind.Rejected ? Kind.ToString() : null;

    /// <summary>Gets a value indicating whether a person labeled or reviewed the task here, so that it is theirs should it return.</summary>
    public bool IsWork => Kind is VisitKind.Human or VisitKind.Accepted or VisitKind.Rejected;

    public bool IsSkipped { get; init; }

    /// <summary>Gets the labels as the task left; <see langword="null"/> when they were those of the visit before.</summary>
    public TaskAnswer? Answer { get; init; }
}
