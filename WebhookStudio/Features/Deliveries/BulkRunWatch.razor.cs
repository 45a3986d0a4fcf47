using Microsoft.AspNetCore.Components;
using MudBlazor;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Deliveries;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Platform;

namespace WebhookStudio.Features.Deliveries;

/// <summary>Tells how the bulk runs of a project go and end, on whatever page stands around it.</summary>
public sealed partial class BulkRunWatch : ComponentBase, IDisposable
{
    private readonly CancellationTokenSource _leaving = new();
    private readonly HashSet<Id<BulkRun>> _told = [];
    private IReadOnlyList<BulkRunProgress> _active = [];
    private DateTimeOffset _since;
    private Id<Project>? _watched;
    private IDisposable? _feed;

    [Inject]
    public required IBulkRuns Runs { get; init; }

    [Inject]
    public required IProjectFeed Feed { get; init; }

    [Inject]
    public required ISnackbar Snackbar { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [Inject]
    public required TimeProvider Clock { get; init; }

    [Parameter, EditorRequired]
    public Id<Project> Project { get; set; }

    /// <summary>Gets or sets who is signed in: only their own runs end with a toast.</summary>
    [Parameter, EditorRequired]
    public required string Email { get; set; }

    /// <summary>Gets or sets whether the runs that go on are drawn, and not only told of at their end.</summary>
    [Parameter]
    public bool ShowsStrips { get; set; }

    public void Dispose()
    {
        _leaving.Cancel();
        _feed?.Dispose();
        _leaving.Dispose();
    }

    protected override async Task OnParametersSetAsync()
    {
        // A page that is still loading does not know its project yet.
        if (_watched == Project || Project == default)
        {
            return;
        }

        _watched = Project;
        _since = Clock.GetUtcNow();
        _feed?.Dispose();
        _feed = RendererInfo.IsInteractive ? Feed.Subscribe(Project, () => InvokeAsync(RefreshAsync)) : null;
        await LoadAsync();
    }

    private async Task RefreshAsync()
    {
        if (_leaving.IsCancellationRequested)
        {
            return;
        }

        try
        {
            foreach (var run in await Runs.EndedAsync(Project, _since, _leaving.Token))
            {
                Tell(run);
            }

            await LoadAsync();
            StateHasChanged();
        }
        catch (OperationCanceledException) when (_leaving.IsCancellationRequested)
        {
            // The page was left meanwhile.
        }
    }

    private async Task LoadAsync()
    {
        if (ShowsStrips)
        {
            var current = await Runs.CurrentAsync(Project, _leaving.Token);
            _active = [.. current.Where(run => run.IsActive)];
        }
    }

    private void Tell(BulkRunProgress run)
    {
        if (run.By != Email || !_told.Add(run.Id))
        {
            return;
        }

        var words = string.Join(". ", new[] { BulkRunWords.Result(run), BulkRunWords.Hint(run) }.OfType<string>());
        Snackbar.Add(words, run.Failed == 0 ? Severity.Success : Severity.Warning, snack =>
        {
            snack.Action = "View";
            snack.OnClick = _ =>
            {
                Navigation.NavigateTo(PlaceOf(run));

                return Task.CompletedTask;
            };
        });
    }

    private string PlaceOf(BulkRunProgress run)
    {
        var stage = run.StageId is { } id ? $"stage={id}" : "";

        return run.Failed > 0
            ? $"/projects/{Project}/tasks?{stage}"
            : $"/projects/{Project}/logs?{stage}";
    }
}
