using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace WebhookStudio.Features.Deliveries;

/// <summary>A search field that acts on Enter and when typing rests.</summary>
public sealed partial class LogSearch : ComponentBase, IDisposable
{
    /// <summary>How long typing rests before the search starts by itself.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(350);

    private ITimer? _pause;
    private string _text = "";
    private string? _applied;

    [Inject]
    public required TimeProvider Clock { get; init; }

    /// <summary>Gets or sets the text that is searched for now.</summary>
    [Parameter]
    public string? Value { get; set; }

    [Parameter]
    public EventCallback<string?> OnSearch { get; set; }

    public void Dispose() => _pause?.Dispose();

    protected override void OnParametersSet()
    {
        // What is being typed stays, unless the address changed by another way.
        if (_applied != Value)
        {
            _applied = Value;
            _text = Value ?? "";
        }
    }

    private void Type(ChangeEventArgs args)
    {
        _text = args.Value?.ToString() ?? "";
        _pause?.Dispose();
        _pause = Clock.CreateTimer(_ => _ = InvokeAsync(SearchAsync), null, Pause, Timeout.InfiniteTimeSpan);
    }

    private Task KeyAsync(KeyboardEventArgs args) => args.Key == "Enter" ? SearchAsync() : Task.CompletedTask;

    private async Task SearchAsync()
    {
        _pause?.Dispose();
        var search = string.IsNullOrWhiteSpace(_text) ? null : _text.Trim();

        if (search != Value)
        {
            _applied = search;
            await OnSearch.InvokeAsync(search);
        }
    }
}
