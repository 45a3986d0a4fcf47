using WebhookStudio.Domain;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Domain.Tasks;
using WebhookStudio.Domain.Workflows;
using WebhookStudio.Features.Tasks;

namespace WebhookStudio.Features.Labeling;

/// <summary>Hands tasks to labelers and reviewers and takes their labels and verdicts.</summary>
public interface ILabelingService
{
    /// <summary>Opens the next task of the person's queue, oldest first, and keeps it for the person: of two labelers who
    /// open at once, each gets a task of their own.</summary>
    /// <param name="project">The project.</param>
    /// <param name="email">Who labels or reviews.</param>
    /// <param name="work">Which queue: Label or Review.</param>
    /// <param name="after">The task to go on from, which stays with the person; the queue begins again behind its end. <see langword="null"/> for the
    /// first task.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>The task, or <see langword="null"/> when the queue is empty.</returns>
    Task<LabelSheet?> OpenNextAsync(
        Id<Project> project, string email, StageKind work, Id<LabelTask>? after, CancellationToken cancellationToken);

    /// <summary>Opens a task of any stage. It can be handed in only from a Label or Review stage that is open to the person.</summary>
    /// <returns>The task, or <see langword="null"/> when the project has none with that identifier.</returns>
    Task<LabelSheet?> OpenAsync(
        Id<Project> project, Id<LabelTask> task, string email, CancellationToken cancellationToken);

    /// <summary>Stores labels and time, and leaves the task where it is.</summary>
    /// <exception cref="DomainRuleException">The task is gone, or the labels break a rule of the schema.</exception>
    Task SaveAsync(LabelHandIn work, CancellationToken cancellationToken);

    /// <summary>Stores labels and time, and sends the task on: a labeler's submit, or a reviewer's verdict. Does not wait for any
    /// webhook.</summary>
    /// <exception cref="DomainRuleException">The task is gone or not open to the person, the labels break a rule of the
    /// schema, or something required is missing.</exception>
    Task SubmitAsync(LabelHandIn work, CancellationToken cancellationToken);

    /// <summary>Lists what keeps the labels from being submitted; each entry says what to do.</summary>
    IReadOnlyList<MissingAnswer> FindMissing(LabelSheet sheet, LabelState state);

    /// <summary>Says what has become of tasks after they were submitted, in the order asked for.</summary>
    Task<IReadOnlyList<RecentOutcome>> ListOutcomesAsync(
        Id<Project> project, IReadOnlyList<Id<LabelTask>> tasks, CancellationToken cancellationToken);

    /// <summary>Says why a queue is empty: where the project's tasks are.</summary>
    /// <returns>The places, or <see langword="null"/> when there is no such project.</returns>
    Task<QueueSummary?> SummariseAsync(
        Id<Project> project, string email, StageKind work, CancellationToken cancellationToken);
}
