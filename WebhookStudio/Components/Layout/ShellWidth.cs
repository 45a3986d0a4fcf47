using Microsoft.JSInterop;

namespace WebhookStudio.Components.Layout;

/// <summary>Tells whether the window has room for the navigation beside a page with a detail panel.</summary>
internal sealed class ShellWidth(IJSRuntime script, Func<bool, Task> changed) : IAsyncDisposable
{
    private IJSObjectReference? _watch;
    private DotNetObjectReference<ShellWidth>? _self;

    public async Task WatchAsync()
    {
        try
        {
            _self = DotNetObjectReference.Create(this);
            _watch = await script.InvokeAsync<IJSObjectReference>("studio.watchRoom", _self);
        }
        catch (JSDisconnectedException)
        {
            // The browser has gone meanwhile.
        }
    }

    [JSInvokable]
    public Task RoomAsync(bool roomy) => changed(roomy);

    public async ValueTask DisposeAsync()
    {
        try
        {
            if (_watch is not null)
            {
                await _watch.InvokeVoidAsync("dispose");
                await _watch.DisposeAsync();
            }
        }
        catch (JSDisconnectedException)
        {
            // The listener went with the browser.
        }

        _self?.Dispose();
    }
}
