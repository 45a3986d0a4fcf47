using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.JSInterop;

namespace WebhookStudio.Components.Layout;

/// <summary>The frame of every page of a signed-in person: top bar, navigation, and the sheet with the page.</summary>
public sealed partial class MainLayout : LayoutComponentBase, IAsyncDisposable
{
    private readonly CancellationTokenSource _leaving = new();
    private ShellPlace _place = new(null, "");
    private IReadOnlyList<ShellProject> _projects = [];
    private IDisposable? _subscription;
    private PageErrorBoundary? _boundary;
    private NavMenu? _nav;
    private int _failing;
    private bool _withReview;
    private ShellWidth? _width;
    private bool _mini;
    private bool _roomy;
    private bool _wide;
    private bool _navOpen;

    [Inject]
    public required IShellData Shell { get; init; }

    [Inject]
    public required ShellMode Mode { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [Inject]
    public required IJSRuntime Script { get; init; }

    [CascadingParameter(Name = "NavMini")]
    private bool NavMini { get; set; }

    /// <summary>Gets whether the page gets the width of the navigation unless the person takes it back.</summary>
    private bool Yields => _place.IsCanvas || (Mode.WantsMini && !_roomy);

    private bool IsMini => Yields ? !_wide : _mini;

    private string SkipLink => $"/{Navigation.ToBaseRelativePath(Navigation.Uri).Split('#')[0]}#main";

    public async ValueTask DisposeAsync()
    {
        Navigation.LocationChanged -= OnLocationChanged;
        Mode.Changed -= OnModeChanged;
        _subscription?.Dispose();
        await _leaving.CancelAsync();

        if (_width is not null)
        {
            await _width.DisposeAsync();
        }

        _leaving.Dispose();
    }

    protected override async Task OnInitializedAsync()
    {
        _mini = NavMini;
        Navigation.LocationChanged += OnLocationChanged;
        Mode.Changed += OnModeChanged;
        await MoveAsync();
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            _width = new(Script, roomy => InvokeAsync(() => SetRoom(roomy)));
            await _width.WatchAsync();
        }
    }

    private void OnModeChanged() => _ = InvokeAsync(StateHasChanged);

    private void SetRoom(bool roomy)
    {
        _roomy = roomy;
        StateHasChanged();
    }

    private void OnLocationChanged(object? sender, LocationChangedEventArgs args) => _ = InvokeAsync(FollowAsync);

    private async Task FollowAsync()
    {
        _navOpen = false;
        _boundary?.Recover();

        try
        {
            await MoveAsync();
            StateHasChanged();
        }
        catch (OperationCanceledException) when (_leaving.IsCancellationRequested)
        {
            // The page was left while the frame still asked.
        }
        catch (Exception exception)
        {
            await DispatchExceptionAsync(exception);
        }
    }

    private async Task MoveAsync()
    {
        var before = _place;
        _place = ShellPlace.Parse(Navigation.ToBaseRelativePath(Navigation.Uri));
        _wide = _wide && before.Section == _place.Section;

        if (before.ProjectId == _place.ProjectId && _subscription is not null)
        {
            return;
        }

        _subscription?.Dispose();
        _subscription = null;
        _failing = 0;
        _withReview = false;
        _projects = await Shell.ListProjectsAsync(_leaving.Token);

        if (_place.ProjectId is { } projectId)
        {
            _subscription = RendererInfo.IsInteractive ? Shell.Subscribe(projectId, RefreshAsync) : null;
            await CountAsync(projectId);
        }
    }

    private async Task CountAsync(string projectId)
    {
        _failing = await Shell.CountFailingAsync(projectId, _leaving.Token);
        _withReview = await Shell.HasReviewAsync(projectId, _leaving.Token);
    }

    private Task RefreshAsync() => InvokeAsync(async () =>
    {
        if (_place.ProjectId is { } projectId && !_leaving.IsCancellationRequested)
        {
            await CountAsync(projectId);
            StateHasChanged();
        }
    });

    private async Task ToggleNavAsync()
    {
        if (Yields)
        {
            _wide = !_wide;
            return;
        }

        _mini = !_mini;
        await Script.InvokeVoidAsync("studio.setCookie", _leaving.Token, "ws.nav", _mini ? "mini" : "full");
    }

    private async Task OpenNavAsync()
    {
        _navOpen = true;
        StateHasChanged();
        await Task.Yield();

        if (_nav is not null)
        {
            await _nav.FocusAsync();
        }
    }

    private void CloseNav() => _navOpen = false;

    private void Recover() => _boundary?.Recover();
}
