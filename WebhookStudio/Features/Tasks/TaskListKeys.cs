using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace WebhookStudio.Features.Tasks;

/// <summary>The script of the tasks page: its keys, and whether the list is scrolled away from its first row.</summary>
internal sealed class TaskListKeys(Func<Task> atTop) : IAsyncDisposable
{
    private DotNetObjectReference<TaskListKeys>? _self;
    private IJSObjectReference? _module;

    /// <summary>Gets whether the list is scrolled, so that new rows would move what is being read.</summary>
    public bool IsScrolled { get; private set; }

    public async Task StartAsync(IJSRuntime script, ElementReference root, CancellationToken cancellationToken)
    {
        _self = DotNetObjectReference.Create(this);
        _module = await script.InvokeAsync<IJSObjectReference>(
            "import", cancellationToken, "./Features/Tasks/TaskListPage.razor.js");
        await _module.InvokeVoidAsync("start", cancellationToken, root, _self);
    }

    /// <summary>Hears from the script that the list left its top or came back to it.</summary>
    [JSInvokable]
    public Task ScrolledAsync(bool isScrolled)
    {
        IsScrolled = isScrolled;

        return isScrolled ? Task.CompletedTask : atTop();
    }

    public async ValueTask DisposeAsync()
    {
        _self?.Dispose();

        if (_module is not null)
        {
            try
            {
                await _module.InvokeVoidAsync("stop");
                await _module.DisposeAsync();
            }
            catch (JSDisconnectedException)
            {
                // The browser has gone, and the module with it.
            }
        }
    }
}
