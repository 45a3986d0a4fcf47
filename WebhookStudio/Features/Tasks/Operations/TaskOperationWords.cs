using System.Globalization;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Tasks;
using WebhookStudio.Platform;

namespace WebhookStudio.Features.Tasks.Operations;

/// <summary>What screens say of operations on tasks.</summary>
internal static class TaskOperationWords
{
    private const string KeyStart = "tasks-";

    /// <summary>Writes for example <c>Moving 98 tasks to Label</c>.</summary>
    public static string Title(TaskOperation operation)
    {
        var tasks = Tasks(operation.Total);

        return operation.Change switch
        {
            { Kind: TaskChangeKind.Move } move => $"Moving {tasks} to {move.StageName}",
            { Kind: TaskChangeKind.Assign, Assignee: { } email } => $"Assigning {tasks} to {email}",
            { Kind: TaskChangeKind.Assign } => $"Unassigning {tasks}",
            _ => $"Deleting {tasks}",
        };
    }

    /// <summary>Writes for example <c>98 moved to Label, 2 were gone</c>.</summary>
    public static string Result(TaskOperation operation)
    {
        var done = operation.Change switch
        {
            { Kind: TaskChangeKind.Move } move => $"moved to {move.StageName}",
            { Kind: TaskChangeKind.Assign, Assignee: { } email } => $"assigned to {email}",
            { Kind: TaskChangeKind.Assign } => "unassigned",
            _ => "deleted",
        };
        var left = operation.Total - operation.Done;
        var end = operation.Status switch
        {
            TaskOperationStatus.Cancelled => $", cancelled before {Number(left)}",
            TaskOperationStatus.Failed => $", {Number(left)} left. {operation.Problem}",
            _ => "",
        };

        return string.Join(", ", operation.Refusals.Select(Refusal).Prepend($"{Number(operation.Changed)} {done}")) + end;
    }

    /// <summary>Writes for example <c>400 of 1,000</c>.</summary>
    public static string Progress(TaskOperation operation) => $"{Number(operation.Done)} of {Number(operation.Total)}";

    public static Activity Activity(TaskOperation operation) => new()
    {
        Key = KeyStart + operation.Id,
        Title = Title(operation),
        By = operation.By,
        StartedAt = operation.CreatedAt,
        EndedAt = operation.EndedAt,
        Done = operation.Done,
        Total = operation.Total,
        HasTrouble = !operation.IsActive
            && (operation.Status is not TaskOperationStatus.Finished || operation.Refusals.Length > 0),
        Result = operation.IsActive ? null : Result(operation),
        Url = Url(operation),
        CanCancel = operation.IsActive,
    };

    /// <summary>Gets the address of where the tasks are to be found.</summary>
    public static string Url(TaskOperation operation) => operation.Change.Stage is { } stage
        ? new TaskListPlace(operation.ProjectId) { Stage = stage }.Url
        : new TaskListPlace(operation.ProjectId).Url;

    /// <summary>Finds which operation the key of an activity names; <see langword="null"/> if it is none.</summary>
    public static Id<TaskOperation>? FindId(string key) =>
        key.StartsWith(KeyStart, StringComparison.Ordinal)
        && Id<TaskOperation>.TryParse(key[KeyStart.Length..], null, out var id) ? id : null;

    private static string Refusal(TaskRefusal refusal) =>
        $"{Number(refusal.Count)} {(refusal.Count == 1 ? Singular(refusal.Reason) : refusal.Reason)}";

    private static string Singular(string reason) =>
        reason.StartsWith("were ", StringComparison.Ordinal) ? $"was {reason[5..]}"
        : reason.StartsWith("are ", StringComparison.Ordinal) ? $"is {reason[4..]}"
        : reason;

    private static string Tasks(int count) => count == 1 ? "1 task" : $"{Number(count)} tasks";

    private static string Number(int count) => count.ToString("N0", CultureInfo.InvariantCulture);
}
