using System.Globalization;
using Microsoft.AspNetCore.Components;
using MudBlazor;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Deliveries;
using WebhookStudio.Domain.Projects;

namespace WebhookStudio.Features.Deliveries;

/// <summary>Draws a bulk run that goes on. What its buttons do is told by the feed of the project.</summary>
public sealed partial class BulkRunStrip : ComponentBase
{
    private bool _busy;

    [Inject]
    public required IBulkRuns Runs { get; init; }

    [Inject]
    public required ISnackbar Snackbar { get; init; }

    [Inject]
    public required TimeProvider Clock { get; init; }

    [Parameter, EditorRequired]
    public Id<Project> Project { get; set; }

    [Parameter, EditorRequired]
    public required BulkRunProgress Run { get; set; }

    [Parameter]
    public bool CanEdit { get; set; }

    private bool IsPaused => Run.Status is BulkRunStatus.Paused;

    private int Done => Run.Sent + Run.Gone;

    /// <summary>Gets what those hear who listen: the start, and each quarter. The end comes as a toast.</summary>
    private string Quarter => (Done * 4 / Math.Max(1, Run.Total)) switch
    {
        0 => $"Re-run of {Run.Total} started",
        var quarters => $"{quarters * 25} percent of the re-run sent",
    };

    private string Share(int count) =>
        (100.0 * count / Math.Max(1, Run.Total)).ToString("0.##", CultureInfo.InvariantCulture) + "%";

    private Task PauseOrResumeAsync() => ActAsync(() => IsPaused
        ? Runs.ResumeAsync(Project, Run.Id, CancellationToken.None)
        : Runs.PauseAsync(Project, Run.Id, CancellationToken.None));

    private Task CancelAsync() => ActAsync(() => Runs.CancelAsync(Project, Run.Id, CancellationToken.None));

    private async Task ActAsync(Func<Task> act)
    {
        _busy = true;

        try
        {
            await act();
        }
        catch (DomainRuleException refusal)
        {
            Snackbar.Add(refusal.Message, Severity.Warning);
        }
        finally
        {
            _busy = false;
        }
    }
}
