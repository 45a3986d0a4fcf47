using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.JSInterop;
using MudBlazor;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Domain.Workflows;
using WebhookStudio.Features.Access;
using WebhookStudio.Features.Workflows.Canvas;
using WebhookStudio.Features.Workflows.Drafts;
using WebhookStudio.Features.Workflows.Panels;
using WebhookStudio.Platform;

namespace WebhookStudio.Features.Workflows;

/// <summary>The workflow editor: edits are a draft until they are saved; counters and warnings are live.</summary>
public sealed partial class WorkflowPage : ComponentBase, IAsyncDisposable
{
    private readonly CancellationTokenSource _leaving = new();
    private EditorSession? _session;
    private EditorActions? _actions;
    private EditorDraft? _draft;
    private EditorShelf? _shelf;
    private WorkflowCanvas? _canvas;
    private EditorKeys? _keys;
    private IDisposable? _subscription;
    private string _email = "";
    private string? _shown;
    private string? _field;
    private bool _canEdit;
    private bool _missing;
    private bool _narrow;
    private bool _renaming;
    private int _tick;

    [Inject]
    private EditorDesks Desks { get; init; } = null!;

    [Inject]
    public required IEditorSeats Seats { get; init; }

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

    /// <summary>Gets or sets <c>versions</c> for the list of versions beside the canvas.</summary>
    [SupplyParameterFromQuery(Name = "panel")]
    public string? Panel { get; set; }

    /// <summary>Gets or sets the number of a version to look at in place of the editor.</summary>
    [SupplyParameterFromQuery(Name = "version")]
    public int? VersionParameter { get; set; }

    private EditorPlace Place => new(Navigation);

    /// <summary>Gets what the person does, if it may be done.</summary>
    private EditorActions? Editing => _canEdit && VersionParameter is null ? _actions : null;

    private bool ShowsVersions => _canEdit && Panel == "versions";

    private DraftKey Key => new(_session!.View.ProjectId, _email);

    private bool ShowsList => _narrow || View == "list";

    private string ProjectUrl => $"/projects/{ProjectId}";

    private Stage? OpenStage => StageId.IsValid(StageParameter) ? _session?.Model.Draft.Find(new(StageParameter)) : null;

    public async ValueTask DisposeAsync()
    {
        await _leaving.CancelAsync();
        _subscription?.Dispose();

        if (_draft is not null)
        {
            await _draft.DisposeAsync();
        }

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
        var voice = new EditorVoice(Snackbar, Dialogs, () => InvokeAsync(StateHasChanged), ShowProblemsAsync);
        var desk = Id<Project>.TryParse(ProjectId, null, out var id)
            ? await Desks.OpenAsync(id, _email, voice, _leaving.Token)
            : null;
        _missing = desk is null;

        if (desk is not null)
        {
            await BeginAsync(desk);
            _session!.HidesPaths = !_canEdit;
        }

        _subscription = desk is not null && RendererInfo.IsInteractive ? Feed.Subscribe(id, RefreshAsync) : null;
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            _keys = new(Script, NarrowAsync, command => InvokeAsync(() => OnKeyAsync(command)));
            await _keys.ListenAsync();
        }

        if (_field is { } field && OpenStage is not null && _keys is not null)
        {
            _field = null;
            await _keys.FocusFieldAsync(field);
        }
    }

    private async Task BeginAsync(EditorDesk desk)
    {
        if (_draft is not null)
        {
            await _draft.DisposeAsync();
        }

        (_session, _draft, _actions, _shelf) = desk;

        if (_canEdit)
        {
            await _draft.RestoreAsync(_leaving.Token);

            if (RendererInfo.IsInteractive)
            {
                await _draft.JoinAsync(Seats, HearAsync, Hear);
            }
        }
    }

    /// <summary>Somebody else has changed something.</summary>
    private Task HearAsync() => InvokeAsync(async () =>
    {
        if (_draft is not null && !_leaving.IsCancellationRequested)
        {
            await _draft.HearAsync();
            StateHasChanged();
        }
    });

    private void Hear(string said)
    {
        if (said.Length > 0)
        {
            _actions?.Tell(said);
        }

        StateHasChanged();
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

    private Task<bool> EditAsync(string said, Action change) => Task.FromResult(Editing?.Edit(said, change) == true);

    private Task<bool> RemoveAsync(string said, Action change) => Task.FromResult(Editing?.Remove(said, change) == true);

    private void Delete(StageId id)
    {
        if (Editing?.Delete(id) == true)
        {
            Place.Close();
        }
    }

    private Task<bool> SaveAsync() => Editing?.SaveAsync(note: null, _leaving.Token) ?? Task.FromResult(false);

    private Task ShowProblemsAsync()
    {
        StateHasChanged();

        return _keys?.ShowProblemsAsync() ?? Task.CompletedTask;
    }

    private async Task RestoreAsync(int number)
    {
        await _shelf!.RestoreAsync(number, _leaving.Token);
        Place.ShowVersion(null);
    }

    private void ToggleVersions() => Place.ShowVersions(!ShowsVersions);

    private Task DiscardAsync() => _actions?.DiscardAsync(_leaving.Token) ?? Task.CompletedTask;

    private async Task OnKeyAsync(string command)
    {
        switch (command)
        {
            case "save":
                await SaveAsync();
                break;
            case "undo":
                Editing?.Undo();
                break;
            case "redo":
                Editing?.Redo();
                break;
        }
    }

    private void Open(StageId stage) => Place.Open(stage);

    private void OpenHeld(StageId stage) => Place.Open(stage, DrawerTab.Held);

    private void ShowTab(DrawerTab tab) => Place.ShowTab(tab);

    private void ShowView(string view) => Place.ShowView(view);

    /// <summary>Opens the stage of a problem and puts the focus where it can be mended.</summary>
    private void ShowProblem(WorkflowProblem problem)
    {
        if (problem.StageId is { } stage)
        {
            _renaming = problem.Field == "name";
            _field = _renaming ? null : problem.Field;
            Place.Open(stage, problem.Field);
        }
    }

    private async Task CloseAsync()
    {
        if (OpenStage?.Id is { } stage && _canvas is not null)
        {
            await _canvas.FocusAsync(stage);
        }

        _renaming = false;
        Place.Close();
    }
}
