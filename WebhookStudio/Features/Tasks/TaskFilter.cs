using System.Diagnostics.CodeAnalysis;
using Microsoft.EntityFrameworkCore;
using WebhookStudio.Data;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Assets;
using WebhookStudio.Domain.Deliveries;
using WebhookStudio.Domain.Tasks;
using WebhookStudio.Domain.Workflows;
using WebhookStudio.Features.Deliveries;

namespace WebhookStudio.Features.Tasks;

/// <summary>A task with the webhook that its stage owes.</summary>
internal sealed class OwedTask
{
    public required LabelTask Task { get; init; }

    public WebhookDelivery? Delivery { get; init; }
}

/// <summary>Turns a <see cref="TaskQuery"/> into a query of the database.</summary>
internal static class TaskFilter
{
    public static IQueryable<OwedTask> Matching(this StudioDbContext db, TaskQuery query, Workflow workflow)
    {
        var tasks = db.Tasks.AsNoTracking().Where(t => t.ProjectId == query.Project);

        if (query.Stage is { } stage)
        {
            tasks = tasks.Where(t => t.StageId == stage);
        }

        if (query.Batch is { } batch)
        {
            tasks = tasks.Where(t => db.AssetBatches.Any(ab => ab.AssetId == t.AssetId && ab.BatchId == batch));
        }

        if (query.Search?.Trim() is { Length: > 0 } text)
        {
            tasks = Search(tasks, text);
        }

        if (query.Assignee is { } assignee)
        {
            var kept = assignee == TaskQuery.Nobody ? null : assignee;
            tasks = tasks.Where(t => t.Assignee == kept);
        }

        if (query.IsSkipped)
        {
            tasks = tasks.Where(t => db.Visits.Any(v => v.TaskId == t.Id && v.IsSkipped));
        }

        if (query.Among is { } among)
        {
            // One parameter, however many tasks are named.
            var ids = among.ToList();
            tasks = tasks.Where(t => EF.Parameter(ids).Contains(t.Id));
        }

        var owed = from t in tasks
                   join d in db.Deliveries.AsNoTracking() on t.DeliveryId equals (Id<WebhookDelivery>?)d.Id into found
                   from d in found.DefaultIfEmpty()
                   select new OwedTask { Task = t, Delivery = d };

        return WithResult(WithState(owed, query.State, workflow), query.Result);
    }

    public static IQueryable<OwedTask> Failing(this IQueryable<OwedTask> tasks) => tasks.Where(t =>
        t.Delivery!.Status == DeliveryStatus.Held || t.Delivery!.Status == DeliveryStatus.Retrying);

    private static IQueryable<OwedTask> WithState(IQueryable<OwedTask> tasks, TaskState? state, Workflow workflow)
    {
        var complete = workflow.Stages.Where(s => s.Kind is StageKind.Complete).Select(s => s.Id).ToArray();

        return state switch
        {
            TaskState.Held => tasks.Where(t => t.Delivery!.Status == DeliveryStatus.Held),
            TaskState.Retrying => tasks.Where(t => t.Delivery!.Status == DeliveryStatus.Retrying),
            TaskState.Sending => tasks.Where(t =>
                t.Delivery!.Status == DeliveryStatus.Pending || t.Delivery!.Status == DeliveryStatus.Sending),
            TaskState.Complete => tasks.Where(t => complete.Contains(t.Task.StageId)),
            TaskState.Queued => tasks.Where(t => t.Task.DeliveryId == null && !complete.Contains(t.Task.StageId)),
            _ => tasks,
        };
    }

    /// <exception cref="DomainRuleException">The result is neither a number nor a word of the log.</exception>
    private static IQueryable<OwedTask> WithResult(IQueryable<OwedTask> tasks, string? result)
    {
        if (string.IsNullOrWhiteSpace(result))
        {
            return tasks;
        }

        if (!LogStatusFilter.TryReadResult(result.Trim(), out var outcome, out var code))
        {
            throw new DomainRuleException(
                "tasks.result", $"'{result}' is not a result. Use a number such as 503 or a word such as 'Timed out'.");
        }

        return code is null
            ? tasks.Failing().Where(t => t.Delivery!.LastOutcome == outcome)
            : tasks.Failing().Where(t => t.Delivery!.LastStatusCode == code);
    }

    [SuppressMessage("Globalization", "CA1304", Justification = "The database lowers the text, not .NET.")]
    [SuppressMessage("Globalization", "CA1311", Justification = "The database lowers the text, not .NET.")]
    [SuppressMessage("Performance", "CA1862", Justification = "The overload with a comparison has no translation.")]
    private static IQueryable<LabelTask> Search(IQueryable<LabelTask> tasks, string text)
    {
        // SQLite lowers ASCII only; the plain comparison finds the rest as it is written.
        var lower = text.ToLowerInvariant();

        if (!Id<LabelTask>.TryParse(text, null, out var task))
        {
            return tasks.Where(t => t.ExternalId.Contains(text) || t.ExternalId.ToLower().Contains(lower));
        }

        var asset = new Id<Asset>(text);

        return tasks.Where(t => t.Id == task || t.AssetId == asset || t.ExternalId.ToLower().Contains(lower));
    }
}
