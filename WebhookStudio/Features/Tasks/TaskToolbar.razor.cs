using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Assets;

namespace WebhookStudio.Features.Tasks;

/// <summary>Search and filters of the tasks page. Every choice is a new address.</summary>
public sealed partial class TaskToolbar : ComponentBase, IDisposable
{
    /// <summary>How long typing rests before the search starts by itself.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(350);

    private ITimer? _pause;
    private string _text = "";
    private string? _applied;

    [Inject]
    public required TimeProvider Clock { get; init; }

    [Parameter, EditorRequired]
    public required TaskListPlace Place { get; set; }

    [Parameter, EditorRequired]
    public required IReadOnlyList<RailBatch> Batches { get; set; }

    [Parameter]
    public EventCallback<TaskListPlace> OnChange { get; set; }

    public void Dispose() => _pause?.Dispose();

    protected override void OnParametersSet()
    {
        // What is being typed stays, unless the address changed by another way.
        if (_applied != Place.Search)
        {
            _applied = Place.Search;
            _text = Place.Search ?? "";
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

        if (search != Place.Search)
        {
            _applied = search;
            await OnChange.InvokeAsync(Place with { Search = search, Page = 1 });
        }
    }

    private Task ChooseState(ChangeEventArgs args) => OnChange.InvokeAsync(Place with
    {
        View = Enum.TryParse<TaskState>(args.Value?.ToString(), out var state) ? state : null,
        Page = 1,
    });

    private Task ChooseBatch(ChangeEventArgs args) => OnChange.InvokeAsync(Place with
    {
        Batch = Id<Batch>.TryParse(args.Value?.ToString(), null, out var batch) ? batch : null,
        Page = 1,
    });
}
