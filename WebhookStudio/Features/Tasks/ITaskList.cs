using WebhookStudio.Domain;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Domain.Tasks;

namespace WebhookStudio.Features.Tasks;

/// <summary>Reads tasks for the tasks page.</summary>
public interface ITaskList
{
    /// <summary>Gets what the tasks page filters by, with counts; <see langword="null"/> if there is no such project.</summary>
    /// <param name="project">The project.</param>
    /// <param name="me">The email address of whose tasks are counted apart.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    Task<TaskRail?> RailAsync(Id<Project> project, string me, CancellationToken cancellationToken);

    /// <summary>Lists tasks in the order of <see cref="TaskQuery.Sort"/>; the newer identifier first where that is equal.</summary>
    /// <exception cref="DomainRuleException">The result is neither a number nor a word of the log, or the cursor is none of
    /// this order.</exception>
    Task<TaskSlice> ListAsync(TaskQuery query, CancellationToken cancellationToken);

    /// <summary>Reads how tasks stand now, in the order given; those that are gone are left out.</summary>
    Task<IReadOnlyList<TaskRow>> RowsAsync(
        Id<Project> project, IReadOnlyList<Id<LabelTask>> tasks, CancellationToken cancellationToken);

    /// <summary>Finds the tasks that a pasted list names, and says which names are nobody's.</summary>
    Task<NamedTasks> FindAsync(Id<Project> project, string list, CancellationToken cancellationToken);

    /// <summary>Gets the tasks before and after one in a list; <see langword="null"/> at its ends, or if it is not in the project.</summary>
    Task<(Id<LabelTask>? Previous, Id<LabelTask>? Next)> NeighboursAsync(
        TaskQuery query, Id<LabelTask> task, CancellationToken cancellationToken);

    /// <summary>Gets the tasks that a query finds on all its pages, the oldest first.</summary>
    Task<IReadOnlyList<Id<LabelTask>>> IdsAsync(TaskQuery query, CancellationToken cancellationToken);

    /// <summary>Gets which of the tasks that a query finds have a webhook that failed, whatever
    /// <see cref="TaskQuery.Result"/> says: that is what is counted apart.</summary>
    Task<FailingTasks> FailingAsync(TaskQuery query, CancellationToken cancellationToken);
}
