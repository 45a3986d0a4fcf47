using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using MudBlazor;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Domain.Workflows;
using WebhookStudio.Features.Access;
using WebhookStudio.Platform;

namespace WebhookStudio.Features.Tasks;

/// <summary>The tasks of a project: by stage, state, batch and cause; re-run, moved and imported from here.</summary>
public sealed partial class TaskListPage : ComponentBase, IDisposable
{
    private readonly CancellationTokenSource _leaving = new();
    private readonly TaskSelection _selection = new();
    private TaskListPlace _place = new(default(Id<Project>));
    private TaskRail? _rail;
    private FailingTasks _failing = FailingTasks.None;
    private Page<TaskRow> _page = new([], 0);
    private IDisposable? _feed;
    private ITimer? _clock;
    private string? _refusal;
    private string _email = "";
    private bool _isManager;
    private bool _busy;

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
    public required TimeProvider Clock { get; init; }

    [CascadingParameter]
    private Task<AuthenticationState> Authentication { get; set; } = null!;

    [Parameter]
    public required string ProjectId { get; set; }

    [SupplyParameterFromQuery(Name = "stage")]
    private string? StageValue { get; set; }

    [SupplyParameterFromQuery(Name = "view")]
    private string? ViewValue { get; set; }

    [SupplyParameterFromQuery(Name = "batch")]
    private string? BatchValue { get; set; }

    [SupplyParameterFromQuery(Name = "q")]
    private string? SearchValue { get; set; }

    [SupplyParameterFromQuery(Name = "cause")]
    private string? CauseValue { get; set; }

    [SupplyParameterFromQuery(Name = "page")]
    private string? PageValue { get; set; }

    [SupplyParameterFromQuery(Name = "sort")]
    private string? SortValue { get; set; }

    private RailStage? Stage => _rail?.Find(_place.Stage);

    private string Title => Stage is { } stage ? $"Tasks in {stage.Name}"
        : _place.View is { } view ? $"{TaskWords.Of(view).Word} tasks" : "Tasks";

    private string? Sentence => _rail is null ? null
        : Stage is { } stage ? TaskWords.StateSentence(stage.Count)
        : TaskWords.StateSentence(new(
            _rail.All, _rail.Held, _rail.Retrying, _rail.Stages.Sum(each => each.Count.Sending), null))
            .Replace(" here", " in all stages", StringComparison.Ordinal);

    private string Unfiltered => new TaskListPlace(_place.Project) { Stage = _place.Stage, Sort = _place.Sort }.Url;

    private string Range => _page.Range(_place.Query.Page);

    private string RerunLabel => TaskWords.RerunLabel(_failing, _place.Cause);

    public void Dispose()
    {
        _leaving.Cancel();
        _feed?.Dispose();
        _clock?.Dispose();
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
            Watch(project);
        }

        _place = TaskListPlace.Parse(project, name => name switch
        {
            "stage" => StageValue,
            "view" => ViewValue,
            "batch" => BatchValue,
            "q" => SearchValue,
            "cause" => CauseValue,
            "sort" => SortValue,
            _ => PageValue,
        });
        await LoadAsync();
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
        if (!_leaving.IsCancellationRequested)
        {
            await LoadAsync();
            StateHasChanged();
        }
    }

    private async Task LoadAsync()
    {
        var place = _place;
        var rail = await Tasks.RailAsync(place.Project, _leaving.Token);

        if (rail is null)
        {
            Navigation.NotFound();
            return;
        }

        try
        {
            var page = await Tasks.ListAsync(place.Query, _leaving.Token);
            var failing = await Tasks.FailingAsync(place.Query, _leaving.Token);

            // The address may have changed while the database answered; the later load shows its own.
            if (place == _place)
            {
                (_rail, _page, _failing, _refusal) = (rail, page, failing, null);
                _selection.Refresh(page.Items);
            }
        }
        catch (DomainRuleException refusal)
        {
            (_rail, _page, _failing, _refusal) = (rail, new([], 0), FailingTasks.None, refusal.Message);
        }
    }

    private void Go(TaskListPlace place) => Navigation.NavigateTo(place.Url);

    private async Task SelectAllAsync()
    {
        var query = _place.Query;
        var held = await Tasks.IdsAsync(query with { State = TaskState.Held }, _leaving.Token);
        var retrying = await Tasks.IdsAsync(query with { State = TaskState.Retrying }, _leaving.Token);
        _selection.Set(await Tasks.IdsAsync(query, _leaving.Token), held.Concat(retrying));
    }

    private Task RerunShownAsync(string? cause) =>
        ActAsync(Actions.RerunShownAsync(_place with { Cause = cause }, _failing, _email, _leaving.Token));

    private Task RerunSelectedAsync() => ActAsync(Actions.RerunSelectedAsync(_place, _selection, _email, _leaving.Token));

    private Task RequeueAsync() => ActAsync(Actions.RequeueAsync(_place, _selection, _rail!.Stages, _leaving.Token));

    /// <summary>Gets the stages whose tasks people send on, of those that are shown.</summary>
    private IEnumerable<RailStage> Forwarding => _rail?.Stages.Where(stage =>
        stage.Count.Here > 0 && stage.Kind is StageKind.Start or StageKind.Hold && (_place.Stage ?? stage.Id) == stage.Id) ?? [];

    private Task ForwardAsync() => ActAsync(Actions.ForwardAsync(_place, _selection, [.. Forwarding], _email));

    private async Task ImportAsync()
    {
        await Actions.ImportAsync(_place, _rail!.Batches, _email);
        await RefreshAsync();
    }

    private async Task ActAsync(Task<Func<Task<string>>?> asked)
    {
        if (await asked is not { } act)
        {
            return;
        }

        _busy = true;

        try
        {
            Snackbar.Add(await act(), Severity.Success);
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
