using System.Collections.Immutable;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using MudBlazor;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Domain.Workflows;

namespace WebhookStudio.Features.Workflows.Canvas;

/// <summary>
/// The workflow as a drawing. Everything at the rate of the pointer happens in the browser, and one call comes for each
/// thing that a person has finished (<see cref="CanvasIntents"/>). The viewport, the selection and the paths of the
/// connectors are the browser's and never rendered here.
/// </summary>
public sealed partial class WorkflowCanvas : ComponentBase, IAsyncDisposable
{
    private readonly StageKeys _keys = new();
    private ElementReference _root;
    private IJSObjectReference? _module;
    private IJSObjectReference? _canvas;
    private DotNetObjectReference<CanvasIntents>? _intents;
    private ImmutableArray<StageId> _told = [];
    private StageId? _shown;
    private bool _added;
    private bool _fit;
    private bool _gone;

    [Inject]
    public required IJSRuntime Script { get; init; }

    [Inject]
    public required ISnackbar Snackbar { get; init; }

    [Inject]
    internal StageSealing Sealing { get; init; } = null!;

    [Inject]
    public required StageRerun Reruns { get; init; }

    [Parameter, EditorRequired]
    public required CanvasModel Model { get; set; }

    [Parameter, EditorRequired]
    public required Func<Stage, StageFace> Face { get; set; }

    [Parameter, EditorRequired]
    public Id<Project> Project { get; set; }

    [Parameter, EditorRequired]
    public required string ProjectUrl { get; set; }

    /// <summary>Gets or sets the stage whose settings are open.</summary>
    [Parameter]
    public StageId? Selected { get; set; }

    [Parameter]
    public bool ReadOnly { get; set; }

    /// <summary>Gets or sets who is signed in.</summary>
    [Parameter]
    public string Email { get; set; } = "";

    /// <summary>Gets or sets what does an edit: it shows refusals and draws the page again. It says whether the edit was done.</summary>
    [Parameter, EditorRequired]
    public required Func<string, Action, Task<bool>> Edit { get; set; }

    /// <summary>Gets or sets what does an edit that takes something away, and offers to take that back.</summary>
    [Parameter, EditorRequired]
    public required Func<string, Action, Task<bool>> Remove { get; set; }

    [Parameter]
    public EventCallback<StageId> OnOpen { get; set; }

    [Parameter]
    public EventCallback OnClose { get; set; }

    /// <summary>Gets whether nothing happens to tasks yet.</summary>
    private bool IsEmpty => Model.Draft.Stages.All(stage => stage.Kind is StageKind.Start or StageKind.Complete);

    /// <summary>Gets the connectors whose two ends are there.</summary>
    private IEnumerable<(Connector Connector, Stage From, Stage To)> Connectors =>
        from stage in Model.Draft.Stages
        from port in stage.Outputs
        let next = stage.To(port.Output) is { } id ? Model.Draft.Find(id) : null
        where next is not null
        select (new Connector(stage.Id, port.Output), stage, next);

    /// <summary>Puts the focus on a card.</summary>
    public async Task FocusAsync(StageId stage)
    {
        if (_canvas is not null)
        {
            await _canvas.InvokeVoidAsync("focus", stage.Value);
        }
    }

    public async ValueTask DisposeAsync()
    {
        _gone = true;
        var canvas = _canvas;
        _canvas = null;

        try
        {
            if (canvas is not null)
            {
                await canvas.InvokeVoidAsync("dispose");
                await canvas.DisposeAsync();
            }

            if (_module is not null)
            {
                await _module.DisposeAsync();
            }
        }
        catch (JSDisconnectedException)
        {
            // The browser has gone, and the listeners with it.
        }

        _intents?.Dispose();
    }

    protected override void OnParametersSet()
    {
        // Opened from elsewhere, by the list of problems or by the address.
        if (Selected != _shown && Selected is { } stage && !Model.Selection.Contains(stage))
        {
            Model.Select([stage]);
        }
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            await AttachAsync();
        }

        await TellSelectionAsync();

        if (_fit && _canvas is not null)
        {
            _fit = false;
            await _canvas.InvokeVoidAsync("fit");
        }

        if (Selected != _shown && _canvas is not null)
        {
            _shown = Selected;
            await _canvas.InvokeVoidAsync("reveal", Selected?.Value);
        }
    }

    /// <summary>The list may take the place of the canvas while the script is still on its way.</summary>
    private async Task AttachAsync()
    {
        _module = await Script.InvokeAsync<IJSObjectReference>(
            "import", "./Features/Workflows/Canvas/WorkflowCanvas.razor.js");

        if (!_gone)
        {
            _intents = DotNetObjectReference.Create(new CanvasIntents(() => Model, _keys, Host()));
            var canvas = await _module.InvokeAsync<IJSObjectReference>("attach", _root, _intents);
            _canvas = _gone ? null : canvas;
            StateHasChanged();
        }
    }

    private EventCallback EarlyClick(Stage stage) =>
        _canvas is null ? EventCallback.Factory.Create(this, () => OnOpen.InvokeAsync(stage.Id)) : default;

    /// <summary>An edit, or undo, may have selected something else than the browser has.</summary>
    private async Task TellSelectionAsync()
    {
        if (_canvas is not null && !Model.Selection.SequenceEqual(_told))
        {
            _told = Model.Selection;
            await _canvas.InvokeVoidAsync("select", _told.Select(stage => stage.Value), _added);
        }

        _added = false;
    }

    private CanvasHost Host() => new()
    {
        Edit = (said, change) => Edit(said, change),
        Remove = (said, change) => Remove(said, change),
        Say = words => Edit(words, () => { }),
        Warn = words => Task.FromResult(Snackbar.Add(words, Severity.Info)),
        Open = stage => Selected == stage ? Task.CompletedTask : InvokeAsync(() => OnOpen.InvokeAsync(stage)),
        Close = () => Selected is null ? Task.CompletedTask : InvokeAsync(() => OnClose.InvokeAsync()),
        Rerun = stage => InvokeAsync(() => Reruns.StartAsync(Project, stage, Model.IsChanged(stage), Email)),
        Selected = FollowSelectionAsync,
        Added = () => _added = true,
        ReadOnly = () => ReadOnly,
        Sealing = Sealing,
    };

    /// <summary>The settings that are open are those of the selected stage; of several there are none.</summary>
    private Task FollowSelectionAsync()
    {
        _told = Model.Selection;

        return (Selected, _told) switch
        {
            (null, _) or (_, []) => Task.CompletedTask,
            ({ } open, [var one]) => open == one ? Task.CompletedTask : OnOpen.InvokeAsync(one),
            _ => OnClose.InvokeAsync(),
        };
    }

    private async Task AddAsync(StageKind kind)
    {
        if (_intents is not null)
        {
            var behind = Model.Selection is [var one] && Model.Draft.Find(one) is { Outputs.Length: > 0 } ? one : (StageId?)null;
            await _intents.Value.AddAfterAsync(kind.ToString(), behind is { } stage ? _keys[stage] : null);
        }
    }

    private async Task TidyAsync()
    {
        _fit = true;
        await Edit("Tidied up", () => Model.Tidy());
    }

    private bool IsSending(Stage stage) => Face(stage).Count.Sending > 0;

    private static string Flag(bool value) => value ? "true" : "false";

    private static bool IsOff(Stage stage) => stage.Settings is WebhookStageSettings { Enabled: false };

    private static string Words(Stage from, StageOutput output, Stage to) =>
        $"from {ConnectRules.Name(from, output)} to {to.Name}";
}
