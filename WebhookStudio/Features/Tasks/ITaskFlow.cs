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
    /// <exception cref="DomainRuleException">The task does not exist.</exception>
    Task<LabelTask> SaveAsync(Id<LabelTask> task, LabelWork work, CancellationToken cancellationToken);

    /// <summary>Stores labels and time, and sends the task out of its Label stage.</summary>
    /// <exception cref="DomainRuleException">The task does not exist, or is not in a Label stage.</exception>
    Task<LabelTask> SubmitAsync(Id<LabelTask> task, LabelWork work, CancellationToken cancellationToken);

    /// <summary>Adds assets with a task each. Tasks go on at once if Start forwards automatically.</summary>
    Task<IReadOnlyList<LabelTask>> AddAsync(
        Id<Project> project, IReadOnlyList<NewAsset> assets, string by, CancellationToken cancellationToken);

    /// <summary>Sends tasks that wait in Start on, all or those of some batches.</summary>
    /// <returns>How many went on.</returns>
    Task<int> ForwardAsync(
        Id<Project> project, StageId stage, IReadOnlyList<Id<Batch>> batches, CancellationToken cancellationToken);

    /// <summary>Moves tasks to a stage. What the stage left still owed is cancelled; entering a Webhook stage owes a new webhook.</summary>
    /// <returns>How many moved.</returns>
    Task<int> RequeueAsync(
        Id<Project> project, IReadOnlyList<Id<LabelTask>> tasks, StageId to, RequeueOptions options,
        CancellationToken cancellationToken);
}

/// <summary>Submits work that depends on the task and its project as they are in that moment, so that they are read once.</summary>
internal interface ILabelSubmission
{
    /// <summary>Stores labels and time, and sends the task out of its Label stage.</summary>
    /// <exception cref="DomainRuleException">As <see cref="ITaskFlow.SubmitAsync"/>, or what <paramref name="describe"/>
    /// refuses.</exception>
    Task<LabelTask> SubmitAsync(
        Id<LabelTask> task, Func<Project, LabelTask, LabelWork> describe, CancellationToken cancellationToken);
}

/// <summary>What a labeler hands in.</summary>
/// <param name="Answer">The labels, already checked against the schema (<see cref="AnswerJson"/>).</param>
/// <param name="Spent">The time spent since the task was opened or last saved.</param>
/// <param name="By">The email address of the labeler.</param>
/// <param name="From">The stage in which the labeler saw the task; a task that has left it meanwhile is refused.</param>
public sealed record LabelWork(TaskAnswer Answer, WorkTime Spent, string By, StageId? From = null);

/// <summary>An asset to add.</summary>
public sealed record NewAsset(
    string Data,
    string ExternalId,
    System.Text.Json.JsonElement Metadata,
    IReadOnlyList<Id<Batch>> Batches,
    IReadOnlyList<string> Dataset);
