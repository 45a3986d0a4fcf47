using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.JSInterop;
using MudBlazor;
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
    private LogCounts _counts = LogCounts.None;
    private Page<LogLine>? _page;
    private AttemptDetails? _details;
    private IReadOnlyList<Stage> _stages = [];
    private LogKeys? _keys;
    private IDisposable? _feed;
    private ElementReference _root;
    private string? _refusal;
    private string _email = "";
    private int _newer;
    private bool _busy;

    [Inject]
    public required IDeliveryLog Log { get; init; }

    [Inject]
    public required IDeliveryReruns Reruns { get; init; }

    [Inject]
    public required IWorkflowService Workflows { get; init; }

    [Inject]
    public required IProjectFeed Feed { get; init; }

    [Inject]
    public required BrowserTime Time { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [Inject]
    public required ISnackbar Snackbar { get; init; }

    [Inject]
    public required ShellMode Shell { get; init; }

    [Inject]
    public required IJSRuntime Script { get; init; }

    [CascadingParameter]
    private Task<AuthenticationState> Authentication { get; set; } = null!;

    [Parameter]
    public required string ProjectId { get; set; }

    [SupplyParameterFromQuery(Name = "stage")]
    private string? StageValue { get; set; }

    [SupplyParameterFromQuery(Name = "status")]
    private string? StatusValue { get; set; }

    [SupplyParameterFromQuery(Name = "trigger")]
    private string? TriggerValue { get; set; }

    [SupplyParameterFromQuery(Name = "q")]
    private string? SearchValue { get; set; }

    [SupplyParameterFromQuery(Name = "page")]
    private string? PageValue { get; set; }

    [SupplyParameterFromQuery(Name = "entry")]
    private string? EntryValue { get; set; }

    [SupplyParameterFromQuery(Name = "view")]
    private string? ViewValue { get; set; }

    private DeliveryLogPlace Everything => new(_place.Project) { IsCompact = _place.IsCompact };

    private string? Sentence => _page is null ? "Loading"
        : _counts.All == 0 ? null
        : $"{_counts.All} {(_counts.All == 1 ? "attempt" : "attempts")}, {_counts.Failed} failed";

    private string AsText => string.Join(
        '\n', _page!.Items.Select(line => $"[{Time.Absolute(line.StartedAt)}][{line.Status}] {line.ExternalId}{AttemptWords.Mark(line.Trigger)}"));

    /// <summary>Gets whether new lines must wait, so that nothing moves under the reader's eyes.</summary>
    private bool IsReading => _place.Entry is not null || _place.Page > 1 || _keys is { IsScrolled: true };

    public async ValueTask DisposeAsync()
    {
        Shell.RequestMini(false);
        _feed?.Dispose();
        await _leaving.CancelAsync();

        if (_keys is not null)
        {
            await _keys.DisposeAsync();
        }

        _leaving.Dispose();
    }

    protected override async Task OnParametersSetAsync()
    {
        _email = (await Authentication).User.Identity?.Name ?? "";

        if (!Id<Project>.TryParse(ProjectId, null, out var project))
        {
            Navigation.NotFound();
            return;
        }

        if (_place.Project != project && !await EnterAsync(project))
        {
            Navigation.NotFound();
            return;
        }

        var before = _place;
        _place = DeliveryLogPlace.Parse(project, name => name switch
        {
            "stage" => StageValue,
            "status" => StatusValue,
            "trigger" => TriggerValue,
            "q" => SearchValue,
            "page" => PageValue,
            "entry" => EntryValue,
            _ => ViewValue,
        });

        // Opening a row must not move the list it is in.
        if (_page is null || before with { Entry = null, IsCompact = false } != _place with { Entry = null, IsCompact = false })
        {
            await LoadAsync();
        }

        await LoadDetailsAsync();
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            _keys = new(ScrolledAsync);
            await _keys.StartAsync(Script, _root, _leaving.Token);
        }
    }

    private Task ScrolledAsync(bool isScrolled) =>
        isScrolled || _newer == 0 || IsReading ? Task.CompletedTask : InvokeAsync(ShowNewAsync);

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

        if (IsReading && _page is not null && _refusal is null)
        {
            var total = (await Log.ListAsync(_place.Query with { Page = new(1, 1) }, _leaving.Token)).Total;
            _newer = _place.Page == 1 ? Math.Max(0, total - _page.Total) : 0;
            _counts = await Log.CountAsync(_place.Query, _leaving.Token);
            await LoadDetailsAsync();
        }
        else
        {
            await LoadAsync();
        }

        StateHasChanged();
    }

    private async Task LoadAsync()
    {
        var place = _place;

        try
        {
            var page = await Log.ListAsync(place.Query, _leaving.Token);
            var counts = await Log.CountAsync(place.Query, _leaving.Token);

            // The address may have changed while the database answered; the later load shows its own.
            if (place.Query == _place.Query)
            {
                (_page, _counts, _refusal, _newer) = (page, counts, null, 0);
            }
        }
        catch (DomainRuleException refusal)
        {
            (_page, _refusal, _newer) = (new([], 0), refusal.Message, 0);
        }
    }

    private async Task LoadDetailsAsync()
    {
        _details = _place.Entry is { } entry ? await Log.GetAsync(_place.Project, entry, _leaving.Token) : null;
        Shell.RequestMini(_details is not null);
    }

    private async Task ShowNewAsync()
    {
        await LoadAsync();
        StateHasChanged();
    }

    private void Go(DeliveryLogPlace place) => Navigation.NavigateTo(place.Url);

    private void Open(LogLine line) => Go(_place with { Entry = line.Id });

    private string? Neighbour(int step) => _place.Beside(_page?.Items ?? [], step)?.Url;

    private async Task RerunAsync(LogLine line)
    {
        _busy = true;

        try
        {
            var choice = new RerunChoice(_place.Project) { Tasks = [line.TaskId] };
            var count = (await Reruns.RerunAsync(choice, _email, _leaving.Token)).Count;
            Snackbar.Add(
                count == 0 ? $"Nothing to re-run: {line.ExternalId} is not held any more." : $"The webhook of {line.ExternalId} is on its way again.",
                count == 0 ? Severity.Info : Severity.Success);
        }
        catch (DomainRuleException refusal)
        {
            Snackbar.Add(refusal.Message, Severity.Warning);
        }
        finally
        {
            _busy = false;
        }

        await ChangedAsync();
    }
}
