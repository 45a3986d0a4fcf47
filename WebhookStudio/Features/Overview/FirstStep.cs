using WebhookStudio.Domain.Workflows;
using WebhookStudio.Features.Deliveries;

namespace WebhookStudio.Features.Overview;

/// <summary>A step on the way to the first delivery.</summary>
/// <param name="Title">What is to be done.</param>
/// <param name="Text">How, or what came of it.</param>
/// <param name="Button">What the button of the step says.</param>
/// <param name="Icon">Its icon.</param>
/// <param name="Link">Where it leads, within the project.</param>
/// <param name="Keys">The keys that lead there too, if there are any.</param>
internal sealed record FirstStep(string Title, string Text, string Button, string Icon, string Link, string? Keys = null)
{
    /// <summary>Describes the six steps as far as they have come.</summary>
    public static IReadOnlyList<FirstStep> Of(FirstSteps steps)
    {
        var settings = steps.Webhook is { } webhook ? $"workflow?stage={webhook.Id}" : "workflow";

        return
        [
            new("Add your webhook URL", UrlText(steps), "Open the Webhook stage", "i-workflow", settings, "W"),
            new("Send a test", TestText(steps), "Open the stage and send a test", "i-send", settings),
            new("Import tasks, or use the samples", TasksText(steps), "Import tasks", "i-upload", "tasks", "T"),
            new(
                "Submit a label",
                steps.HasSubmitted ? "A task has left the Label stage" : "Draw a box, then submit. The webhook fires at once.",
                "Label the first task", "i-label", "label", "L"),
            new("See the delivery", DeliveryText(steps), "Open the log", "i-logs", Log(steps), "O"),
            new(
                "Break it, then re-run",
                steps.HasRerun ? "A re-run was delivered" : "Let the receiver answer 500, watch the task being held, press Re-run",
                "Open the test receiver", "i-receiver", "receiver", "R"),
        ];
    }

    private static string UrlText(FirstSteps steps) => steps switch
    {
        { HasUrl: true, UsesTestReceiver: true } => "Using the built-in test receiver",
        { HasUrl: true, Webhook.Settings: WebhookStageSettings settings } => WebhookUrl.Display(settings.Url),
        { Webhook: null } => "Draw a Webhook stage first",
        _ => "Every task that enters the stage is posted there",
    };

    private static string TestText(FirstSteps steps) => steps.Test is { } test
        ? $"Answered {test.Status} in {AttemptWords.Duration(test.DurationMs)}"
        : "No task moves; the answer is shown in place";

    private static string TasksText(FirstSteps steps) => steps switch
    {
        { Tasks: 0 } => "Pictures, or a list as CSV or JSON",
        { Batch: { } batch } => $"{OverviewWords.Tasks(steps.Tasks)}, batch \"{batch}\"",
        _ => OverviewWords.Tasks(steps.Tasks),
    };

    private static string DeliveryText(FirstSteps steps) => steps switch
    {
        { Delivered: { } line } => $"[{line.Status}] {line.ExternalId}",
        { Last: { } line } => $"The last attempt was not delivered: [{line.Status}] {line.ExternalId}",
        _ => "Find [date][200] and the external ID in Logs",
    };

    private static string Log(FirstSteps steps) =>
        (steps.Delivered ?? steps.Last) is { } line ? $"logs?entry={line.Id}" : "logs";
}
