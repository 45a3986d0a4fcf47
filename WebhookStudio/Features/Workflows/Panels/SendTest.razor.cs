using Microsoft.AspNetCore.Components;
using MudBlazor;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Domain.Workflows;
using WebhookStudio.Features.Deliveries;
using WebhookStudio.Features.Tasks;

namespace WebhookStudio.Features.Workflows.Panels;

/// <summary>Sends a test of a stage, and shows the answer in place.</summary>
public sealed partial class SendTest : ComponentBase
{
    private Deliveries.LogLine? _attempt;
    private TaskRow? _chosen;
    private string? _problem;
    private string _head = "";
    private bool _choosing;
    private bool _sample;
    private bool _busy;
    private int _asked;

    [Inject]
    public required IWebhookTests Tests { get; init; }

    [Inject]
    public required ISnackbar Snackbar { get; init; }

    [Parameter, EditorRequired]
    public Id<Project> Project { get; set; }

    /// <summary>Gets or sets the stage as edited: its settings are used, saved or not.</summary>
    [Parameter, EditorRequired]
    public required Stage Stage { get; set; }

    /// <summary>Gets or sets the live settings that the editing began from; <see langword="null"/> for a new stage.</summary>
    [Parameter]
    public WebhookStageSettings? Live { get; set; }

    [Parameter, EditorRequired]
    public required string ProjectUrl { get; set; }

    [Parameter]
    public string Email { get; set; } = "";

    /// <summary>Gets or sets a number that grows whenever a test is asked for from outside.</summary>
    [Parameter]
    public int Asked { get; set; }

    private string Uses => this switch
    {
        { _choosing: true, _chosen: { } task } => $"Uses {task.ExternalId}.",
        { _choosing: true } => "Name a task below.",
        { _sample: true } => "Uses the sample task.",
        _ => "Uses the newest task, or a sample if there is none.",
    };

    private string? Reason => _attempt is { } line && CauseHint.For(line) is { } hint ? $"Likely cause: {hint}" : _attempt?.Detail;

    protected override async Task OnParametersSetAsync()
    {
        if (Asked != _asked)
        {
            _asked = Asked;
            await SendAsync();
        }
    }

    private void UseNewest() => (_choosing, _sample, _problem) = (false, false, null);

    private void UseSample() => (_choosing, _sample, _problem) = (false, true, null);

    private void UseChosen() => (_choosing, _sample) = (true, false);

    private void Choose(TaskRow? task) => (_chosen, _problem) = (task, null);

    private async Task SendAsync()
    {
        if (_choosing && _chosen is null)
        {
            _problem = "Name the task that the test sends.";
            return;
        }

        _busy = true;

        try
        {
            var test = new WebhookTest(Project, Stage, Email)
            {
                Known = Live,
                Task = _choosing ? _chosen?.Id : null,
                IsSample = _sample,
            };
            var attempt = await Tests.SendAsync(test, CancellationToken.None);
            _attempt = Deliveries.LogLine.Of(attempt);
            _head = attempt.Exchange?.ResponseHeaders?.Trim() ?? "";
        }
        catch (DomainRuleException refusal)
        {
            Snackbar.Add(refusal.Message, Severity.Warning);
        }
        finally
        {
            _busy = false;
        }
    }
}
