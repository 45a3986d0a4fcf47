using WebhookStudio.Domain;
using WebhookStudio.Domain.Assets;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Domain.Workflows;
using WebhookStudio.Platform;

namespace WebhookStudio.Features.Tasks;

/// <summary>Where a task stands, in the words of the screens.</summary>
public enum TaskState
{
    /// <summary>Waits for somebody to do something other than re-run a webhook.</summary>
    Queued,

    /// <summary>Its webhook is on its way or about to be.</summary>
    Sending,

    /// <summary>Its webhook failed and is retried by itself.</summary>
    Retrying,

    /// <summary>Its webhook failed and waits for a person.</summary>
    Held,

    /// <summary>It is at the end of the workflow.</summary>
    Complete,
}

/// <summary>What tasks can be sorted by.</summary>
public enum TaskColumn
{
    /// <summary>How long the task has been in its stage; the shortest first.</summary>
    TimeInStage,

    ExternalId,

    /// <summary>When a person last saved or submitted; the oldest first.</summary>
    Updated,
}

/// <summary>An order of tasks.</summary>
public readonly record struct TaskSort(TaskColumn Column, bool Descending);

/// <summary>Asks for tasks. What is not set does not filter.</summary>
public sealed record TaskQuery(Id<Project> Project)
{
    public StageId? Stage { get; init; }

    public TaskState? State { get; init; }

    public Id<Batch>? Batch { get; init; }

    /// <summary>Gets a part of the external ID, upper and lower case being the same, or a whole task or asset ID.</summary>
    public string? Search { get; init; }

    /// <summary>Gets why the webhook last failed: a number answered (<c>503</c>) or a word (<c>Timed out</c>). Finds only
    /// tasks that are held or retried.</summary>
    public string? Result { get; init; }

    public PageRequest Page { get; init; } = new(1, 50);

    public TaskSort Sort { get; init; }
}
