using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.JSInterop;
using WebhookStudio.Components.Layout;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Domain.Workflows;
using WebhookStudio.Features.Workflows;
using WebhookStudio.Platform;

namespace WebhookStudio.Features.Deliveries;

/// <summary>The log of webhooks of a project, with the details of one attempt beside it.</summary>
public sealed partial class DeliveryLogPage : ComponentBase, IAsyncDisposable
{
    private readonly CancellationTokenSource _leaving = new();
    private DeliveryLogPlace _place = new(default(Id<Project>));
    private LogPage? _page;
    private LogSpan? _span;
    private IReadOnlyList<Stage> _stages = [];
    private LogKeys? _keys;
    private IDisposable? _feed;
    private ElementReference _root;
    private string? _refusal;
    private string _email = "";
    private int _newer;
    private int _tick;

    [Inject]
    public required IDeliveryLog Log { get; init; }

    [Inject]
    public required IWorkflowService Workflows { get; init; }

    [Inject]
    public required IProjectFeed Feed { get; init; }

    [Inject]
    public required BrowserTime Time { get; init; }

    [Inject]
    public required TimeProvider Clock { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [Inject]
    public required ShellMode Shell { get; init; }

    [Inject]
    public required IJSRuntime Script { get; init; }

    [CascadingParameter]
    private Task<AuthenticationState> Authentication { get; set; } = null!;

    [Parameter]
    public required string ProjectId { get; set; }

    private string? Sentence => _page switch
    {
        null => "Loading",
        { Counts: { All: 0, IsCut: false } } => null,
        { Counts: { IsCut: true } } => $"More than {LogWords.Number(_page.Counts.All)} attempts: older lines have not been searched yet",
        { Counts: var counts } =>
            $"{LogWords.Number(counts.All)} {(counts.All == 1 ? "attempt" : "attempts")}{LogRangeWords.Within(_place.Range)}, {LogWords.Number(counts.Failed)} failed",
    };

    private string LiveTitle => (_place.IsLive, IsReading) switch
    {
        (false, _) => "New lines wait until you ask for them",
        (_, true) => "Waits while you read: new lines are counted above",
        _ => "New lines appear by themselves",
    };

    private string AsText => string.Join(
        '\n', _page!.Lines.Select(line => $"[{Time.Absolute(line.StartedAt)}][{line.Status}] {line.ExternalId}{AttemptWords.Mark(line.Trigger)}"));

    // Beyond the end of what was searched there is no way back but to the newest.
    private string NewerUrl => _page is { First: not null, Lines: [var first, ..] }
        ? (_place.Top with { After = first.Id }).Url
        : _place.Top.Url;

    private string OlderUrl => (_place.Top with { Before = _page?.Lines is [.., var last] ? last.Id : null }).Url;

    /// <summary>Gets whether new lines must wait, so that nothing moves under the reader's eyes.</summary>
    private bool IsReading => _place.Entry is not null || !_place.IsFirstPage || _keys is { IsScrolled: true };

    public async ValueTask DisposeAsync()
    {
        Navigation.LocationChanged -= Moved;
        Shell.RequestMini(false);
        _feed?.Dispose();
        await _leaving.CancelAsync();

        if (_keys is not null)
        {
            await _keys.DisposeAsync();
        }

        _leaving.Dispose();
    }

    // The address says everything; the parameters of a page do not tell when only its query changes.
    protected override void OnInitialized() => Navigation.LocationChanged += Moved;

    protected override async Task OnParametersSetAsync()
    {
        _email = (await Authentication).User.Identity?.Name ?? "";

        if (!Id<Project>.TryParse(ProjectId, null, out var project) || (_place.Project != project && !await EnterAsync(project)))
        {
            Navigation.NotFound();
            return;
        }

        await ArriveAsync(project);
    }

    private void Moved(object? sender, LocationChangedEventArgs args)
    {
        if (new Uri(args.Location).AbsolutePath.EndsWith($"/projects/{_place.Project}/logs", StringComparison.OrdinalIgnoreCase))
        {
            _ = InvokeAsync(async () =>
            {
                await ArriveAsync(_place.Project);
                StateHasChanged();
            });
        }
    }

    private async Task ArriveAsync(Id<Project> project)
    {
        var before = _place;
        var values = QueryHelpers.ParseQuery(Navigation.ToAbsoluteUri(Navigation.Uri).Query);
        _place = DeliveryLogPlace.Parse(project, name => values.TryGetValue(name, out var value) ? value.ToString() : null);
        Shell.RequestMini(_place.Entry is not null);

        // Opening a row must not move the list it is in.
        if (_page is null || before.List != _place.List)
        {
            StateHasChanged();
            await LoadAsync();
        }
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            _keys = new(ScrolledAsync);
            await _keys.StartAsync(Script, _root, _leaving.Token);
        }
    }

    private Task ScrolledAsync(bool isScrolled) => InvokeAsync(async () =>
    {
        if (!isScrolled && _newer > 0 && _place.IsLive && !IsReading)
        {
            await LoadAsync();
        }

        StateHasChanged();
    });

    private async Task<bool> EnterAsync(Id<Project> project)
    {
        var view = await Workflows.GetAsync(project, _leaving.Token);
        _stages = view is null ? [] : [.. view.Workflow.Stages.Where(stage => stage.Kind is StageKind.Webhook)];
        _page = null;
        _feed?.Dispose();
        _feed = RendererInfo.IsInteractive ? Feed.Subscribe(project, () => InvokeAsync(ChangedAsync)) : null;

        return view is not null;
    }

    private async Task ChangedAsync()
    {
        if (_leaving.IsCancellationRequested)
        {
            return;
        }

        _tick++;

        if (_page is { } shown && _refusal is null && (IsReading || !_place.IsLive))
        {
            await CountNewAsync(shown);
        }
        else
        {
            await LoadAsync();
        }

        StateHasChanged();
    }

    /// <summary>Counts and draws what is there now; the lines stay.</summary>
    private async Task CountNewAsync(LogPage shown)
    {
        var place = _place;
        var query = place.Query(Clock.GetUtcNow());

        // The time begins where it did when the lines were read: what has grown too old since is not taken off what is new.
        query = query with { Span = query.Span is { } span && _span is { } first ? span with { From = first.From } : query.Span };
        var now = await Log.ReadAsync(query, LogCursor.Newest, _leaving.Token);

        if (place.List != _place.List || !ReferenceEquals(shown, _page))
        {
            return;
        }

        var known = shown.Lines.Select(line => line.Id).ToHashSet();
        _newer = !now.IsTotalCut ? Math.Max(_newer, now.Total - shown.Total)
            : place.IsFirstPage ? now.Lines.TakeWhile(line => !known.Contains(line.Id)).Count()
            : 0;
        _page = shown with { Counts = now.Counts, Chart = now.Chart };
    }

    private async Task LoadAsync()
    {
        var place = _place;
        var query = place.Query(Clock.GetUtcNow());

        try
        {
            var page = await Log.ReadAsync(query, place.Cursor, _leaving.Token);

            // The address may have changed while the database answered; the later load shows its own.
            if (place.List == _place.List)
            {
                (_page, _span, _refusal, _newer) = (page, query.Span, null, 0);
            }
        }
        catch (DomainRuleException refusal)
        {
            (_page, _refusal, _newer) = (LogPage.Nothing, refusal.Message, 0);
        }
    }

    private Task ShowNewAsync()
    {
        if (!_place.IsFirstPage)
        {
            Go(_place with { Before = null, After = null });
            return Task.CompletedTask;
        }

        return LoadAsync();
    }

    private void ToggleLive() => Go(_place with { IsLive = !_place.IsLive });

    private void Go(DeliveryLogPlace place) => Navigation.NavigateTo(place.Url);

    private void Open(LogLine line) => Go(_place with { Entry = line.Id });

    private string? Neighbour(int step) => _place.Beside(_page?.Lines ?? [], step)?.Url;
}
