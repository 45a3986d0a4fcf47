using System.Globalization;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Assets;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Domain.Tasks;
using WebhookStudio.Domain.Workflows;

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
    /// <summary>What <see cref="Assignee"/> says for tasks that are kept for nobody.</summary>
    public const string Nobody = "-";

    public StageId? Stage { get; init; }

    public TaskState? State { get; init; }

    public Id<Batch>? Batch { get; init; }

    /// <summary>Gets a part of the external ID, upper and lower case being the same, or a whole task or asset ID.</summary>
    public string? Search { get; init; }

    /// <summary>Gets why the webhook last failed: a number answered (<c>503</c>) or a word (<c>Timed out</c>). Finds only
    /// tasks that are held or retried.</summary>
    public string? Result { get; init; }

    /// <summary>Gets the email address of who tasks are kept for, or <see cref="Nobody"/>.</summary>
    public string? Assignee { get; init; }

    /// <summary>Gets whether only tasks are found that somebody has skipped in a stage.</summary>
    public bool IsSkipped { get; init; }

    /// <summary>Gets the tasks to choose from, as a pasted list named them; <see langword="null"/> for all.</summary>
    public IReadOnlyList<Id<LabelTask>>? Among { get; init; }

    /// <summary>Gets after or before which task the page begins; <see langword="null"/> for the first page.</summary>
    public TaskCursor? Cursor { get; init; }

    /// <summary>Gets how many tasks a page has; 1 to 1000.</summary>
    public int Size { get; init; } = 50;

    public TaskSort Sort { get; init; }

    /// <summary>Gets how many tasks there are, if that is known already: then they are not counted once more.</summary>
    public int? KnownTotal { get; init; }

    /// <summary>Gets whether nothing but the stage and the state narrows the list: then the counters know how many there are.</summary>
    internal bool IsCounted => IsWebhookOnly && string.IsNullOrWhiteSpace(Search);

    /// <summary>Gets whether only tasks are found whose webhook is owed.</summary>
    internal bool IsOwed => State is TaskState.Held or TaskState.Retrying or TaskState.Sending || !string.IsNullOrWhiteSpace(Result);

    /// <summary>Gets whether a webhook that is owed knows by itself whether its task is found, ids apart.</summary>
    internal bool IsWebhookOnly => Batch is null && Result is null && Assignee is null && !IsSkipped && Among is null;
}

/// <summary>A place between two tasks of a list.</summary>
/// <param name="Key">What the list is sorted by, of the task at that place: the external ID, or the ticks of the time.</param>
/// <param name="Task">That task; it tells equal keys apart.</param>
/// <param name="IsBefore">Whether the page ends before that task, and does not begin after it.</param>
public sealed record TaskCursor(string Key, Id<LabelTask> Task, bool IsBefore = false)
{
    /// <summary>Gets the place of a task in a list.</summary>
    public static TaskCursor Of(LabelTask task, TaskSort sort) => new(
        sort.Column switch
        {
            TaskColumn.ExternalId => task.ExternalId,
            TaskColumn.Updated => task.UpdatedAt.UtcTicks.ToString(CultureInfo.InvariantCulture),
            _ => task.StageEnteredAt.UtcTicks.ToString(CultureInfo.InvariantCulture),
        },
        task.Id);

    /// <summary>Writes for example <c>task5.png~66f0...</c>, or <c>!task5.png~66f0...</c> for the page before.</summary>
    public override string ToString() => $"{(IsBefore ? "!" : "")}{Key}~{Task}";

    /// <summary>Reads what <see cref="ToString"/> writes; <see langword="null"/> if it is something else.</summary>
    public static TaskCursor? Parse(string? text)
    {
        var end = text?.LastIndexOf('~') ?? -1;

        if (end < 0 || !Id<LabelTask>.TryParse(text![(end + 1)..], null, out var task))
        {
            return null;
        }

        var before = text.StartsWith('!');

        return new(text[(before ? 1 : 0)..end], task, before);
    }
}

/// <summary>A page of a list of tasks.</summary>
/// <param name="Items">The tasks, in the order of the list.</param>
/// <param name="Total">How many tasks the whole list has.</param>
public sealed record TaskSlice(IReadOnlyList<TaskRow> Items, int Total)
{
    public static TaskSlice Empty { get; } = new([], 0);

    /// <summary>Gets whether the list has more than <see cref="Total"/>: counting on would have taken too long.</summary>
    public bool HasMore { get; init; }

    /// <summary>Gets where the page before begins; <see langword="null"/> if this is the first.</summary>
    public TaskCursor? Previous { get; init; }

    /// <summary>Gets where the next page begins; <see langword="null"/> if this is the last.</summary>
    public TaskCursor? Next { get; init; }
}
