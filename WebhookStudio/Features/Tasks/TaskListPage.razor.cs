using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using MudBlazor;
using WebhookStudio.Components.Shared;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Features.Access;
using WebhookStudio.Features.Deliveries;
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
    public required IDeliveryReruns Reruns { get; init; }

    [Inject]
    public required ITaskFlow Flow { get; init; }

    [Inject]
    public required IProjectFeed Feed { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [Inject]
    public required IDialogService Dialogs { get; init; }

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

    private string Range => _page.Items.Count == 0 ? $"0 of {_page.Total}"
        : $"{_place.Query.Page.Skip + 1}-{_place.Query.Page.Skip + _page.Items.Count} of {_page.Total}";

    /// <summary>Gets the failing tasks that the list shows now: of the chosen cause, or all.</summary>
    private (int Held, int Retrying) Shown => _place.Cause is not { } cause
        ? (_failing.Held, _failing.Retrying)
        : (Matching(cause).Sum(each => each.Held), Matching(cause).Sum(each => each.Retrying));

    private string RerunLabel => TaskWords.RerunLabel(Shown.Held, Shown.Retrying);

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

    private IEnumerable<FailureCause> Matching(string cause) =>
        _failing.Causes.Where(each => string.Equals(each.Status, cause, StringComparison.OrdinalIgnoreCase));

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

    private async Task RerunShownAsync()
    {
        var consequence = TaskWords.RerunConsequence(_failing);

        if (await Dialogs.ConfirmAsync($"{RerunLabel}?", consequence, RerunLabel))
        {
            await ActAsync(async () => Sent(await RerunShownNowAsync()));
        }
    }

    /// <summary>Acts on exactly what is shown: whole stages, or the tasks that the filter finds.</summary>
    private async Task<int> RerunShownNowAsync()
    {
        var count = 0;

        if (!_place.IsFiltered)
        {
            foreach (var stage in _failing.Stages)
            {
                count += await Reruns.RerunStageAsync(_place.Project, stage.Id, _email, _leaving.Token);
            }

            return count;
        }

        foreach (var state in new[] { TaskState.Held, TaskState.Retrying }.Where(state => (_place.View ?? state) == state))
        {
            var ids = await Tasks.IdsAsync(_place.Query with { State = state }, _leaving.Token);
            count += await Reruns.RerunTasksAsync(_place.Project, ids, _email, _leaving.Token);
        }

        return count;
    }

    private async Task RerunSelectedAsync()
    {
        var failing = _selection.Failing;
        var label = $"Re-run {TaskWords.Tasks(failing.Count)}";
        var stages = await Tasks.FailingAsync(new(_place.Project) { Stage = _place.Stage }, _leaving.Token);

        if (await Dialogs.ConfirmAsync($"{label}?", TaskWords.RerunConsequence(stages), label))
        {
            await ActAsync(async () =>
                Sent(await Reruns.RerunTasksAsync(_place.Project, failing, _email, _leaving.Token)));
            _selection.Clear();
        }
    }

    private async Task RequeueAsync()
    {
        var parameters = new DialogParameters<RequeueDialog>
        {
            { dialog => dialog.Stages, _rail!.Stages }, { dialog => dialog.Count, _selection.Count },
        };
        var options = new DialogOptions { MaxWidth = MaxWidth.ExtraSmall, FullWidth = true };
        var dialog = await Dialogs.ShowAsync<RequeueDialog>(null, parameters, options);

        if (await dialog.Result is { Canceled: false, Data: RequeueChoice choice })
        {
            await ActAsync(async () =>
            {
                var moved = await Flow.RequeueAsync(
                    _place.Project, _selection.Chosen, choice.Stage.Id, choice.Options, _leaving.Token);
                _selection.Clear();

                return $"{TaskWords.Tasks(moved)} moved to {choice.Stage.Name}";
            });
        }
    }

    private async Task ImportAsync()
    {
        var parameters = new DialogParameters<ImportDialog>
        {
            { dialog => dialog.Project, _place.Project }, { dialog => dialog.Batches, _rail!.Batches }, { dialog => dialog.By, _email },
        };
        var options = new DialogOptions { MaxWidth = MaxWidth.Small, FullWidth = true, BackdropClick = false };
        var dialog = await Dialogs.ShowAsync<ImportDialog>(null, parameters, options);
        await dialog.Result;
        await RefreshAsync();
    }

    private async Task ActAsync(Func<Task<string>> act)
    {
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

    private static string Sent(int count) => count switch
    {
        0 => "Nothing to re-run: no webhook is held any more.",
        1 => "1 webhook is on its way again.",
        _ => $"{count} webhooks are on their way again.",
    };
}
