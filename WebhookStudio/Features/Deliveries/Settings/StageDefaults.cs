using System.Globalization;
using WebhookStudio.Domain.Workflows;

namespace WebhookStudio.Features.Deliveries.Settings;

/// <summary>What a Webhook stage does unless its own settings say otherwise.</summary>
internal static class StageDefaults
{
    public const string Group = "Set in each stage";

    public static IEnumerable<DeliverySetting> List()
    {
        var stage = new WebhookStageSettings();

        yield return Setting(
            "Whole attempt", SettingText.Time(stage.Timeout),
            $"From connecting to the last byte of the answer; {SettingText.Time(WebhookStageSettings.MinTimeout)} to "
            + $"{SettingText.Time(WebhookStageSettings.MaxTimeout)}. No other deadline is longer.");
        yield return Setting(
            "Requests at once", SettingText.Of(stage.Concurrency),
            $"How many requests may be under way to the receiver; 1 to {WebhookStageSettings.MaxConcurrency}.");
        yield return Setting(
            "Rate limit", stage.RateLimit is { } rate ? string.Create(CultureInfo.InvariantCulture, $"{rate} a second") : "none",
            "How many deliveries a second go to the receiver.");
        yield return Setting("Order", Words(stage.Ordering), "Whether deliveries wait for those before them.");
        yield return Setting("Accepted", Words(stage.SuccessCodes), "Which answers count as delivered.");
        yield return Setting("Automatic retry", SettingText.Of(stage.AutomaticRetry), "Whether transient failures are retried by the schedule.");
        yield return Setting("When the retries are used up", Words(stage.OnExhausted), "What happens to the task.");
    }

    private static DeliverySetting Setting(string name, string text, string meaning) =>
        new(Group, name, new(text, text), new(text, text), meaning, Key: null);

    private static string Words(DeliveryOrdering ordering) => ordering switch
    {
        DeliveryOrdering.Stage => "one after the other",
        DeliveryOrdering.ExternalId => "one after the other for each external ID",
        _ => "side by side",
    };

    private static string Words(SuccessCodes codes) => codes is SuccessCodes.Any2xx ? "any 2xx" : "200 only";

    private static string Words(ExhaustedRule rule) =>
        rule is ExhaustedRule.Fail ? "the task leaves by Failed" : "the task stays, with a warning";
}
