using WebhookStudio.Domain.Tasks;
using WebhookStudio.Domain.Workflows;
using WebhookStudio.Features.Deliveries;
using WebhookStudio.Features.Labeling;
using WebhookStudio.Platform;

namespace WebhookStudio.Features.Tasks.Details;

/// <summary>Tells what happened to a task.</summary>
internal static class TaskTimeline
{
    /// <summary>Lists the stages of a task's way, with when it came there and left last.</summary>
    public static IEnumerable<TaskStep> Steps(Workflow workflow, TaskDetails details)
    {
        var stays = new Dictionary<StageId, (DateTimeOffset Since, DateTimeOffset? Until)>();
        var since = details.Task.CreatedAt;

        foreach (var visit in details.Visits)
        {
            stays[visit.StageId] = (since, visit.CompletedAt);
            since = visit.CompletedAt;
        }

        stays[details.Task.StageId] = (details.Task.StageEnteredAt, null);

        return LabelQueue.Steps(workflow, details.Task.StageId).Select(step =>
            step.Id is { } id && stays.TryGetValue(id, out var stay) ? new TaskStep(step, stay.Since, stay.Until) : new(step, null, null));
    }

    /// <summary>Lists what happened, the newest first.</summary>
    /// <param name="details">The task.</param>
    /// <param name="attempts">The attempts of its webhooks.</param>
    /// <param name="names">What people are called.</param>
    public static IReadOnlyList<TaskEvent> Events(
        TaskDetails details, IReadOnlyList<TaskAttempt> attempts, Func<string, string> names)
    {
        var here = details.Project.Workflow.Find(details.Task.StageId)?.Name ?? details.Task.StageId.Value;
        var created = new TaskEvent(TaskEventKind.Stage, details.Task.CreatedAt, "i-upload", "neutral", "Imported");
        var entered = new TaskEvent(
            TaskEventKind.Stage, details.Task.StageEnteredAt, "i-chevron-right", "neutral", $"Entered {here}");
        var events = new List<TaskEvent> { created };
        events.AddRange(details.Visits.Select(visit => Of(visit, names)));
        events.Add(entered);
        events.AddRange(attempts.Reverse().Select(Of));

        // What happened at the same moment stays in the order in which it is told.
        return [.. events.Index().OrderByDescending(each => each.Item.At).ThenByDescending(each => each.Index).Select(each => each.Item)];
    }

    private static TaskEvent Of(StageVisit visit, Func<string, string> names)
    {
        var spent = visit.Time.Active > 0 ? $", {BrowserTime.Span(TimeSpan.FromMilliseconds(visit.Time.Active))} of work" : "";
        var by = visit.SubmittedBy is { } email ? $"by {names(email)}{spent}" : null;

        return visit switch
        {
            { IsSkipped: true } => new(TaskEventKind.Submit, visit.CompletedAt, "s-skipped", "neutral", $"Skipped in {visit.StageName}") { Remark = by },
            { Kind: VisitKind.Human } => new(TaskEventKind.Submit, visit.CompletedAt, "s-delivered", "info", $"Submitted in {visit.StageName}") { Remark = by },
            { Kind: VisitKind.Accepted } => new(TaskEventKind.Submit, visit.CompletedAt, "s-delivered", "success", $"Accepted in {visit.StageName}") { Remark = by },
            { Kind: VisitKind.Rejected } => new(TaskEventKind.Submit, visit.CompletedAt, "s-failed", "warning", $"Rejected in {visit.StageName}") { Remark = by },
            { Kind: VisitKind.Forwarded } => new(TaskEventKind.Stage, visit.CompletedAt, "i-chevron-right", "neutral", $"Forwarded from {visit.StageName}") { Remark = by },
            _ => new(TaskEventKind.Stage, visit.CompletedAt, "i-chevron-right", "neutral", $"Left {visit.StageName}"),
        };
    }

    private static TaskEvent Of(TaskAttempt attempt) => new(
        TaskEventKind.Webhook, attempt.At, attempt.Accepted ? "s-delivered" : "s-failed", attempt.Accepted ? "success" : "error",
        $"{attempt.StageName}: {(attempt.Accepted ? "delivered, " : "")}{attempt.Status}")
    {
        Attempt = attempt.Id,
        Remark = $"attempt {attempt.Number}, {AttemptWords.Word(attempt.Trigger)}{(attempt.TriggeredBy is { } by ? $" by {by}" : "")}, {AttemptWords.Duration(attempt.DurationMs)}",
    };
}
