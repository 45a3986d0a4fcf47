using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Alerts;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Platform;

namespace WebhookStudio.Features.Activities;

/// <summary>The button in the top bar that counts what goes on, and the list behind it.</summary>
public sealed partial class ActivityButton : ComponentBase, IDisposable
{
    private readonly CancellationTokenSource _leaving = new();
    private ActivityList _list = ActivityList.None;
    private HashSet<Id<StageAlert>> _new = [];
    private Id<Project> _project;
    private IDisposable? _feed;
    private string _email = "";

    [Inject]
    public required IActivityBoard Board { get; init; }

    [Inject]
    public required IProjectFeed Feed { get; init; }

    [CascadingParameter]
    private Task<AuthenticationState> Authentication { get; set; } = null!;

    [Parameter, EditorRequired]
    public required string ProjectId { get; set; }

    private int Count => _list.Running.Count + _list.Unseen;

    private string Label => (_list.Running.Count, _list.Unseen) switch
    {
        (0, 0) => "Activity",
        (var running, 0) => $"Activity: {running} running",
        (0, var unseen) => $"Activity: {Alerts(unseen)}",
        var (running, unseen) => $"Activity: {running} running, {Alerts(unseen)}",
    };

    private string Sentence => _list.Running.Count switch
    {
        0 => "Nothing is running",
        1 => "1 running",
        var running => $"{running} running",
    };

    public void Dispose()
    {
        _leaving.Cancel();
        _feed?.Dispose();
        _leaving.Dispose();
    }

    protected override async Task OnParametersSetAsync()
    {
        if (!Id<Project>.TryParse(ProjectId, null, out var project) || project == _project)
        {
            return;
        }

        _project = project;
        _feed?.Dispose();
        _feed = RendererInfo.IsInteractive ? Feed.Subscribe(project, () => InvokeAsync(RefreshAsync)) : null;
        _email = (await Authentication).User.Identity?.Name ?? "";
        (_list, _new) = (await Board.ReadAsync(project, _email, _leaving.Token), []);
    }

    private static string Alerts(int count) => count == 1 ? "1 new alert" : $"{count} new alerts";

    private static string Url(StageAlert alert) => alert.Kind is AlertKind.Recovered
        ? $"/projects/{alert.ProjectId}/logs?stage={alert.StageId}"
        : $"/projects/{alert.ProjectId}/logs?stage={alert.StageId}&status=failed";

    /// <summary>What was new when the list was opened stays marked while it is read.</summary>
    private bool IsNew(StageAlert alert) => _list.IsNew(alert) || _new.Contains(alert.Id);

    private async Task RefreshAsync()
    {
        if (!_leaving.IsCancellationRequested)
        {
            _list = await Board.ReadAsync(_project, _email, _leaving.Token);
            StateHasChanged();
        }
    }

    private async Task OpenAsync()
    {
        _list = await Board.ReadAsync(_project, _email, _leaving.Token);
        _new = [.. _list.Alerts.Where(_list.IsNew).Select(alert => alert.Id)];

        if (_list.Unseen > 0)
        {
            await Board.SeeAsync(_project, _email, _list.Alerts[0].At, _leaving.Token);
            await RefreshAsync();
        }
    }

    private async Task CancelAsync(string key)
    {
        await Board.CancelAsync(_project, key, CancellationToken.None);
        await RefreshAsync();
    }

    private async Task DismissAsync(string key)
    {
        await Board.DismissAsync(_project, _email, key, CancellationToken.None);
        await RefreshAsync();
    }
}
