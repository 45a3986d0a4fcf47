using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using WebhookStudio.Domain.Workflows;

namespace WebhookStudio.Features.Workflows.Canvas;

/// <summary>
/// The workflow as a drawing. Everything at the rate of the pointer happens in the browser; one call comes at the end of
/// a gesture. The viewport and the paths of the connectors are the browser's and never rendered here.
/// </summary>
public sealed partial class WorkflowCanvas : ComponentBase, IAsyncDisposable
{
    private ElementReference _root;
    private IJSObjectReference? _module;
    private IJSObjectReference? _canvas;
    private DotNetObjectReference<WorkflowCanvas>? _self;
    private (StageId From, StageOutput Output)? _edge;
    private StageId? _shown;
    private bool _fit;
    private bool _gone;

    [Inject]
    public required IJSRuntime Script { get; init; }

    [Parameter, EditorRequired]
    public required CanvasModel Model { get; set; }

    [Parameter, EditorRequired]
    public required Func<Stage, StageFace> Face { get; set; }

    [Parameter, EditorRequired]
    public required string ProjectUrl { get; set; }

    [Parameter]
    public StageId? Selected { get; set; }

    [Parameter]
    public bool ReadOnly { get; set; }

    /// <summary>Gets or sets what does an edit: it shows refusals and draws the page again. It says whether the edit was done.</summary>
    [Parameter, EditorRequired]
    public required Func<string, Action, Task<bool>> Edit { get; set; }

    [Parameter]
    public EventCallback<StageId> OnOpen { get; set; }

    [Parameter]
    public EventCallback<StageId> OnRename { get; set; }

    [Parameter]
    public EventCallback<StageId> OnDelete { get; set; }

    [Parameter]
    public EventCallback OnClose { get; set; }

    private StageId? TabStop => Selected ?? Model.Draft.Stages.FirstOrDefault()?.Id;

    [JSInvokable]
    public Task<bool> MoveAsync(string stage, double x, double y) => Guarded(
        $"{Name(stage)} moved", () => Model.Move(new(stage), new(x, y)));

    /// <summary>Gets the connectors whose two ends are there.</summary>
    private IEnumerable<(Stage From, StageOutput Output)> Connectors =>
        from stage in Model.Draft.Stages
        from port in stage.Outputs
        where stage.To(port.Output) is { } next && Model.Draft.Find(next) is not null
        select (stage, port.Output);

    [JSInvokable]
    public Task<bool> ConnectAsync(string from, int output, string to) => Guarded(
        $"{Name(from, new StageOutput(output))} connected to {Name(to)}",
        () => Model.Connect(new(from), new(to), new StageOutput(output)));

    [JSInvokable]
    public Task<bool> DropAsync(string kind, double x, double y) => Guarded(
        $"{kind} added", () => Model.Add(Addable(kind), new(x, y)));

    [JSInvokable]
    public void SelectEdge(string? from, int output)
    {
        _edge = from is null ? null : (new(from), new StageOutput(output));
        StateHasChanged();
    }

    [JSInvokable]
    public Task OpenAsync(string stage) => OnOpen.InvokeAsync(new(stage));

    [JSInvokable]
    public Task RenameAsync(string stage) => ReadOnly ? Task.CompletedTask : OnRename.InvokeAsync(new(stage));

    [JSInvokable]
    public Task DeleteAsync(string stage) => ReadOnly ? Task.CompletedTask : OnDelete.InvokeAsync(new(stage));

    [JSInvokable]
    public Task DisconnectAsync(string from, int output) => DisconnectAsync(new StageId(from), new StageOutput(output));

    /// <summary>Takes back the smallest thing that is open: first the selected connector, then the settings.</summary>
    [JSInvokable]
    public async Task EscapeAsync()
    {
        if (_edge is not null)
        {
            SelectEdge(null, 0);
        }
        else
        {
            await OnClose.InvokeAsync();
        }
    }

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

        _self?.Dispose();
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            await AttachAsync();
        }

        if (_canvas is null || _gone)
        {
            return;
        }

        await _canvas.InvokeVoidAsync("refresh", _fit);
        _fit = false;

        if (Selected != _shown)
        {
            _shown = Selected;

            if (Selected is { } stage && _canvas is not null)
            {
                await _canvas.InvokeVoidAsync("reveal", stage.Value);
            }
        }
    }

    /// <summary>The list may take the place of the canvas while the script is still on its way.</summary>
    private async Task AttachAsync()
    {
        _module = await Script.InvokeAsync<IJSObjectReference>(
            "import", "./Features/Workflows/Canvas/WorkflowCanvas.razor.js");

        if (!_gone)
        {
            _self = DotNetObjectReference.Create(this);
            var canvas = await _module.InvokeAsync<IJSObjectReference>("attach", _root, _self);
            _canvas = _gone ? null : canvas;
        }
    }

    private static StageKind Addable(string kind) => kind == nameof(StageKind.Label) ? StageKind.Label : StageKind.Webhook;

    private static bool IsOff(Stage stage) => stage.Settings is WebhookStageSettings { Enabled: false };

    private async Task AddAsync(StageKind kind)
    {
        Stage? added = null;
        await Edit($"{kind} added", () => added = Model.Add(kind, StageLayout.Free(Model.Draft, Selected)));

        if (added is not null)
        {
            await OnOpen.InvokeAsync(added.Id);
        }
    }

    private async Task InsertAsync(StageKind kind, StageId from, StageOutput output)
    {
        _edge = null;
        await Edit($"{kind} added after {Name(from.Value)}", () => Model.Insert(kind, from, output));
    }

    private async Task DisconnectAsync(StageId from, StageOutput output)
    {
        _edge = null;
        await Guarded($"{Name(from.Value, output)} disconnected", () => Model.Disconnect(from, output));
    }

    private async Task TidyAsync()
    {
        _fit = true;
        await Edit("Tidied up", () => Model.Tidy());
    }

    private Task<bool> Guarded(string said, Action change) => ReadOnly ? Task.FromResult(false) : Edit(said, change);

    private string Name(string stage, StageOutput output) =>
        Model.Draft.Find(new(stage))?.Port(output) is { IsPlain: false } port ? $"{port.Name} output of {Name(stage)}" : Name(stage);

    private string Name(string stage) => Model.Draft.Find(new(stage))?.Name ?? "The stage";
}
