using System.Collections.Immutable;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Domain.Workflows;

namespace WebhookStudio.Domain.Tasks;

/// <summary>Something that is done to many tasks at once: what, by whom, and how far it is.</summary>
/// <remarks>Its tasks are chosen when it is made (<see cref="FrozenTasks"/>) and done part by part; a part and the note that it
/// is done are one transaction, so that a restart neither repeats nor leaves out a task.</remarks>
public sealed class TaskOperation
{
    /// <summary>How many tasks are done in one transaction: few enough that deliveries hardly wait for it.</summary>
    public const int PartSize = 200;

    public required Id<TaskOperation> Id { get; init; }

    public required Id<Project> ProjectId { get; init; }

    /// <summary>Gets the list of its tasks.</summary>
    public required Id<FrozenTasks> List { get; init; }

    /// <summary>Gets what is done to each task.</summary>
    public required TaskChange Change { get; init; }

    /// <summary>Gets the email address of who asked for it.</summary>
    public required string By { get; init; }

    /// <summary>Gets how many tasks were chosen.</summary>
    public required int Total { get; init; }

    /// <summary>Gets when it was asked for. What a task has entered since then it entered without regard to it.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    public TaskOperationStatus Status { get; private set; } = TaskOperationStatus.Waiting;

    /// <summary>Gets how many parts of the list are done.</summary>
    public int Parts { get; private set; }

    /// <summary>Gets how many tasks were looked at.</summary>
    public int Done { get; private set; }

    /// <summary>Gets how many of them were changed.</summary>
    public int Changed { get; private set; }

    /// <summary>Gets why the others were not, with how many for each reason.</summary>
    public ImmutableArray<TaskRefusal> Refusals { get; private set; } = [];

    /// <summary>Gets when it was finished, failed or was cancelled.</summary>
    public DateTimeOffset? EndedAt { get; private set; }

    /// <summary>Gets why it could not go on, in a sentence; <see langword="null"/> unless it failed.</summary>
    public string? Problem { get; private set; }

    /// <summary>Gets whether it waits or goes on.</summary>
    public bool IsActive => Status is TaskOperationStatus.Waiting or TaskOperationStatus.Running;

    /// <summary>Notes that a part of the list is done.</summary>
    /// <param name="done">How many tasks the part has.</param>
    /// <param name="changed">How many of them were changed.</param>
    /// <param name="refusals">Why the others were not.</param>
    public void Advance(int done, int changed, IEnumerable<TaskRefusal> refusals)
    {
        Status = TaskOperationStatus.Running;
        Parts++;
        Done += done;
        Changed += changed;
        Refusals =
        [
            .. Refusals.Concat(refusals).GroupBy(refusal => refusal.Reason)
                .Select(group => new TaskRefusal(group.Key, group.Sum(refusal => refusal.Count))),
        ];
    }

    /// <summary>Notes that nothing of the list is left.</summary>
    public void Finish(DateTimeOffset now) => End(TaskOperationStatus.Finished, now);

    /// <summary>Ends it before all of it is done; what is done stays done. One that has ended stays as it is.</summary>
    /// <returns>Whether it went on until now.</returns>
    public bool Cancel(DateTimeOffset now)
    {
        if (!IsActive)
        {
            return false;
        }

        End(TaskOperationStatus.Cancelled, now);

        return true;
    }

    /// <param name="problem">Why it cannot go on, in a sentence for people.</param>
    /// <param name="now">The time.</param>
    public void Fail(string problem, DateTimeOffset now)
    {
        Problem = problem;
        End(TaskOperationStatus.Failed, now);
    }

    private void End(TaskOperationStatus status, DateTimeOffset now)
    {
        Status = status;
        EndedAt = now;
    }
}

/// <summary>Where an operation on tasks stands.</summary>
public enum TaskOperationStatus
{
    /// <summary>Nothing of it is done yet.</summary>
    Waiting = 0,

    /// <summary>Some of it is done.</summary>
    Running = 1,

    /// <summary>All of it is done.</summary>
    Finished = 2,

    /// <summary>Somebody ended it before all of it was done.</summary>
    Cancelled = 3,

    /// <summary>It could not go on.</summary>
    Failed = 4,
}

/// <summary>What is done to tasks.</summary>
public enum TaskChangeKind
{
    /// <summary>They are put into a stage.</summary>
    Move = 0,

    /// <summary>They are kept for a person, or for nobody.</summary>
    Assign = 1,

    /// <summary>They are deleted, with their assets.</summary>
    Delete = 2,
}

/// <summary>What is done to each task of an operation.</summary>
public sealed record TaskChange(TaskChangeKind Kind)
{
    /// <summary>Gets the stage that tasks are put into.</summary>
    public StageId? Stage { get; init; }

    /// <summary>Gets what that stage was called when it was chosen.</summary>
    public string? StageName { get; init; }

    /// <summary>Gets what tasks lose when they are moved.</summary>
    public RequeueOptions Options { get; init; } = new();

    /// <summary>Gets the email address of the person that tasks are kept for; <see langword="null"/> for nobody.</summary>
    public string? Assignee { get; init; }

    /// <summary>Makes the change that puts tasks into a stage.</summary>
    public static TaskChange MoveTo(Stage stage, RequeueOptions options) =>
        new(TaskChangeKind.Move) { Stage = stage.Id, StageName = stage.Name, Options = options };

    /// <summary>Makes the change that keeps tasks for a person, or for nobody.</summary>
    public static TaskChange AssignTo(string? email) => new(TaskChangeKind.Assign) { Assignee = email };

    public static TaskChange Delete { get; } = new(TaskChangeKind.Delete);
}

/// <summary>Why tasks of an operation were left as they are.</summary>
/// <param name="Reason">Words that go on after the number, such as <c>were gone</c>.</param>
/// <param name="Count">How many.</param>
public sealed record TaskRefusal(string Reason, int Count)
{
    public const string Gone = "were gone";

    public const string Moved = "had moved on";

    public const string Kept = "are kept in a Complete stage";

    public const string NotWorkedOn = "are in no Label or Review stage";

    public const string NotTheirs = "are in a stage kept for other people";
}
