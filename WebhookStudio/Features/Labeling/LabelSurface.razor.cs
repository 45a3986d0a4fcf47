using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using WebhookStudio.Domain.Tasks;

namespace WebhookStudio.Features.Labeling;

/// <summary>The picture and what is drawn on it. The drawing is done by the script beside this file.</summary>
public sealed partial class LabelSurface : ComponentBase, IAsyncDisposable
{
    private readonly CancellationTokenSource _leaving = new();
    private ElementReference _canvas;
    private DotNetObjectReference<LabelSurface>? _self;
    private IJSObjectReference? _module;
    private IJSObjectReference? _surface;
    private LabelSheet? _loaded;

    [Inject]
    public required IJSRuntime Script { get; init; }

    [Parameter, EditorRequired]
    public required LabelSheet Sheet { get; set; }

    [Parameter, EditorRequired]
    public required string Email { get; set; }

    /// <summary>Gets or sets what hears of every finished change.</summary>
    [Parameter]
    public EventCallback<LabelState> OnState { get; set; }

    /// <summary>Gets or sets what hears of <c>submit</c>, <c>save</c> and <c>skip</c> on the keyboard.</summary>
    [Parameter]
    public EventCallback<string> OnKey { get; set; }

    [Parameter]
    public EventCallback OnSkip { get; set; }

    public async ValueTask DisposeAsync()
    {
        await _leaving.CancelAsync();
        _leaving.Dispose();

        try
        {
            if (_surface is not null)
            {
                await _surface.InvokeVoidAsync("dispose");
                await _surface.DisposeAsync();
            }

            if (_module is not null)
            {
                await _module.DisposeAsync();
            }
        }
        catch (JSDisconnectedException)
        {
            // The page is gone, and the script with it.
        }

        _self?.Dispose();
    }

    /// <summary>Hears from the script. A late word about a task that is gone is not heard.</summary>
    [JSInvokable]
    public Task OnChanged(string taskId, LabelState state) =>
        taskId == Sheet.TaskId.Value ? OnState.InvokeAsync(state) : Task.CompletedTask;

    /// <summary>Hears a command from the keyboard.</summary>
    [JSInvokable]
    public Task OnCommand(string name) => OnKey.InvokeAsync(name);

    internal Task SetAnswersAsync(IReadOnlyList<LabelAnswer> answers, string? objectId) =>
        Surface.InvokeVoidAsync("setAnswers", _leaving.Token, answers, objectId).AsTask();

    internal async Task<(LabelState State, WorkTime Spent)> CollectAsync()
    {
        var collected = await Surface.InvokeAsync<Collected>("collect", _leaving.Token);

        return (collected.State, new(collected.Time.Active, collected.Time.Idle, collected.Time.Blur));
    }

    internal Task HandedInAsync() => Surface.InvokeVoidAsync("handedIn", _leaving.Token).AsTask();

    internal Task StoredAsync(string stamp)
    {
        _loaded = Sheet;

        return Surface.InvokeVoidAsync("stored", _leaving.Token, stamp).AsTask();
    }

    internal async Task DiscardDraftAsync() =>
        await OnState.InvokeAsync(await Surface.InvokeAsync<LabelState>("discardDraft", _leaving.Token));

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            _self = DotNetObjectReference.Create(this);
            _module = await Script.InvokeAsync<IJSObjectReference>(
                "import", _leaving.Token, "./Features/Labeling/LabelSurface.razor.js");
            _surface = await _module.InvokeAsync<IJSObjectReference>("create", _leaving.Token, _canvas, _self);
        }

        if (_surface is not null && !IsLoaded)
        {
            _loaded = Sheet;
            await OnState.InvokeAsync(await Surface.InvokeAsync<LabelState>("load", _leaving.Token, Describe(Sheet, Email)));
        }
    }

    // A task may come back in another stage, or anew in the same.
    private bool IsLoaded => _loaded is { } loaded && (loaded.TaskId, loaded.Since) == (Sheet.TaskId, Sheet.Since);

    private IJSObjectReference Surface => _surface ?? throw new InvalidOperationException("The script is not there yet.");

    private static object Describe(LabelSheet sheet, string email)
    {
        var state = LabelStateForm.Of(sheet.Answer);

        return new
        {
            TaskId = sheet.TaskId.Value,
            Email = email,
            Url = sheet.PictureUrl,
            Title = sheet.ExternalId,
            sheet.Stamp,
            ReadOnly = sheet.IsReadOnly,
            state.Objects,
            state.Classifications,
            Classes = sheet.Schema.Tools.Select(tool => new
            {
                tool.SchemaId,
                Title = LabelLook.Title(tool),
                Color = LabelLook.Color(tool),
                Key = tool.ShortcutKey?.ToLowerInvariant(),
                Drawable = LabelLook.IsDrawable(tool),
            }),
        };
    }

    private sealed record Collected(LabelState State, CollectedTime Time);

    private sealed record CollectedTime(long Active, long Idle, long Blur);
}
