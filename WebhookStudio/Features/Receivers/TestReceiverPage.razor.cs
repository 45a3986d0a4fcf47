using Microsoft.AspNetCore.Components;
using MudBlazor;
using WebhookStudio.Components.Shared;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Domain.Receivers;
using WebhookStudio.Platform;

namespace WebhookStudio.Features.Receivers;

/// <summary>The page of a project's test receiver: its address, what it answers, and what it got.</summary>
public sealed partial class TestReceiverPage : ComponentBase, IDisposable
{
    private readonly CancellationTokenSource _leaving = new();
    private Id<Project> _project;
    private IDisposable? _subscription;
    private ReceiverSetup? _setup;
    private IReadOnlyList<ReceivedLine>? _lines;
    private ReceivedDetails? _details;
    private bool _missing;

    [Inject]
    public required ITestReceivers Receivers { get; init; }

    [Inject]
    public required IReceivedLog Received { get; init; }

    [Inject]
    public required IProjectFeed Feed { get; init; }

    [Inject]
    public required IDialogService Dialogs { get; init; }

    [Inject]
    public required ISnackbar Snackbar { get; init; }

    [Parameter]
    public required string ProjectId { get; set; }

    /// <summary>Gets or sets the request that is shown; the newest if none is named.</summary>
    [SupplyParameterFromQuery(Name = "request")]
    public string? Request { get; set; }

    /// <summary>Gets or sets what is shown of it: <c>body</c>, <c>headers</c> or <c>raw</c>.</summary>
    [SupplyParameterFromQuery(Name = "tab")]
    public string? Tab { get; set; }

    private static string NoLongerKept =>
        $"The newest {TestReceiver.KeptRequests} requests are kept. Choose one from the list.";

    private bool IsUsed => _setup is { UsedBy.Count: > 0 };

    private string NextStep => IsUsed
        ? $"Submit a task: it enters {_setup!.UsedBy[0]}, and its webhook shows here at once."
        : "No Webhook stage sends here. Use this URL in one, then submit a task.";

    private string CurrentTab => Tab is "headers" or "raw" ? Tab : "body";

    public void Dispose()
    {
        _subscription?.Dispose();
        _leaving.Cancel();
        _leaving.Dispose();
    }

    protected override async Task OnParametersSetAsync()
    {
        if (!Id<Project>.TryParse(ProjectId, null, out var project))
        {
            _missing = true;
            return;
        }

        if (_subscription is null || project != _project)
        {
            _subscription?.Dispose();
            _project = project;
            _subscription = Feed.Subscribe(project, RefreshAsync);
        }

        await LoadAsync();
    }

    private Task RefreshAsync() => _leaving.IsCancellationRequested ? Task.CompletedTask : InvokeAsync(async () =>
    {
        try
        {
            await LoadAsync();
            StateHasChanged();
        }
        catch (OperationCanceledException) when (_leaving.IsCancellationRequested)
        {
            // The page was left while it loaded.
        }
    });

    private async Task LoadAsync()
    {
        // Taken once: the page may be left between two reads.
        var leaving = _leaving.Token;
        _setup = await Receivers.OpenAsync(_project, leaving);
        _missing = _setup is null;

        if (!_missing)
        {
            var lines = await Received.ListAsync(_project, leaving);
            _details = await FindAsync(lines, leaving);
            _lines = lines;
        }
    }

    private async Task<ReceivedDetails?> FindAsync(IReadOnlyList<ReceivedLine> lines, CancellationToken leaving)
    {
        var named = Id<ReceivedWebhook>.TryParse(Request, null, out var id);
        var line = lines.FirstOrDefault(candidate => !named || candidate.Id == id);

        if (line is null)
        {
            return null;
        }

        // A request changes only by being answered; then its line differs.
        return line == _details?.Line ? _details : await Received.FindAsync(_project, line.Id, leaving);
    }

    private async Task AnswerWithAsync(ReceiverAnswer answer)
    {
        try
        {
            await Receivers.AnswerWithAsync(_project, answer, _leaving.Token);
            _setup = await Receivers.OpenAsync(_project, _leaving.Token);
        }
        catch (DomainRuleException refusal)
        {
            Snackbar.Add(refusal.Message, Severity.Error);
        }
    }

    private async Task ClearAsync()
    {
        var count = _lines?.Count ?? 0;
        var words = count == 1 ? "1 request" : $"{count} requests";

        if (await Dialogs.ConfirmAsync(
            $"Clear {words}?", "The list is emptied for everybody. The log of your deliveries stays.", $"Clear {words}", danger: true))
        {
            await Receivers.ClearAsync(_project, _leaving.Token);
            await LoadAsync();
        }
    }

    private string LinkTo(Id<ReceivedWebhook> request) => $"/projects/{ProjectId}/receiver?request={request}&tab={CurrentTab}";

    private string TabLink(string tab) =>
        $"/projects/{ProjectId}/receiver?{(Request is null ? "" : $"request={Uri.EscapeDataString(Request)}&")}tab={tab}";
}
