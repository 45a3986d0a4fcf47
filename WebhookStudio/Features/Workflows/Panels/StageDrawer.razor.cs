using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.JSInterop;
using MudBlazor;
using WebhookStudio.Components.Shared;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Domain.Workflows;
using WebhookStudio.Features.Tasks;
using WebhookStudio.Features.Workflows.Canvas;

namespace WebhookStudio.Features.Workflows.Panels;

/// <summary>The settings of one stage, beside the canvas. Not a dialog: the canvas stays usable.</summary>
public sealed partial class StageDrawer : ComponentBase, IAsyncDisposable
{
    private const string Script = "./Features/Workflows/Panels/StageDrawer.razor.js";

    private ElementReference _edge;
    private IJSObjectReference? _module;
    private ElementReference _heading;
    private ElementReference _name;
    private bool _naming;
    private bool _focusName;
    private int _tests;

    [Inject]
    public required StageRerun Reruns { get; init; }

    [Inject]
    public required IJSRuntime Browser { get; init; }

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

    /// <summary>Gets or sets the part that is open, as the address has it: one of <see cref="DrawerTabs"/>, or
    /// <c>advanced</c> for the settings with the advanced ones open at first.</summary>
    [Parameter]
    public string? Tab { get; set; }

    [Parameter]
    public EventCallback<DrawerTab> OnTab { get; set; }

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

    /// <summary>Gets the parts there are. Those who may not edit see neither what is sent nor how it is signed.</summary>
    private IReadOnlyList<DrawerTab> Tabs => Stage.Kind is not StageKind.Webhook
        ? [DrawerTab.Settings]
        : [.. Enum.GetValues<DrawerTab>().Where(tab => tab switch
        {
            DrawerTab.Settings => true,

            // It stays open while a re-run empties it.
            DrawerTab.Held => Failing > 0 || DrawerTabs.Parse(Tab) is DrawerTab.Held,
            _ => CanEdit,
        })];

    private DrawerTab OpenTab => DrawerTabs.Parse(Tab) is var tab && Tabs.Contains(tab) ? tab : DrawerTab.Settings;

    /// <summary>Gets why nothing can be re-run now, or <see langword="null"/>.</summary>
    private string? RerunReason => StageRerun.Refusal(Face, Model.Live, CanEdit);

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

    public async ValueTask DisposeAsync()
    {
        try
        {
            if (_module is not null)
            {
                await _module.DisposeAsync();
            }
        }
        catch (JSDisconnectedException)
        {
            // The browser has gone.
        }
    }

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

        if (firstRender)
        {
            _module = await Browser.InvokeAsync<IJSObjectReference>("import", Script);
            await _module.InvokeVoidAsync("resizable", _edge);
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

    private async Task TestAsync()
    {
        await OnTab.InvokeAsync(DrawerTab.Settings);
        _tests++;
    }

    private async Task DuplicateAsync() =>
        await Edit($"{Stage.Name} duplicated", () => Model.Duplicate(Stage.Id));

    private async Task SwitchAsync()
    {
        if (Stage.Settings is WebhookStageSettings settings)
        {
            var word = settings.Enabled ? "off" : "on";
            await Edit(
                $"{Stage.Name} switched {word}",
                () => Model.Configure(Stage.Id, settings with { Enabled = !settings.Enabled }, $"switch {word} {Stage.Name}"));
        }
    }

    // A disabled button can be clicked by who opens the browser's console.
    private Task RerunAsync(string? cause) => RerunReason is not null
        ? Task.CompletedTask
        : Reruns.StartAsync(Project, Stage.Id, Model.IsChanged(Stage.Id), Email, cause);

    /// <summary>Gets what makes an element the panel of a tab; nothing where there are no tabs.</summary>
    private Dictionary<string, object> PanelOf(DrawerTab tab) => Tabs.Count == 1 ? [] : new()
    {
        ["id"] = $"drawer-panel-{tab}",
        ["role"] = "tabpanel",
        ["aria-labelledby"] = $"drawer-tab-{tab}",
    };
}
