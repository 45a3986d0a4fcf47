using Microsoft.AspNetCore.Components;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Domain.Tasks;
using WebhookStudio.Platform;

namespace WebhookStudio.Features.Labeling;

/// <summary>Follows what becomes of the task that was submitted last.</summary>
public sealed partial class LabelOutcome : ComponentBase, IDisposable
{
    private readonly CancellationTokenSource _leaving = new();
    private IDisposable? _subscription;
    private RecentOutcome? _outcome;

    [Inject]
    public required ILabelingService Labeling { get; init; }

    [Inject]
    public required IProjectFeed Feed { get; init; }

    [Parameter, EditorRequired]
    public required Id<Project> Project { get; set; }

    /// <summary>Gets or sets the task; <see langword="null"/> as long as none was submitted.</summary>
    [Parameter, EditorRequired]
    public Id<LabelTask>? Submitted { get; set; }

    public void Dispose()
    {
        _subscription?.Dispose();
        _leaving.Cancel();
        _leaving.Dispose();
    }

    protected override void OnInitialized() =>
        _subscription = Feed.Subscribe(Project, () => InvokeAsync(RefreshAsync));

    protected override Task OnParametersSetAsync() => Submitted == _outcome?.TaskId ? Task.CompletedTask : LoadAsync();

    private async Task RefreshAsync()
    {
        if (!_leaving.IsCancellationRequested)
        {
            await LoadAsync();
            StateHasChanged();
        }
    }

    private async Task LoadAsync()
    {
        if (Submitted is { } task)
        {
            try
            {
                var outcomes = await Labeling.ListOutcomesAsync(Project, [task], _leaving.Token);
                _outcome = outcomes is [var only, ..] ? only : null;
            }
            catch (OperationCanceledException)
            {
                // The page was left meanwhile.
            }
        }
    }
}
