using Microsoft.AspNetCore.Components;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Domain.Workflows;
using WebhookStudio.Platform;

namespace WebhookStudio.Features.Workflows.Panels;

/// <summary>Tells the next planned retry of a stage and its reason, live.</summary>
public sealed partial class RetryNote : ComponentBase, IDisposable
{
    private readonly CancellationTokenSource _leaving = new();
    private PlannedRetry? _next;
    private (StageId, int, int)? _read;

    [Inject]
    public required IPlannedRetries Retries { get; init; }

    [Inject]
    public required BrowserTime Time { get; init; }

    [Parameter, EditorRequired]
    public Id<Project> Project { get; set; }

    [Parameter, EditorRequired]
    public StageId Stage { get; set; }

    /// <summary>Gets or sets how many tasks are retried.</summary>
    [Parameter]
    public int Retrying { get; set; }

    /// <summary>Gets or sets a number that grows when there may be another.</summary>
    [Parameter]
    public int Tick { get; set; }

    public void Dispose()
    {
        _leaving.Cancel();
        _leaving.Dispose();
    }

    protected override async Task OnParametersSetAsync()
    {
        if (_read == (Stage, Retrying, Tick))
        {
            return;
        }

        _read = (Stage, Retrying, Tick);

        try
        {
            _next = Retrying == 0 ? null : await Retries.NextAsync(Project, Stage, _leaving.Token);
        }
        catch (OperationCanceledException) when (_leaving.IsCancellationRequested)
        {
            // The settings were closed meanwhile.
        }
    }
}
