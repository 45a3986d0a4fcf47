using Microsoft.AspNetCore.Components;
using MudBlazor;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Domain.Tasks;
using WebhookStudio.Platform;

namespace WebhookStudio.Features.Tasks.Operations;

/// <summary>Tells how the operations on a project's tasks go and end, on whatever page stands around it.</summary>
public sealed partial class TaskOperationWatch : ComponentBase, IDisposable
{
    private readonly CancellationTokenSource _leaving = new();
    private readonly HashSet<Id<TaskOperation>> _told = [];
    private IReadOnlyList<TaskOperation> _active = [];
    private DateTimeOffset _since;
    private Id<Project>? _watched;
    private IDisposable? _feed;

    [Inject]
    public required ITaskOperations Operations { get; init; }

    [Inject]
    public required IProjectFeed Feed { get; init; }

    [Inject]
    public required ISnackbar Snackbar { get; init; }

    [Inject]
    public required TimeProvider Clock { get; init; }

    [Parameter, EditorRequired]
    public Id<Project> Project { get; set; }

    /// <summary>Gets or sets who is signed in: only their own operations end with a toast.</summary>
    [Parameter, EditorRequired]
    public required string Email { get; set; }

    /// <summary>Gets or sets whether those that go on are drawn, and not only told of at their end.</summary>
    [Parameter]
    public bool ShowsStrips { get; set; }

    public void Dispose()
    {
        _leaving.Cancel();
        _feed?.Dispose();
        _leaving.Dispose();
    }

    protected override async Task OnParametersSetAsync()
    {
        // A page that is still loading does not know its project yet.
        if (_watched == Project || Project == default)
        {
            return;
        }

        _watched = Project;
        _since = Clock.GetUtcNow();
        _feed?.Dispose();
        _feed = RendererInfo.IsInteractive ? Feed.Subscribe(Project, () => InvokeAsync(RefreshAsync)) : null;
        await LoadAsync();
    }

    private async Task RefreshAsync()
    {
        if (_leaving.IsCancellationRequested)
        {
            return;
        }

        try
        {
            await LoadAsync();
            StateHasChanged();
        }
        catch (OperationCanceledException) when (_leaving.IsCancellationRequested)
        {
            // The page was left meanwhile.
        }
    }

    private async Task LoadAsync()
    {
        var all = await Operations.ListAsync(Project, _since, _leaving.Token);
        _active = [.. all.Where(operation => operation.IsActive)];

        foreach (var ended in all.Where(operation => !operation.IsActive && operation.By == Email && _told.Add(operation.Id)))
        {
            var isWhole = ended.Status is TaskOperationStatus.Finished && ended.Refusals.IsEmpty;
            Snackbar.Add(TaskOperationWords.Result(ended), isWhole ? Severity.Success : Severity.Warning);
        }
    }
}
