using WebhookStudio.Domain;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Domain.Tasks;
using WebhookStudio.Platform;

namespace WebhookStudio.Features.Tasks;

/// <summary>Reads tasks for the tasks page.</summary>
public interface ITaskList
{
    /// <summary>Gets what the tasks page filters by, with counts; <see langword="null"/> if there is no such project.</summary>
    Task<TaskRail?> RailAsync(Id<Project> project, CancellationToken cancellationToken);

    /// <summary>Lists tasks in the order of <see cref="TaskQuery.Sort"/>; the newer identifier first where that is equal.</summary>
    /// <exception cref="DomainRuleException">The result is neither a number nor a word of the log.</exception>
    Task<Page<TaskRow>> ListAsync(TaskQuery query, CancellationToken cancellationToken);

    /// <summary>Gets the tasks that a query finds on all its pages, the oldest first.</summary>
    Task<IReadOnlyList<Id<LabelTask>>> IdsAsync(TaskQuery query, CancellationToken cancellationToken);

    /// <summary>Gets which of the tasks that a query finds have a webhook that failed, whatever
    /// <see cref="TaskQuery.Result"/> says: that is what is counted apart.</summary>
    Task<FailingTasks> FailingAsync(TaskQuery query, CancellationToken cancellationToken);
}
