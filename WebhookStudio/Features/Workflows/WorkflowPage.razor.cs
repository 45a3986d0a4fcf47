using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.JSInterop;
using MudBlazor;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Domain.Workflows;
using WebhookStudio.Features.Access;
using WebhookStudio.Features.Deliveries;
using WebhookStudio.Features.Workflows.Canvas;
using WebhookStudio.Features.Workflows.Panels;
using WebhookStudio.Platform;

namespace WebhookStudio.Features.Workflows;

/// <summary>The workflow editor: edits stay here until they are saved; counters and warnings are live.</summary>
public sealed partial class WorkflowPage : ComponentBase, IAsyncDisposable
{
    private readonly CancellationTokenSource _leaving = new();
    private EditorSession? _session;
    private EditorActions? _actions;
    private WorkflowCanvas? _canvas;
    private EditorKeys? _keys;
    private IDisposable? _subscription;
    private string _email = "";
    private string? _shown;
    private bool _canEdit;
    private bool _missing;
    private bool _narrow;
    private int _tick;

    [Inject]
    public required IWorkflowService Workflows { get; init; }

    [Inject]
    public required IStageCounters Counters { get; init; }

    [Inject]
    public required IStageHealthReader Health { get; init; }

    [Inject]
    public required IBulkRuns Runs { get; init; }

    [Inject]
    public required IProjectFeed Feed { get; init; }

    [Inject]
    public required IDialogService Dialogs { get; init; }

    [Inject]
    public required ISnackbar Snackbar { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [Inject]
    public required IJSRuntime Script { get; init; }

    [CascadingParameter]
    private Task<AuthenticationState> Authentication { get; set; } = null!;

    [Parameter]
    public string ProjectId { get; set; } = "";

    /// <summary>Gets or sets the stage whose settings are open.</summary>
    [SupplyParameterFromQuery(Name = "stage")]
    public string? StageParameter { get; set; }

    /// <summary>Gets or sets <c>list</c> for the table in place of the canvas.</summary>
    [SupplyParameterFromQuery(Name = "view")]
    public string? View { get; set; }

    /// <summary>Gets or sets the part of the settings that is open: a word of <see cref="DrawerTabs"/>, or <c>advanced</c>.</summary>
    [SupplyParameterFromQuery(Name = "tab")]
    public string? Tab { get; set; }

    private bool ShowsList => _narrow || View == "list";

    private string ProjectUrl => $"/projects/{ProjectId}";

    private Stage? OpenStage => StageId.IsValid(StageParameter) ? _session?.Model.Draft.Find(new(StageParameter)) : null;

    public async ValueTask DisposeAsync()
    {
        await _leaving.CancelAsync();
        _subscription?.Dispose();

        if (_keys is not null)
        {
            await _keys.DisposeAsync();
        }

        _leaving.Dispose();
    }

    protected override async Task OnParametersSetAsync()
    {
        if (_shown == ProjectId)
        {
            return;
        }

        _shown = ProjectId;
        _session = null;
        _subscription?.Dispose();
        var user = (await Authentication).User;
        _email = user.Identity?.Name ?? "";
        _canEdit = user.IsInRole(StudioRoles.Manager);
        _session = Id<Project>.TryParse(ProjectId, null, out var id)
            ? await EditorSession.OpenAsync(Workflows, Counters, Health, Runs, id, _leaving.Token)
            : null;
        _actions = _session is null ? null : new(_session, _email, Snackbar, Dialogs, () => InvokeAsync(StateHasChanged));
        _missing = _session is null;
        _session?.HidesPaths = !_canEdit;
        _subscription = _session is not null && RendererInfo.IsInteractive ? Feed.Subscribe(id, RefreshAsync) : null;
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            _keys = new(Script, NarrowAsync, command => InvokeAsync(() => OnKeyAsync(command)));
            await _keys.ListenAsync();
        }
    }

    private Task NarrowAsync(bool narrow) => InvokeAsync(() =>
    {
        _narrow = narrow;
        StateHasChanged();
    });

    private Task RefreshAsync() => InvokeAsync(async () =>
    {
        if (_session is not null && _actions?.IsSaving == false && !_leaving.IsCancellationRequested)
        {
            try
            {
                await _session.RefreshAsync(_leaving.Token);
                _tick++;
                StateHasChanged();
            }
            catch (OperationCanceledException) when (_leaving.IsCancellationRequested)
            {
                // The page was left meanwhile.
            }
        }
    });

    private Task<bool> EditAsync(string said, Action change) =>
        Task.FromResult(_canEdit && _actions?.Edit(said, change) == true);

    private Task<bool> RemoveAsync(string said, Action change) =>
        Task.FromResult(_canEdit && _actions?.Remove(said, change) == true);

    private void Undo()
    {
        if (_canEdit)
        {
            _actions?.Undo();
        }
    }

    private void Redo()
    {
        if (_canEdit)
        {
            _actions?.Redo();
        }
    }

    private void Delete(StageId id)
    {
        if (_canEdit && _actions?.Delete(id) == true)
        {
            Close();
        }
    }

    private async Task SaveAsync()
    {
        if (_canEdit && _actions is not null && await _actions.SaveAsync(_leaving.Token) is { } problem)
        {
            ShowProblem(problem);
        }
    }

    private Task DiscardAsync() => _actions?.DiscardAsync(_leaving.Token) ?? Task.CompletedTask;

    private async Task OnKeyAsync(string command)
    {
        switch (command)
        {
            case "save":
                await SaveAsync();
                break;
            case "undo":
                Undo();
                break;
            case "redo":
                Redo();
                break;
        }
    }

    private void Open(StageId stage) => Open(stage, DrawerTab.Settings);

    private void OpenHeld(StageId stage) => Open(stage, DrawerTab.Held);

    private void Open(StageId stage, DrawerTab tab) => Navigation.NavigateTo(Navigation.GetUriWithQueryParameters(
        new Dictionary<string, object?> { ["stage"] = stage.Value, ["tab"] = DrawerTabs.Word(tab) }));

    private void ShowTab(DrawerTab tab) => GoTo("tab", DrawerTabs.Word(tab));

    private void ShowView(string view) => GoTo("view", view == "list" ? view : null);

    private void ShowProblem(WorkflowProblem problem)
    {
        if (problem.StageId is { } stage)
        {
            Open(stage);
        }
    }

    private async Task CloseAsync()
    {
        if (OpenStage?.Id is { } stage && _canvas is not null)
        {
            await _canvas.FocusAsync(stage);
        }

        Close();
    }

    private void Close() => Navigation.NavigateTo(Navigation.GetUriWithQueryParameters(
        new Dictionary<string, object?> { ["stage"] = null, ["tab"] = null }));

    private void GoTo(string parameter, string? value) =>
        Navigation.NavigateTo(Navigation.GetUriWithQueryParameter(parameter, value));
}
