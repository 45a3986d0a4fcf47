using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Features.Projects;
using WebhookStudio.Platform;

namespace WebhookStudio.Features.Overview;

/// <summary>How a project does; until its first delivery, the way there.</summary>
public sealed partial class OverviewPage : ComponentBase, IDisposable
{
    private readonly CancellationTokenSource _leaving = new();
    private OverviewPlace? _place;
    private FirstSteps? _steps;
    private Health? _health;
    private IDisposable? _feed;
    private string _email = "";
    private bool _isOnTheWay;
    private bool _isKnown;
    private int _tick;

    [Inject]
    public required IFirstSteps FirstSteps { get; init; }

    [Inject]
    public required IProjectVisitors Visitors { get; init; }

    [Inject]
    public required IProjectFeed Feed { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [CascadingParameter]
    private Task<AuthenticationState> Authentication { get; set; } = null!;

    [Parameter]
    public required string ProjectId { get; set; }

    [SupplyParameterFromQuery(Name = "range")]
    private string? RangeValue { get; set; }

    [SupplyParameterFromQuery(Name = "chart")]
    private string? ChartValue { get; set; }

    /// <summary>Whether the first steps are asked for, hidden or done as they may be.</summary>
    [SupplyParameterFromQuery(Name = "steps")]
    private string? StepsValue { get; set; }

    private bool ShowsSteps => _steps is not null && (StepsValue == "1" || _isOnTheWay);

    private string? Sentence => !_isKnown ? "Loading"
        : ShowsSteps ? StepsSentence(_steps!)
        : _health is null ? "Loading" : OverviewWords.Sentence(_health);

    public void Dispose()
    {
        _feed?.Dispose();
        _leaving.Cancel();
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

        if (_place?.Project != project && !await EnterAsync(project))
        {
            Navigation.NotFound();
            return;
        }

        _place = OverviewPlace.Parse(project, RangeValue, ChartValue);
    }

    private static string StepsSentence(FirstSteps steps) => steps switch
    {
        { IsDone: true } => "The first webhook was delivered.",
        { Tasks: 0 } => "No tasks yet. No task has reached the webhook yet.",
        { Last: null } => $"{OverviewWords.Tasks(steps.Tasks)}. No task has reached the webhook yet.",
        _ => $"{OverviewWords.Tasks(steps.Tasks)}. {steps.Count} of {steps.Done.Count} steps are done.",
    };

    private async Task<bool> EnterAsync(Id<Project> project)
    {
        _steps = await FirstSteps.ReadAsync(project, _leaving.Token);

        // Who sees the last step being ticked goes on seeing the list.
        _isOnTheWay = _steps is { IsDone: false }
            && !(await Visitors.GetAsync(project, _email, _leaving.Token)).HidesSteps;
        _isKnown = true;
        _health = null;
        _feed?.Dispose();
        _feed = _steps is not null && RendererInfo.IsInteractive
            ? Feed.Subscribe(project, () => InvokeAsync(() => ChangedAsync(project)))
            : null;

        return _steps is not null;
    }

    private async Task ChangedAsync(Id<Project> project)
    {
        if (_leaving.IsCancellationRequested || _place?.Project != project)
        {
            return;
        }

        if (ShowsSteps)
        {
            _steps = await FirstSteps.ReadAsync(project, _leaving.Token) ?? _steps;
        }

        _tick++;
        StateHasChanged();
    }

    private void ReadHealth(Health health) => _health = health;

    private async Task HideStepsAsync()
    {
        _isOnTheWay = false;
        await Visitors.ChangeAsync(_place!.Project, _email, visitor => visitor.HideSteps(hide: true), _leaving.Token);

        // The address may ask for them.
        Navigation.NavigateTo(_place.Url);
    }

    private void Go(OverviewPlace place) => Navigation.NavigateTo(place.Url);
}
