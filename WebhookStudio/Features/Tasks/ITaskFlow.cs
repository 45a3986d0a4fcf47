using WebhookStudio.Data;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Assets;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Domain.Tasks;
using WebhookStudio.Domain.Workflows;

namespace WebhookStudio.Features.Tasks;

/// <summary>Moves tasks along the connectors of the live workflow. Every move and the webhooks it owes are one
/// transaction; lanes are woken and open screens told after the commit.</summary>
public interface ITaskFlow
{
    /// <summary>Stores labels and time, and leaves the task where it is.</summary>
    /// <exception cref="DomainRuleException">The task does not exist, or is in a Review stage that is read-only.</exception>
    Task<LabelTask> SaveAsync(Id<LabelTask> task, LabelWork work, CancellationToken cancellationToken);

    /// <summary>Stores labels and time, and sends the task out of its Label stage; or, with a verdict, out of its Review
    /// stage.</summary>
    /// <exception cref="DomainRuleException">The task does not exist, or is not in such a stage.</exception>
    Task<LabelTask> SubmitAsync(Id<LabelTask> task, LabelWork work, CancellationToken cancellationToken);

    /// <summary>Adds assets with a task each. Tasks go on at once if Start forwards automatically.</summary>
    Task<IReadOnlyList<LabelTask>> AddAsync(
        Id<Project> project, IReadOnlyList<NewAsset> assets, string by, CancellationToken cancellationToken);

    /// <summary>Sends tasks on that wait in a Start or Hold stage. Those that have left it meanwhile are passed over.</summary>
    /// <returns>How many went on.</returns>
    /// <exception cref="DomainRuleException">The stage is none of these.</exception>
    Task<int> ForwardAsync(
        Id<Project> project, StageId stage, ForwardChoice choice, CancellationToken cancellationToken);

    /// <summary>Moves tasks to a stage. What the stage left still owed is cancelled; entering a Webhook stage owes a new webhook.</summary>
    /// <returns>How many moved.</returns>
    Task<int> RequeueAsync(
        Id<Project> project, IReadOnlyList<Id<LabelTask>> tasks, StageId to, RequeueOptions options,
        CancellationToken cancellationToken);
}

/// <summary>Submits work that depends on the task and its project as they are in that moment, so that they are read once.</summary>
internal interface ILabelSubmission
{
    /// <summary>Stores labels and time, and sends the task out of its Label or Review stage.</summary>
    /// <exception cref="DomainRuleException">As <see cref="ITaskFlow.SubmitAsync"/>, or what <paramref name="describe"/>
    /// refuses.</exception>
    Task<LabelTask> SubmitAsync(
        Id<LabelTask> task, Func<Project, LabelTask, LabelWork> describe, CancellationToken cancellationToken);
}

/// <summary>Adds assets together with something else: both are stored, or neither is.</summary>
internal interface ITaskIntake
{
    /// <summary>Adds assets as <see cref="ITaskFlow.AddAsync"/> does.</summary>
    /// <param name="project">The project.</param>
    /// <param name="assets">The assets.</param>
    /// <param name="by">The email address of who adds.</param>
    /// <param name="together">Changes what is stored in the same transaction; what it throws undoes all of it.</param>
    /// <param name="cancellationToken">Cancels before the commit.</param>
    Task<IReadOnlyList<LabelTask>> AddAsync(
        Id<Project> project, IReadOnlyList<NewAsset> assets, string by,
        Func<StudioDbContext, CancellationToken, Task> together, CancellationToken cancellationToken);
}

/// <summary>What a labeler hands in.</summary>
/// <param name="Answer">The labels, already checked against the schema (<see cref="AnswerJson"/>); <see langword="null"/> leaves them
/// as they are.</param>
/// <param name="Spent">The time spent since the task was opened or last saved.</param>
/// <param name="By">The email address of the labeler.</param>
/// <param name="From">The stage in which the labeler saw the task; a task that has left it meanwhile is refused.</param>
public sealed record LabelWork(TaskAnswer? Answer, WorkTime Spent, string By, StageId? From = null)
{
    /// <summary>Gets when the task had entered the stage in which it was seen; one that has come there anew is refused.
    /// <see langword="null"/> if that does not matter.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>Gets what a reviewer says of the labels; <see langword="null"/> when a labeler submits.</summary>
    public ReviewVerdict? Verdict { get; init; }
}

/// <summary>What a reviewer says of a task's labels.</summary>
public enum ReviewVerdict
{
    /// <summary>The task leaves by the output Accepted.</summary>
    Accepted,

    /// <summary>The task leaves by the output Rejected.</summary>
    Rejected,
}

/// <summary>Which tasks of a stage are sent on.</summary>
/// <param name="By">The email address of who sends them on.</param>
public sealed record ForwardChoice(string By)
{
    /// <summary>Gets the tasks; <see langword="null"/> for all.</summary>
    public IReadOnlyList<Id<LabelTask>>? Tasks { get; init; }

    /// <summary>Gets batches of which each task must have one; none for all.</summary>
    public IReadOnlyList<Id<Batch>> Batches { get; init; } = [];
}

/// <summary>An asset to add.</summary>
public sealed record NewAsset(
    string Data,
    string ExternalId,
    System.Text.Json.JsonElement Metadata,
    IReadOnlyList<Id<Batch>> Batches,
    IReadOnlyList<string> Dataset)
{
    /// <summary>Gets how early its task is handed out (<see cref="TaskPriority"/>).</summary>
    public int Priority { get; init; }
}
