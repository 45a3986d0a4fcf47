using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using MudBlazor;
using WebhookStudio.Components.Shared;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Domain.Workflows;
using WebhookStudio.Features.Deliveries;
using WebhookStudio.Features.Tasks;
using WebhookStudio.Features.Workflows.Canvas;

namespace WebhookStudio.Features.Workflows.Panels;

/// <summary>The settings of one stage, beside the canvas. Not a dialog: the canvas stays usable.</summary>
public sealed partial class StageDrawer : ComponentBase
{
    private ElementReference _heading;
    private ElementReference _name;
    private bool _naming;
    private bool _focusName;
    private int _tests;

    [Inject]
    public required IDeliveryReruns Reruns { get; init; }

    [Inject]
    public required ITaskList Tasks { get; init; }

    [Inject]
    public required IDialogService Dialogs { get; init; }

    [Inject]
    public required ISnackbar Snackbar { get; init; }

    [Parameter, EditorRequired]
    public required StageFace Face { get; set; }

    [Parameter, EditorRequired]
    public required CanvasModel Model { get; set; }

    [Parameter, EditorRequired]
    public Id<Project> Project { get; set; }

    [Parameter, EditorRequired]
    public required string ProjectUrl { get; set; }

    [Parameter, EditorRequired]
    public required Func<string, Action, Task<bool>> Edit { get; set; }

    [Parameter]
    public bool CanEdit { get; set; }

    /// <summary>Gets or sets whether the name is being changed; set from outside by F2 and a double click.</summary>
    [Parameter]
    public bool Renaming { get; set; }

    /// <summary>Gets or sets whether the advanced settings are open at first.</summary>
    [Parameter]
    public bool Advanced { get; set; }

    /// <summary>Gets or sets a number that grows with every change in the project; what is live is read again.</summary>
    [Parameter]
    public int Tick { get; set; }

    /// <summary>Gets or sets who is signed in.</summary>
    [Parameter]
    public string Email { get; set; } = "";

    [Parameter]
    public EventCallback OnRenamed { get; set; }

    [Parameter]
    public EventCallback<StageId> OnDelete { get; set; }

    [Parameter]
    public EventCallback OnClose { get; set; }

    private Stage Stage => Face.Stage;

    private int Failing => Face.Count.Failing;

    /// <summary>Names what is re-run: held tasks, tasks that wait for a retry, or both together.</summary>
    private string RerunWords => Face.Count switch
    {
        { Failing: 0 } => "Re-run held tasks",
        { Retrying: 0, Held: var held } => $"Re-run {StageFace.Number(held, "held task")}",
        { Held: 0, Retrying: var retrying } => $"Re-run {StageFace.Number(retrying, "retrying task")}",
        { Failing: var both } => $"Re-run {StageFace.Number(both, "task")}",
    };

    /// <summary>Gets why nothing can be re-run now, or <see langword="null"/>.</summary>
    private string? RerunReason => this switch
    {
        { CanEdit: false } => "Only a manager can re-run",
        { Failing: 0 } => "No held tasks",
        _ when Live is not { Enabled: true } => "The live stage is off. Switch it on and save",
        _ => null,
    };

    private WebhookStageSettings? Live => Model.Live.Find(Stage.Id)?.Settings as WebhookStageSettings;

    private (StudioState State, string Text)? State => Face switch
    {
        { Setup: not null } => (StudioState.NeedsSetup, StudioState.NeedsSetup.Word),
        { Count.Held: > 0 } => (StudioState.Held, $"{Face.Count.Held} held"),
        { IsOff: false, Health.Circuit: not null } => (StudioState.Unreachable, StudioState.Unreachable.Word),
        { Count.Retrying: > 0 } => (StudioState.Retrying, $"{Face.Count.Retrying} retrying"),
        { IsOff: true } => (StudioState.Off, StudioState.Off.Word),
        _ => null,
    };

    protected override void OnParametersSet()
    {
        if (Renaming && !_naming)
        {
            StartNaming();
        }
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (_focusName)
        {
            _focusName = false;
            await _name.FocusAsync();
        }
        else if (firstRender && !_naming)
        {
            await _heading.FocusAsync(preventScroll: true);
        }
    }

    private void StartNaming()
    {
        _naming = CanEdit;
        _focusName = CanEdit;
    }

    private async Task RenameAsync(ChangeEventArgs args) =>
        await Edit($"Renamed to {args.Value}", () => Model.Rename(Stage.Id, args.Value?.ToString() ?? ""));

    private async Task EndNamingAsync()
    {
        _naming = false;
        await OnRenamed.InvokeAsync();
    }

    private async Task OnKeyAsync(KeyboardEventArgs args)
    {
        if (args.Key == "Enter" && _naming)
        {
            await EndNamingAsync();
        }
        else if (args.Key == "Escape" && _naming)
        {
            await EndNamingAsync();
        }
        else if (args.Key == "Escape")
        {
            await OnClose.InvokeAsync();
        }
    }

    private async Task ConfigureAsync((StageSettings Settings, string Words) change) =>
        await Edit($"{Stage.Name}: {change.Words}", () => Model.Configure(Stage.Id, change.Settings, $"{change.Words} of {Stage.Name}"));

    private async Task SwitchAsync(WebhookStageSettings settings) => await Edit(
        $"{Stage.Name} switched {(settings.Enabled ? "off" : "on")}",
        () => Model.Configure(
            Stage.Id, settings with { Enabled = !settings.Enabled }, $"switch {(settings.Enabled ? "off" : "on")} {Stage.Name}"));

    private async Task RerunAsync()
    {
        // A disabled button can be clicked by who opens the browser's console.
        if (RerunReason is not null)
        {
            return;
        }

        try
        {
            var failing = await Tasks.FailingAsync(new(Project) { Stage = Stage.Id }, CancellationToken.None);

            if (failing.Count == 0)
            {
                Snackbar.Add("Nothing to re-run: no webhook is held any more.", Severity.Info);
                return;
            }

            var unsaved = Model.IsChanged(Stage.Id) ? "Your unsaved settings are not used." : "";

            if (await Dialogs.AskRerunAsync(failing, cause: null, unsaved) is { } answer)
            {
                var choice = new RerunChoice(Project) { Stage = Stage.Id, Cause = answer.Cause };
                var result = await Reruns.RerunAsync(choice, Email, CancellationToken.None);
                Snackbar.Add($"Re-running {StageFace.Number(result.Count, "task")}", Severity.Info);
            }
        }
        catch (DomainRuleException refusal)
        {
            Snackbar.Add(refusal.Message, Severity.Error);
        }
    }
}
