using WebhookStudio.Components.Shared;
using WebhookStudio.Domain.Deliveries;
using WebhookStudio.Domain.Workflows;
using WebhookStudio.Features.Deliveries;
using WebhookStudio.Features.Workflows;
using WebhookStudio.Platform;

namespace WebhookStudio.Features.Tasks;

/// <summary>What the tasks page says.</summary>
internal static class TaskWords
{
    /// <summary>Names the state of a task by where it is: what waits in a Start or Hold stage waits for nobody's queue.</summary>
    public static StudioState Of(TaskState state, StageKind stage) =>
        state is TaskState.Queued && stage is StageKind.Start or StageKind.Hold ? StudioState.Waiting : Of(state);

    public static StudioState Of(TaskState state) => state switch
    {
        TaskState.Sending => StudioState.Sending,
        TaskState.Retrying => StudioState.Retrying,
        TaskState.Held => StudioState.Held,
        TaskState.Complete => StudioState.Complete,
        _ => StudioState.Queued,
    };

    /// <summary>Writes <c>1 task</c>, <c>12 tasks</c>.</summary>
    public static string Tasks(int count) => count == 1 ? "1 task" : $"{Number(count)} tasks";

    /// <summary>Writes for example <c>51-100 of 412</c>.</summary>
    /// <param name="page">The page.</param>
    /// <param name="before">How many tasks came before it.</param>
    public static string Range(TaskSlice page, int before)
    {
        var total = page.HasMore ? $"more than {Number(page.Total)}" : Number(page.Total);

        return page.Items.Count == 0 ? $"0 of {total}" : $"{Number(before + 1)}-{Number(before + page.Items.Count)} of {total}";
    }

    /// <summary>Writes for example <c>13 tasks here, 12 held, 1 sending</c>; what is zero is left out.</summary>
    public static string StateSentence(StageCount count)
    {
        (int Count, string Word)[] parts = [(count.Held, "held"), (count.Retrying, "retrying"), (count.Sending, "sending")];
        var words = parts.Where(part => part.Count > 0).Select(part => $"{Number(part.Count)} {part.Word}");

        return string.Join(", ", words.Prepend($"{Tasks(count.Here)} here"));
    }

    /// <summary>Writes for example <c>12 tasks are held: the webhook has not answered 200 since 09:52</c>.</summary>
    public static string BannerTitle(FailingTasks failing, BrowserTime time, DateTimeOffset now)
    {
        var held = failing.Held == 0 ? null : $"{Tasks(failing.Held)} {Be(failing.Held)} held";
        var retrying = failing.Retrying == 0 ? null
            : held is null ? $"{Tasks(failing.Retrying)} {Be(failing.Retrying)} retried automatically"
            : $"{Number(failing.Retrying)} {Be(failing.Retrying)} retried automatically";
        var reason = failing.NoSuccessSince is { } since
            ? $"the webhook has not answered 200 since {Clock(since, time, now)}"
            : "their webhooks were not answered with 200";

        return $"{string.Join(" and ", new[] { held, retrying }.OfType<string>())}: {reason}";
    }

    /// <summary>Writes for example <c>503 Service Unavailable</c>, <c>Timed out after 10 s</c>.</summary>
    public static string Cause(FailureCause cause, IReadOnlyList<FailingStage> stages) => cause switch
    {
        { Outcome: AttemptOutcome.Answered, StatusCode: { } code } => $"{cause.Status} {AttemptWords.Reason(code)}".TrimEnd(),
        { Outcome: AttemptOutcome.RedirectNotFollowed, StatusCode: not null } => $"{cause.Status} {cause.Outcome.Word}",
        { Outcome: AttemptOutcome.TimedOut } when stages is [var only] =>
            $"{cause.Status} after {AttemptWords.Duration(only.Timeout.TotalMilliseconds)}",
        _ => cause.Status,
    };

    /// <summary>Writes why a task waits for its next attempt, and until when.</summary>
    public static string RetryReason(int? askedSeconds, string until) => $"{Capital(RetryWords.Reason(askedSeconds))}, {until}";

    /// <summary>Writes what a re-run button says: verb, count, object.</summary>
    public static string RerunLabel(int held, int retrying) => (held, retrying) switch
    {
        (_, 0) => $"Re-run {Number(held)} held {(held == 1 ? "task" : "tasks")}",
        (0, _) => $"Re-run {Number(retrying)} retrying {(retrying == 1 ? "task" : "tasks")}",
        _ => $"Re-run {Number(held)} held and {Number(retrying)} retrying tasks",
    };

    /// <summary>Writes what the button of the banner says: of one cause, or of all.</summary>
    public static string RerunLabel(FailingTasks failing, string? cause)
    {
        var shown = failing.Causes.Where(each => string.Equals(each.Status, cause, StringComparison.OrdinalIgnoreCase)).ToList();

        return cause is null
            ? RerunLabel(failing.Held, failing.Retrying)
            : RerunLabel(shown.Sum(each => each.Held), shown.Sum(each => each.Retrying));
    }

    /// <summary>Writes what a re-run will do, with where the webhooks go and where the tasks.</summary>
    public static string RerunConsequence(FailingTasks failing)
    {
        var targets = string.Join(" and ", failing.Stages.Select(stage => stage.Target).Distinct());
        var next = failing.Stages is [{ Next: { } name }] ? $" move on to {name}" : " move on";

        return $"The webhook is sent again to {targets}, with the saved URL and secret. "
            + $"Tasks that get a 200{next}; the others stay.";
    }

    /// <summary>Writes the initials of a name or an email address: <c>Mina Sato</c> and <c>mina.sato@x</c> are both MS.</summary>
    public static string Initials(string name)
    {
        var words = name.Split('@')[0].Split([' ', '.', '_', '-'], StringSplitOptions.RemoveEmptyEntries);

        return words switch
        {
            [] => "?",
            [var only] => only[..Math.Min(2, only.Length)].ToUpperInvariant(),
            [var first, .., var last] => $"{first[0]}{last[0]}".ToUpperInvariant(),
        };
    }

    private static string Number(int count) => count.ToString("N0", System.Globalization.CultureInfo.InvariantCulture);

    private static string Capital(string words) => char.ToUpperInvariant(words[0]) + words[1..];

    private static string Be(int count) => count == 1 ? "is" : "are";

    private static string Clock(DateTimeOffset at, BrowserTime time, DateTimeOffset now) =>
        time.ToLocal(at).Date == time.ToLocal(now).Date ? time.Absolute(at)[11..16] : time.Absolute(at)[..16];
}
