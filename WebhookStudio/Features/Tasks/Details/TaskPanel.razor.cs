using Microsoft.AspNetCore.Components;
using MudBlazor;
using WebhookStudio.Components.Layout;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Tasks;
using WebhookStudio.Features.Labeling;
using WebhookStudio.Features.Tasks.Operations;
using WebhookStudio.Platform;

namespace WebhookStudio.Features.Tasks.Details;

/// <summary>A task with all that is known of it: beside the list, or on a page of its own.</summary>
public sealed partial class TaskPanel : ComponentBase, IDisposable
{
    private readonly CancellationTokenSource _leaving = new();
    private PageErrorBoundary? _boundary;
    private TaskFacts? _facts;
    private IDisposable? _feed;
    private Id<LabelTask>? _read;
    private bool _isGone;
    private bool _busy;

    [Inject]
    public required ITaskFacts Reader { get; init; }

    [Inject]
    public required ITaskList Tasks { get; init; }

    [Inject]
    public required TaskActions Actions { get; init; }

    [Inject]
    public required IProjectFeed Feed { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [Inject]
    public required ISnackbar Snackbar { get; init; }

    [Inject]
    public required BrowserTime Time { get; init; }

    [Inject]
    public required TimeProvider Clock { get; init; }

    /// <summary>Gets or sets the list that the task was opened from, and which tab is shown.</summary>
    [Parameter, EditorRequired]
    public required TaskListPlace Place { get; set; }

    [Parameter, EditorRequired]
    public Id<LabelTask> Task { get; set; }

    /// <summary>Gets or sets whether the person may act on tasks and see logs and payloads.</summary>
    [Parameter]
    public bool IsManager { get; set; }

    /// <summary>Gets or sets whether it is a page of its own.</summary>
    [Parameter]
    public bool IsPage { get; set; }

    [Parameter]
    public IReadOnlyList<TaskPerson> People { get; set; } = [];

    [Parameter]
    public string? PreviousUrl { get; set; }

    [Parameter]
    public string? NextUrl { get; set; }

    // What was sent names what only managers may know.
    private IEnumerable<TaskTab> Tabs => Enum.GetValues<TaskTab>().Where(tab => IsManager || tab is not TaskTab.Payload);

    private TaskTab Tab => Tabs.Contains(Place.Tab) ? Place.Tab : default;

    private string CloseUrl => (Place with { Task = null, Tab = default }).Url;

    private string PageUrl => Place.PageOf(Task);

    private string? LogUrl => IsManager ? $"/projects/{Place.Project}/logs?entry=" : null;

    public void Dispose()
    {
        _leaving.Cancel();
        _feed?.Dispose();
        _leaving.Dispose();
    }

    protected override async Task OnParametersSetAsync()
    {
        if (_read == Task)
        {
            return;
        }

        _read = Task;
        _feed ??= RendererInfo.IsInteractive ? Feed.Subscribe(Place.Project, () => InvokeAsync(RefreshAsync)) : null;
        await LoadAsync();
    }

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
        var task = Task;
        var facts = await Reader.GetAsync(Place.Project, task, IsManager, _leaving.Token);

        if (task == Task)
        {
            (_facts, _isGone) = (facts, facts is null);
        }
    }

    private int Count(TaskTab tab) => tab switch
    {
        TaskTab.Labels => _facts!.Answer.Tools.Length,
        TaskTab.Deliveries => _facts!.Attempts.Count,
        _ => 0,
    };

    private void Go(TaskTab tab)
    {
        var place = Place with { Tab = tab };
        Navigation.NavigateTo(IsPage ? place.PageOf(Task) : (place with { Task = Task }).Url, replace: true);
    }

    private string StepTime(TaskStep step) => step switch
    {
        { Step.State: LabelStepState.Off } => "Off",
        { Since: { } since, Until: { } until } => BrowserTime.Span(until - since),
        { Since: { } since } => BrowserTime.Span(Clock.GetUtcNow() - since),
        _ => "",
    };

    private string StepTitle(TaskStep step) => step switch
    {
        { Since: { } since, Until: { } until } => $"{step.Step.Name}: {Time.Absolute(since)} to {Time.Absolute(until)}",
        { Since: { } since } => $"{step.Step.Name}: since {Time.Absolute(since)}",
        _ => $"{step.Step.Name}: not yet",
    };

    private async Task ActAsync(SelectionAct act)
    {
        var selection = new TaskSelection();
        selection.Set(_facts!.Row, isChosen: true);
        var place = Place with { Task = null };
        var stages = act is SelectionAct.Move
            ? (await Tasks.RailAsync(place.Project, place.Me, _leaving.Token))?.Stages ?? []
            : [];
        var asked = act switch
        {
            SelectionAct.Rerun => Actions.RerunSelectedAsync(place with { Stage = _facts.Row.StageId }, selection, _leaving.Token),
            SelectionAct.Assign => Actions.AssignAsync(place, selection, People),
            SelectionAct.Export => Actions.ExportAsync(place, selection),
            SelectionAct.Delete => Actions.DeleteAsync(place, selection),
            _ => Actions.MoveAsync(place with { Stage = _facts.Row.StageId }, selection, stages, toLabel: false),
        };

        if (await asked is not { } run)
        {
            return;
        }

        _busy = true;

        try
        {
            if (await run() is { } words)
            {
                Snackbar.Add(words, Severity.Success);
            }
        }
        catch (DomainRuleException refusal)
        {
            Snackbar.Add(refusal.Message, Severity.Warning);
        }
        finally
        {
            _busy = false;
        }

        await LoadAsync();
    }
}
