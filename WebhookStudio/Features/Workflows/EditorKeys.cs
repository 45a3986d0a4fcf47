using Microsoft.JSInterop;

namespace WebhookStudio.Features.Workflows;

/// <summary>The keys of the whole editor, and whether there is room for the canvas.</summary>
internal sealed class EditorKeys(IJSRuntime script, Func<bool, Task> narrowed, Func<string, Task> pressed) : IAsyncDisposable
{
    private IJSObjectReference? _module;
    private IJSObjectReference? _listener;
    private DotNetObjectReference<EditorKeys>? _self;
    private bool _gone;

    public async Task ListenAsync()
    {
        _module = await script.InvokeAsync<IJSObjectReference>("import", "./Features/Workflows/WorkflowPage.razor.js");

        if (_gone)
        {
            return;
        }

        _self = DotNetObjectReference.Create(this);
        _listener = await _module.InvokeAsync<IJSObjectReference>("listen", _self);
    }

    [JSInvokable]
    public Task NarrowAsync(bool narrow) => narrowed(narrow);

    [JSInvokable]
    public Task KeyAsync(string command) => pressed(command);

    /// <summary>Opens the list of problems, its first one focused.</summary>
    public async Task ShowProblemsAsync()
    {
        if (_module is not null && !_gone)
        {
            await _module.InvokeVoidAsync("showProblems");
        }
    }

    /// <summary>Puts the focus on a setting of the stage that is open, or on its way to be.</summary>
    /// <param name="field">The setting, in the names of the API.</param>
    public async Task FocusFieldAsync(string field)
    {
        if (_module is not null && !_gone)
        {
            await _module.InvokeVoidAsync("focusField", field);
        }
    }

    public async ValueTask DisposeAsync()
    {
        _gone = true;

        try
        {
            if (_listener is not null)
            {
                await _listener.InvokeVoidAsync("dispose");
                await _listener.DisposeAsync();
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
}
