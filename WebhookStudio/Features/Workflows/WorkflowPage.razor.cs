using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.JSInterop;
using MudBlazor;
using WebhookStudio.Components.Shared;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Domain.Workflows;
using WebhookStudio.Features.Access;
using WebhookStudio.Features.Workflows.Canvas;
using WebhookStudio.Platform;

namespace WebhookStudio.Features.Workflows;

/// <summary>The workflow editor: edits stay here until they are saved; counters and warnings are live.</summary>
public sealed partial class WorkflowPage : ComponentBase, IAsyncDisposable
{
    private readonly CancellationTokenSource _leaving = new();
    private IReadOnlyDictionary<StageId, StageCount> _counts = new Dictionary<StageId, StageCount>();
    private IReadOnlyList<WorkflowProblem> _problems = [];
    private WorkflowView? _view;
    private CanvasModel? _model;
    private WorkflowCanvas? _canvas;
    private EditorKeys? _keys;
    private IDisposable? _subscription;
    private string _email = "";
    private string _said = "";
    private bool _canEdit;
    private bool _missing;
    private bool _narrow;
    private bool _renaming;
    private bool _saving;
    private int _tick;

    [Inject]
    public required IWorkflowService Workflows { get; init; }

    [Inject]
    public required IStageCounters Counters { get; init; }

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

    /// <summary>Gets or sets the part of the settings that is open.</summary>
    [SupplyParameterFromQuery(Name = "tab")]
    public string? Tab { get; set; }

    private bool IsDirty => _model?.IsDirty == true;

    private bool ShowsList => _narrow || View == "list";

    private string ProjectUrl => $"/projects/{ProjectId}";

    private Stage? OpenStage => StageId.IsValid(StageParameter) ? _model?.Draft.Find(new(StageParameter)) : null;

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
        if (_view?.ProjectId.Value == ProjectId || (_missing && _view is null && ProjectId.Length == 0))
        {
            return;
        }

        var user = (await Authentication).User;
        _email = user.Identity?.Name ?? "";
        _canEdit = user.IsInRole(StudioRoles.Manager);
        _subscription?.Dispose();
        await LoadAsync();
        _subscription = _view is { } view && RendererInfo.IsInteractive ? Feed.Subscribe(view.ProjectId, RefreshAsync) : null;
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            _keys = new(Script, narrow => InvokeAsync(() => { _narrow = narrow; StateHasChanged(); }), OnKeyAsync);
            await _keys.ListenAsync();
        }
    }

    private async Task LoadAsync()
    {
        _view = Id<Project>.TryParse(ProjectId, null, out var id) ? await Workflows.GetAsync(id, _leaving.Token) : null;
        _missing = _view is null;

        if (_view is not null)
        {
            _counts = await Counters.CountAsync(_view.ProjectId, _leaving.Token);
            _model = new(_view.Workflow);
            _problems = WorkflowCheck.Find(_model.Draft);
        }
    }

    /// <summary>Takes what changed elsewhere. A draft under way is never replaced: saving it says who was faster.</summary>
    private Task RefreshAsync() => InvokeAsync(async () =>
    {
        if (_view is null || _model is null || _leaving.IsCancellationRequested)
        {
            return;
        }

        _counts = await Counters.CountAsync(_view.ProjectId, _leaving.Token);
        var live = await Workflows.GetAsync(_view.ProjectId, _leaving.Token);
        _tick++;

        if (live is not null && live.Version == _view.Version)
        {
            _view = live;
        }
        else if (live is not null && !IsDirty && !_saving)
        {
            Show(live);
        }

        StateHasChanged();
    });

    private void Show(WorkflowView live)
    {
        _view = live;
        _model!.Load(live.Workflow);
        _problems = WorkflowCheck.Find(_model.Draft);
    }

    private StageFace Face(Stage stage) => new(
        stage,
        _counts.GetValueOrDefault(stage.Id, StageCount.None),
        _view!.Facts,
        [.. _problems.Where(problem => problem.StageId == stage.Id)]);

    private Task<bool> EditAsync(string said, Action change)
    {
        var done = _canEdit && Guarded(change);
        Changed(done ? said : _said);

        return Task.FromResult(done);
    }

    private bool Guarded(Action change)
    {
        try
        {
            change();

            return true;
        }
        catch (DomainRuleException refusal)
        {
            _said = refusal.Message;
            Snackbar.Add(refusal.Message, Severity.Warning);

            return false;
        }
    }

    private void Changed(string said)
    {
        _problems = WorkflowCheck.Find(_model!.Draft);
        _said = said;
        StateHasChanged();
    }

    private void Undo() => Step(_model?.UndoWords, "Undone", () => _model!.Undo());

    private void Redo() => Step(_model?.RedoWords, "Done again", () => _model!.Redo());

    private void Step(string? words, string verb, Func<bool> step)
    {
        if (words is not null && _canEdit && step())
        {
            Changed($"{verb}: {words}");
        }
    }

    private async Task DeleteAsync(StageId id)
    {
        var name = _model!.Draft.Find(id)?.Name;

        if (name is not null && await EditAsync($"{name} deleted", () => _model.Remove(id)))
        {
            Snackbar.Add($"{name} deleted", Severity.Normal, snack =>
            {
                snack.Action = "Undo";
                snack.OnClick = _ => InvokeAsync(Undo);
            });
            await CloseAsync();
        }
    }

    private async Task SaveAsync()
    {
        if (!_canEdit || _saving || !IsDirty)
        {
            return;
        }

        if (_problems.FirstOrDefault(problem => problem.Severity is ProblemSeverity.Error) is { } error)
        {
            Refuse($"Not saved: {error.Message}");
            ShowProblem(error);

            return;
        }

        _saving = true;

        try
        {
            var version = await Workflows.SaveAsync(_view!.ProjectId, _model!.Draft, _view.Version, _email, _leaving.Token);
            _model.Saved();
            _view = await Workflows.GetAsync(_view.ProjectId, _leaving.Token) ?? _view;
            Changed($"Saved. Live v{version}");
            Snackbar.Add($"Saved. v{version} is live", Severity.Success);
        }
        catch (DomainRuleException refusal)
        {
            Refuse($"Not saved: {refusal.Message}");
        }
        finally
        {
            _saving = false;
        }
    }

    private void Refuse(string message)
    {
        _said = message;
        Snackbar.Add(message, Severity.Error, snack => snack.RequireInteraction = true);
        StateHasChanged();
    }

    private async Task DiscardAsync()
    {
        if (await Dialogs.ConfirmAsync(
            "Discard changes?",
            $"{StageFace.Number(_model!.Changes, "change")} will be lost. The live workflow is loaded again.",
            "Discard changes",
            danger: true))
        {
            Show(await Workflows.GetAsync(_view!.ProjectId, _leaving.Token) ?? _view);
            Changed("Changes discarded");
        }
    }

    private async Task GuardAsync(LocationChangingContext context)
    {
        var path = Navigation.ToAbsoluteUri(context.TargetLocation).AbsolutePath;

        if (!IsDirty || path == Navigation.ToAbsoluteUri(Navigation.Uri).AbsolutePath)
        {
            return;
        }

        var changes = StageFace.Number(_model!.Changes, "change");

        if (!await Dialogs.ConfirmAsync(
            "Leave without saving?", $"{changes} to the workflow are not live yet and will be lost.", $"Discard {changes}", danger: true))
        {
            context.PreventNavigation();
        }
    }

    private async Task OnKeyAsync(string command) => await InvokeAsync(async () =>
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

        StateHasChanged();
    });

    private void Open(StageId stage) => GoTo("stage", stage.Value);

    private void ShowView(string view) => GoTo("view", view == "list" ? view : null);

    private void ShowProblem(WorkflowProblem problem)
    {
        if (problem.StageId is { } stage)
        {
            Open(stage);
        }
    }

    private void StartRename(StageId stage)
    {
        _renaming = true;
        Open(stage);
    }

    private void EndRename() => _renaming = false;

    private async Task CloseAsync()
    {
        if (OpenStage?.Id is { } stage && _canvas is not null)
        {
            await _canvas.FocusAsync(stage);
        }

        _renaming = false;
        GoTo("stage", null);
    }

    private void GoTo(string parameter, string? value) =>
        Navigation.NavigateTo(Navigation.GetUriWithQueryParameter(parameter, value));
}
