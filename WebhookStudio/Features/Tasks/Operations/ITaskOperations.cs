using WebhookStudio.Domain;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Domain.Tasks;

namespace WebhookStudio.Features.Tasks.Operations;

/// <summary>Does things to many tasks at once, in the background.</summary>
public interface ITaskOperations
{
    /// <summary>Begins to do something to exactly these tasks. It goes on when the person leaves and after a restart.</summary>
    /// <param name="project">The project.</param>
    /// <param name="tasks">The tasks, as they were chosen.</param>
    /// <param name="change">What is done to each.</param>
    /// <param name="by">The email address of who asks.</param>
    /// <param name="cancellationToken">Cancels before the commit.</param>
    /// <exception cref="DomainRuleException">No task is named, the stage does not exist or is off, or there is no such person.</exception>
    Task<Id<TaskOperation>> StartAsync(
        Id<Project> project, IReadOnlyList<Id<LabelTask>> tasks, TaskChange change, string by,
        CancellationToken cancellationToken);

    /// <summary>Lists what goes on, and the newest that have ended since a moment; newest first, at most 50.</summary>
    Task<IReadOnlyList<TaskOperation>> ListAsync(
        Id<Project> project, DateTimeOffset endedSince, CancellationToken cancellationToken);

    /// <summary>Gets an operation, or <see langword="null"/> if the project has no such one.</summary>
    Task<TaskOperation?> GetAsync(Id<Project> project, Id<TaskOperation> operation, CancellationToken cancellationToken);

    /// <summary>Ends an operation before all of it is done; what is done stays done. One that has ended stays as it is.</summary>
    /// <returns>Whether the project has such an operation.</returns>
    Task<bool> CancelAsync(Id<Project> project, Id<TaskOperation> operation, CancellationToken cancellationToken);

    /// <summary>Lists who tasks can be kept for, by name.</summary>
    Task<IReadOnlyList<TaskPerson>> PeopleAsync(CancellationToken cancellationToken);

    /// <summary>Remembers a list of tasks as it is, to be exported.</summary>
    Task<Id<FrozenTasks>> FreezeAsync(IReadOnlyList<Id<LabelTask>> tasks, CancellationToken cancellationToken);
}

/// <summary>Somebody who works on tasks.</summary>
public sealed record TaskPerson(string Email, string Name);
