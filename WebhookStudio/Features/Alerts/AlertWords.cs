using WebhookStudio.Domain.Alerts;
using WebhookStudio.Features.Deliveries.Settings;

namespace WebhookStudio.Features.Alerts;

/// <summary>Alerts in words.</summary>
public static class AlertWords
{
    /// <summary>Writes for example <c>Webhook began to fail</c>.</summary>
    public static string Title(StageAlert alert) => alert.Kind switch
    {
        AlertKind.Began => $"{alert.StageName} began to fail",
        AlertKind.StillFailing => $"{alert.StageName} is still failing",
        _ when alert.Cause is not null => $"{alert.StageName} was {alert.Cause}",
        _ => $"{alert.StageName} recovered",
    };

    /// <summary>Writes for example <c>9 held, 3 retrying, most often with 503</c>.</summary>
    public static string Detail(StageAlert alert)
    {
        if (alert.Kind is AlertKind.Recovered)
        {
            return alert.Cause is null ? "No task there is without a 200" : "It is no longer watched";
        }

        (int Count, string Word)[] parts = [(alert.Held, "held"), (alert.Retrying, "retrying")];
        var counts = string.Join(", ", parts.Where(part => part.Count > 0).Select(part => $"{part.Count} {part.Word}"));

        return alert.Cause is { } cause ? $"{counts}, most often with {cause}" : counts;
    }

    /// <summary>Writes how the sending stands; <see langword="null"/> if it is not sent anywhere.</summary>
    public static string? Sending(StageAlert alert) => alert switch
    {
        { Sending: AlertSending.Sent } => $"Sent, answered {alert.LastResult}",
        { Sending: AlertSending.GivenUp } => $"Not sent: {alert.LastResult}, given up after {alert.Attempts} attempts",
        { Sending: AlertSending.Due, Attempts: > 0 } => $"Not sent yet: {alert.LastResult}, is tried again",
        { Sending: AlertSending.Due } => "To be sent",
        _ => null,
    };

    /// <summary>Writes when something is told, and why not more often.</summary>
    public static string Rule(AlertRules rules) =>
        "A stage fails while a task in it is without a 200: held, or waiting for a retry. "
        + $"That is told when it has lasted for {SettingText.Time(rules.After)}, once more after {SettingText.Time(rules.RemindAfter)}, "
        + $"and recovery when no task has been without a 200 for {SettingText.Time(rules.CalmFor)}. "
        + "So a stage that goes back and forth does not flood you, and no alert is about a single task.";
}
