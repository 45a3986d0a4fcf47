using System.Globalization;

namespace WebhookStudio.Domain.Workflows;

/// <summary>Tells the settings of a stage in words, in the order of the screens. Secrets are never among them, only whether
/// there is one.</summary>
public static class StageFields
{
    /// <summary>The label of the place on the canvas, which is no setting of how the stage works.</summary>
    public const string Place = "Place on the canvas";

    private const string None = "none";

    /// <summary>Lists the fields of a stage.</summary>
    /// <param name="stage">The stage.</param>
    /// <param name="workflow">Where the names of the stages behind it come from.</param>
    public static IEnumerable<StageField> Of(Stage stage, Workflow workflow) =>
    [
        new("Name", stage.Name),
        .. OfSettings(stage.Settings),
        .. OfOutputs(stage, workflow),
        new(Place, string.Create(CultureInfo.InvariantCulture, $"{stage.Position.X:0}, {stage.Position.Y:0}")),
    ];

    private static IEnumerable<StageField> OfSettings(StageSettings settings) => settings switch
    {
        StartStageSettings start => [new("Auto forward", OnOff(start.AutoForward))],
        LabelStageSettings label => [new("Labelers", People(label.AssignedTo))],
        ReviewStageSettings review =>
            [new("Reviewers", People(review.AssignedTo)), new("Labels", review.ReadOnly ? "read only" : "can be changed")],
        HoldStageSettings => [],
        LogicStageSettings logic => logic.Rules.Select((rule, index) =>
            new StageField($"Rule {index + 1}", rule.Words(RuleNames.None), Key(rule))),
        WebhookStageSettings webhook => OfWebhook(webhook),
        CompleteStageSettings complete => [new("Requeue", complete.PreventRequeue ? "prevented" : "allowed")],

        _ => throw new ArgumentOutOfRangeException(nameof(settings), settings.Kind, "There are no words for this kind of stage."),
    };

    private static IEnumerable<StageField> OfWebhook(WebhookStageSettings webhook) =>
    [
        new("URL", webhook.Url.Length == 0 ? None : WebhookUrl.Display(webhook.Url), webhook.Url),
        new("Sends", OnOff(webhook.Enabled)),
        new("Authentication", webhook.Auth switch
        {
            WebhookAuth.Secret => "secret",
            WebhookAuth.Bearer => "bearer token",
            _ => None,
        }),
        Sealed("Secret", webhook.Secret),
        Rotation(webhook.Rotation),
        Sealed("Token", webhook.Token),
        .. webhook.Headers.Select(header => Sealed($"Header {header.Name}", header.Value)),
        new("Success", webhook.SuccessCodes is SuccessCodes.Any2xx ? "any 2xx" : "200 only"),
        new("Automatic retry", OnOff(webhook.AutomaticRetry)),
        new("Timeout", string.Create(CultureInfo.InvariantCulture, $"{webhook.Timeout.TotalSeconds:0.###} s")),
        new("Concurrency", webhook.Concurrency.ToString(CultureInfo.InvariantCulture)),
        new("Rate limit", webhook.RateLimit is { } rate
            ? string.Create(CultureInfo.InvariantCulture, $"{rate} per second")
            : None),
        new("Order", webhook.Ordering switch
        {
            DeliveryOrdering.Stage => "order of entry",
            DeliveryOrdering.ExternalId => "order of entry for each external ID",
            _ => "side by side",
        }),
        new("When given up", webhook.OnExhausted is ExhaustedRule.Fail ? "leave by the output Failed" : "keep in the stage"),
    ];

    private static IEnumerable<StageField> OfOutputs(Stage stage, Workflow workflow) => stage.Outputs.Select(port =>
    {
        var next = stage.To(port.Output);
        var name = next is { } id ? workflow.Find(id)?.Name ?? $"'{id}', which is not there" : "not connected";

        return new StageField(port.IsPlain ? "Next stage" : $"{port.Name} leads to", name, next?.Value ?? "");
    });

    private static string People(IEnumerable<string> emails) => string.Join(", ", emails) is { Length: > 0 } list ? list : "anyone";

    private static StageField Sealed(string label, SealedText? value) =>
        new(label, value is null ? None : "stored", value?.Forgotten().Cipher ?? "");

    private static StageField Rotation(SecretRotation? rotation) => new(
        "Second secret",
        rotation is null ? None : rotation.SwitchAt is null ? "valid beside the first" : "valid, and taking over",
        rotation is null ? "" : $"{rotation.Next.Forgotten().Cipher} {rotation.SwitchAt:O} {rotation.EndsAt:O}");

    /// <summary>The words of a rule name the first of a list only.</summary>
    private static string Key(LogicRule rule) => rule switch
    {
        AnnotationTypeRule labels => string.Join('\n', labels.Conditions),
        AnnotatorRule people => string.Join('\n', people.Emails),
        BatchRule batches => string.Join('\n', batches.Batches),
        _ => rule.ToString(),
    };

    private static string OnOff(bool on) => on ? "on" : "off";
}
