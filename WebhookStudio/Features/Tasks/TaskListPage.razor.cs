using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.JSInterop;
using MudBlazor;
using WebhookStudio.Components.Layout;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Domain.Workflows;
using WebhookStudio.Features.Access;
using WebhookStudio.Features.Tasks.Operations;
using WebhookStudio.Platform;

namespace WebhookStudio.Features.Tasks;

/// <summary>The tasks of a project: by stage, state, batch and cause; re-run, moved and imported from here.</summary>
public sealed partial class TaskListPage : TaskAddressPage, IAsyncDisposable
{
    private readonly CancellationTokenSource _leaving = new();
    private readonly TaskSelection _selection = new();
    private TaskListView? _view;
    private TaskListPlace _place = new(default(Id<Project>));
    private IReadOnlyList<TaskPerson> _people = [];
    private TaskListKeys? _keys;
    private ElementReference _root;
    private IDisposable? _feed;
    private ITimer? _clock;
    private string _email = "";
    private bool _isManager;
    private bool _busy;

    [Inject]
    public required ITaskList Tasks { get; init; }

    [Inject]
    public required ITaskOperations Operations { get; init; }

    [Inject]
    public required TaskActions Actions { get; init; }

    [Inject]
    public required IProjectFeed Feed { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [Inject]
    public required ISnackbar Snackbar { get; init; }

    [Inject]
    public required ShellMode Shell { get; init; }

    [Inject]
    public required IJSRuntime Script { get; init; }

    [Inject]
    public required TimeProvider Clock { get; init; }

    [CascadingParameter]
    private Task<AuthenticationState> Authentication { get; set; } = null!;

    [Parameter]
    public required string ProjectId { get; set; }

    private TaskListView View => _view ??= new(Tasks);

    private RailStage? Stage => View.Rail?.Find(_place.Stage);

    private string Title => Stage is { } stage ? $"Tasks in {stage.Name}"
        : _place.View is { } view ? $"{TaskWords.Of(view).Word} tasks"
        : _place.IsSkipped ? "Skipped tasks"
        : _place.Assignee is TaskListPlace.MyTasks ? "My tasks" : "Tasks";

    private string? Sentence => View.Rail is not { } rail ? null
        : Stage is { } stage ? TaskWords.StateSentence(stage.Count)
        : TaskWords.StateSentence(new(
            rail.All, rail.Held, rail.Retrying, rail.Stages.Sum(each => each.Count.Sending), null))
            .Replace(" here", " in all stages", StringComparison.Ordinal);

    private string Unfiltered => new TaskListPlace(_place.Project) { Stage = _place.Stage, Sort = _place.Sort }.Url;

    private string Range => TaskWords.Range(View.Page, _place.From);

    private string RerunLabel => TaskWords.RerunLabel(View.Failing, _place.Cause);

    private string NextUrl => (_place with { At = View.Page.Next, From = _place.From + View.Page.Items.Count, Task = null }).Url;

    private string PreviousUrl =>
        (_place with { At = View.Page.Previous, From = Math.Max(0, _place.From - TaskListPlace.PageSize), Task = null }).Url;

    /// <summary>Gets whether new rows must wait, so that nothing moves under the reader's eyes.</summary>
    private bool IsReading =>
        _selection.Count > 0 || _place.At is not null || _place.Task is not null || _keys is { IsScrolled: true };

    /// <summary>Gets the stages whose tasks people send on, of those that are shown.</summary>
    private IEnumerable<RailStage> Forwarding => View.Rail?.Stages.Where(stage =>
        stage.Count.Here > 0 && stage.Kind is StageKind.Start or StageKind.Hold && (_place.Stage ?? stage.Id) == stage.Id) ?? [];

    public async ValueTask DisposeAsync()
    {
        Shell.RequestMini(false);
        await _leaving.CancelAsync();
        _feed?.Dispose();
        _clock?.Dispose();

        if (_keys is not null)
        {
            await _keys.DisposeAsync();
        }

        _leaving.Dispose();
    }

    protected override async Task OnParametersSetAsync()
    {
        var user = (await Authentication).User;
        _email = user.Identity?.Name ?? "";
        _isManager = user.IsInRole(StudioRoles.Manager);

        if (!Id<Project>.TryParse(ProjectId, null, out var project))
        {
            Navigation.NotFound();
            return;
        }

        if (_place.Project != project)
        {
            _people = await Operations.PeopleAsync(_leaving.Token);
            Watch(project);
        }

        var before = _place;
        _place = ReadPlace(project, _email);
        Shell.RequestMini(_place.Task is not null);

        // Opening a task must not move the list it is in.
        if (View.Rail is null || before with { Task = null, Tab = default } != _place with { Task = null, Tab = default })
        {
            await LoadAsync();
        }
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            _keys = new(() => InvokeAsync(ShowWaitingAsync));
            await _keys.StartAsync(Script, _root, _leaving.Token);
        }
    }

    private void Watch(Id<Project> project)
    {
        _selection.Clear();
        _feed?.Dispose();

        if (RendererInfo.IsInteractive)
        {
            _feed = Feed.Subscribe(project, () => InvokeAsync(RefreshAsync));
            _clock ??= Clock.CreateTimer(
                _ => _ = InvokeAsync(StateHasChanged), null, TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(20));
        }
    }

    private async Task RefreshAsync()
    {
        if (_leaving.IsCancellationRequested)
        {
            return;
        }

        if (IsReading)
        {
            await View.FollowAsync(_place, _leaving.Token);
            _selection.Refresh(View.Page.Items);
        }
        else
        {
            await LoadAsync();
        }

        StateHasChanged();
    }

    private async Task LoadAsync()
    {
        var place = _place;

        if (!await View.LoadAsync(place, () => place == _place, _leaving.Token))
        {
            Navigation.NotFound();
            return;
        }

        _selection.Refresh(View.Page.Items);
    }

    private async Task ShowNewAsync()
    {
        if (_place.At is not null)
        {
            Go(_place.Start);
            return;
        }

        await LoadAsync();
        StateHasChanged();
    }

    private Task ShowWaitingAsync() => View.Newer > 0 && !IsReading ? ShowNewAsync() : Task.CompletedTask;

    private void Go(TaskListPlace place) => Navigation.NavigateTo(place.Url);

    private string? Neighbour(int step)
    {
        var at = View.Page.Items.Index().FirstOrDefault(row => row.Item.Id == _place.Task, (-1, null!)).Index;

        return at >= 0 && View.Page.Items.ElementAtOrDefault(at + step) is { } row ? (_place with { Task = row.Id }).Url : null;
    }

    private async Task SelectAllAsync()
    {
        var query = View.Query with { Cursor = null };
        var all = await Tasks.IdsAsync(query, _leaving.Token);
        var held = await Tasks.IdsAsync(query with { State = TaskState.Held }, _leaving.Token);
        var retrying = await Tasks.IdsAsync(query with { State = TaskState.Retrying }, _leaving.Token);
        _selection.Set(all, query.State is null or TaskState.Held or TaskState.Retrying ? held.Concat(retrying) : []);
    }

    private Task RerunShownAsync(string? cause) => RunAsync(
        Actions.RerunShownAsync(_place.Start with { Cause = cause }, View.Query with { Cursor = null }, View.Failing, _leaving.Token));

    private Task ActAsync(SelectionAct act) => RunAsync(act switch
    {
        SelectionAct.Rerun => Actions.RerunSelectedAsync(_place, _selection, _leaving.Token),
        SelectionAct.Forward => Actions.ForwardAsync(_place, _selection, [.. Forwarding]),
        SelectionAct.Assign => Actions.AssignAsync(_place, _selection, _people),
        SelectionAct.Export => Actions.ExportAsync(_place, _selection),
        SelectionAct.Delete => Actions.DeleteAsync(_place, _selection),
        _ => Actions.MoveAsync(_place, _selection, View.Rail!.Stages, toLabel: act is SelectionAct.Requeue),
    });

    private async Task ImportAsync()
    {
        await Actions.ImportAsync(_place, View.Rail!.Batches, _email);
        await RefreshAsync();
    }

    private async Task RunAsync(Task<Func<Task<string?>>?> asked)
    {
        if (await asked is not { } act)
        {
            return;
        }

        _busy = true;

        try
        {
            if (await act() is { } words)
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

        await RefreshAsync();
    }
}
