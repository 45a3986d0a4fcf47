using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace WebhookStudio.Components.Shared;

/// <summary>A search field that acts on Enter and when typing rests.</summary>
public sealed partial class SearchField : ComponentBase, IDisposable
{
    /// <summary>How long typing rests before the search starts by itself.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(350);

    private ITimer? _pause;
    private string? _text = "";
    private string? _applied;

    [Inject]
    public required TimeProvider Clock { get; init; }

    /// <summary>Gets or sets the text that is searched for now.</summary>
    [Parameter]
    public string? Value { get; set; }

    /// <summary>Gets or sets who searches; the text is trimmed, and <see langword="null"/> if there is none.</summary>
    [Parameter]
    public EventCallback<string?> OnSearch { get; set; }

    [Parameter, EditorRequired]
    public required string Placeholder { get; set; }

    /// <summary>Gets or sets the accessible name.</summary>
    [Parameter, EditorRequired]
    public required string Label { get; set; }

    [Parameter]
    public string? Class { get; set; }

    [Parameter(CaptureUnmatchedValues = true)]
    public IReadOnlyDictionary<string, object>? More { get; set; }

    public void Dispose() => _pause?.Dispose();

    protected override void OnParametersSet()
    {
        // What is being typed stays, unless the search changed by another way.
        if (_applied != Value)
        {
            _applied = Value;
            _text = Value ?? "";
        }
    }

    private void Wait()
    {
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
