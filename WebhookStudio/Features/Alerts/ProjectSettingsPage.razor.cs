using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using MudBlazor;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Alerts;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Platform;

namespace WebhookStudio.Features.Alerts;

/// <summary>The settings of a project: where its alerts go, and what was told lately.</summary>
public sealed partial class ProjectSettingsPage : ComponentBase, IDisposable
{
    private const int MostShown = 20;

    private readonly CancellationTokenSource _leaving = new();
    private IReadOnlyList<StageAlert> _alerts = [];
    private Id<Project> _project;
    private AlertSettings? _settings;
    private IDisposable? _feed;
    private AlertTest? _test;
    private SealedText? _secret;
    private string _url = "";
    private string? _problem;
    private bool _isOn;
    private bool _busy;

    [Inject]
    public required IAlerts Alerts { get; init; }

    [Inject]
    public required IProjectFeed Feed { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [Inject]
    public required ISnackbar Snackbar { get; init; }

    [CascadingParameter]
    private Task<AuthenticationState> Authentication { get; set; } = null!;

    [Parameter]
    public required string ProjectId { get; set; }

    private AlertChange Change => new(_url.Trim(), _secret, _isOn);

    private bool IsChanged => _settings is not null && Change != _settings.Saved;

    private string? Sentence => _settings switch
    {
        null => null,
        _ when IsChanged => "Unsaved changes",
        { Saved.IsOn: true } => "Alerts are shown here and sent on",
        _ => "Alerts are shown here and sent nowhere else",
    };

    public void Dispose()
    {
        _leaving.Cancel();
        _feed?.Dispose();
        _leaving.Dispose();
    }

    protected override async Task OnParametersSetAsync()
    {
        if (!Id<Project>.TryParse(ProjectId, null, out var project))
        {
            Navigation.NotFound();
            return;
        }

        if (_project == project)
        {
            return;
        }

        _project = project;
        _feed?.Dispose();
        _feed = RendererInfo.IsInteractive ? Feed.Subscribe(project, () => InvokeAsync(RefreshAsync)) : null;
        (_settings, _test, _problem) = (null, null, null);

        if (await Alerts.SettingsAsync(project, _leaving.Token) is not { } found)
        {
            Navigation.NotFound();
            return;
        }

        Show(found);
        _alerts = await Alerts.ListAsync(project, MostShown, _leaving.Token);
    }

    private void Show(AlertSettings found) =>
        (_settings, _url, _secret, _isOn) = (found, found.Saved.Url, found.Saved.Secret, found.Saved.IsOn);

    /// <summary>Reads what others change; what is being typed stays.</summary>
    private async Task RefreshAsync()
    {
        if (_leaving.IsCancellationRequested || await Alerts.SettingsAsync(_project, _leaving.Token) is not { } found)
        {
            return;
        }

        if (IsChanged)
        {
            _settings = found;
        }
        else
        {
            Show(found);
        }

        _alerts = await Alerts.ListAsync(_project, MostShown, _leaving.Token);
        StateHasChanged();
    }

    private void Edited() => (_problem, _test) = (null, null);

    private void SealAsync(SealedText? secret)
    {
        _secret = secret;
        Edited();
    }

    private Task SaveAsync() => TryAsync(async () =>
    {
        await Alerts.SaveAsync(_project, Change, _leaving.Token);
        Show((await Alerts.SettingsAsync(_project, _leaving.Token))!);
        Snackbar.Add("Alerts saved", Severity.Success);
    });

    private Task TestAsync() => TryAsync(async () =>
    {
        var by = (await Authentication).User.Identity?.Name ?? "";
        _test = await Alerts.TestAsync(_project, Change, by, CancellationToken.None);
    });

    private async Task TryAsync(Func<Task> act)
    {
        (_busy, _problem) = (true, null);

        try
        {
            await act();
        }
        catch (DomainRuleException refusal)
        {
            _problem = refusal.Message;
        }
        finally
        {
            _busy = false;
        }
    }
}
