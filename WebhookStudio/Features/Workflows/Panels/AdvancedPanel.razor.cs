using System.Collections.Immutable;
using System.Globalization;
using Microsoft.AspNetCore.Components;
using WebhookStudio.Domain.Deliveries;
using WebhookStudio.Domain.Workflows;
using WebhookStudio.Platform;

namespace WebhookStudio.Features.Workflows.Panels;

/// <summary>The settings of a Webhook stage that most stages leave as they are.</summary>
public sealed partial class AdvancedPanel : ComponentBase
{
    private static readonly string Schedule = string.Join(
        ", ", RetrySchedule.StandardWebhooks.Delays.Select(BrowserTime.Span));

    [Parameter, EditorRequired]
    public required WebhookStageSettings Settings { get; set; }

    [Parameter, EditorRequired]
    public required IReadOnlyList<WorkflowProblem> Problems { get; set; }

    [Parameter]
    public bool CanEdit { get; set; }

    [Parameter]
    public EventCallback<(StageSettings Settings, string Words)> OnChange { get; set; }

    private string GivenUp => Settings.OnExhausted is ExhaustedRule.Fail
        ? "the task leaves by the output Failed."
        : "the task is held until somebody re-runs it.";

    private string? Message(params string[] fields) => Problems.FirstOrDefault(problem =>
        problem.Severity is ProblemSeverity.Error && fields.Contains(problem.Field))?.Message;

    private Task ChangeEnabledAsync(ChangeEventArgs args) =>
        Change(Settings with { Enabled = args.Value is true }, args.Value is true ? "switch on the sending" : "switch off the sending");

    private Task ChangeSuccessAsync(SuccessCodes codes) =>
        Change(Settings with { SuccessCodes = codes }, "change what counts as delivered");

    private Task ChangeRetryAsync(ChangeEventArgs args) =>
        Change(Settings with { AutomaticRetry = args.Value is true }, "switch the automatic retry");

    private Task ChangeTimeoutAsync(ChangeEventArgs args) =>
        Change(Settings with { Timeout = TimeSpan.FromSeconds(Number(args)) }, "change the timeout");

    private Task ChangeConcurrencyAsync(ChangeEventArgs args) =>
        Change(Settings with { Concurrency = Number(args) }, "change the requests at once");

    private Task ChangeHeadersAsync(ImmutableArray<WebhookHeader> headers) =>
        Change(Settings with { Headers = headers }, "change the headers");

    private Task Change(WebhookStageSettings changed, string words) => OnChange.InvokeAsync((changed, words));

    /// <summary>What is no number becomes 0, which the check refuses with the bounds.</summary>
    private static int Number(ChangeEventArgs args) =>
        int.TryParse(args.Value?.ToString(), NumberStyles.Integer, CultureInfo.InvariantCulture, out var number)
            ? Math.Clamp(number, 0, 100_000)
            : 0;
}
