using System.Globalization;
using Microsoft.AspNetCore.Components;
using WebhookStudio.Domain.Workflows;

namespace WebhookStudio.Features.Workflows.Panels;

/// <summary>The rate limit and the order of a Webhook stage, and what happens to a task whose webhook was given up.</summary>
public sealed partial class SendingRules : ComponentBase
{
    private static readonly (DeliveryOrdering, string, string)[] Orderings =
    [
        (DeliveryOrdering.None, "None, the default", "Side by side, whichever is due first."),
        (DeliveryOrdering.Stage, "Whole stage", "In the order in which tasks entered, one at a time."),
        (DeliveryOrdering.ExternalId, "Same external ID", "Those with the same external ID one at a time, in order; others side by side."),
    ];

    private static readonly (ExhaustedRule, string, string)[] ExhaustedRules =
    [
        (ExhaustedRule.Keep, "Keep the task and warn, the default", "It stays in this stage, held, until somebody does something."),
        (ExhaustedRule.Fail, "Let the task leave by the output Failed", "Connect that output to the stage where such tasks go."),
    ];

    [Parameter, EditorRequired]
    public required WebhookStageSettings Settings { get; set; }

    [Parameter, EditorRequired]
    public required IReadOnlyList<WorkflowProblem> Problems { get; set; }

    [Parameter]
    public bool CanEdit { get; set; }

    [Parameter]
    public EventCallback<(StageSettings Settings, string Words)> OnChange { get; set; }

    private string? Rate => Settings.RateLimit?.ToString(CultureInfo.InvariantCulture);

    private string? RateProblem => Problems.FirstOrDefault(problem => problem.Field == "rateLimit")?.Message;

    private Task ChangeRateAsync(ChangeEventArgs args) =>
        OnChange.InvokeAsync((Settings with { RateLimit = Limit(args.Value?.ToString()) }, "change the rate limit"));

    private Task ChangeOrderingAsync(DeliveryOrdering ordering) =>
        OnChange.InvokeAsync((Settings with { Ordering = ordering }, "change the order"));

    private Task ChangeExhaustedAsync(ExhaustedRule rule) =>
        OnChange.InvokeAsync((Settings with { OnExhausted = rule }, "change what follows a failed webhook"));

    /// <summary>Empty is no limit. What is no number becomes 0, which the check refuses with the bounds.</summary>
    private static double? Limit(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var limit)
            && double.IsFinite(limit)
            ? limit
            : 0;
    }
}
