using Microsoft.AspNetCore.Components;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Domain.Workflows;
using WebhookStudio.Features.Deliveries;
using WebhookStudio.Features.Tasks;
using WebhookStudio.Platform;

namespace WebhookStudio.Features.Workflows.Panels;

/// <summary>The tasks of a stage whose webhook failed for one reason; the first of them when it is unfolded.</summary>
public sealed partial class HeldGroup : ComponentBase, IDisposable
{
    /// <summary>How many tasks are listed here; the rest is on the tasks page.</summary>
    public const int MostShown = 20;

    private readonly string _id = $"held-{Guid.NewGuid():N}";
    private readonly CancellationTokenSource _leaving = new();
    private TaskSlice? _page;
    private bool _open;
    private int _read;

    [Inject]
    public required ITaskList Tasks { get; init; }

    [Inject]
    public required BrowserTime Time { get; init; }

    [Parameter, EditorRequired]
    public required FailureCause Cause { get; set; }

    /// <summary>Gets or sets the reason in words.</summary>
    [Parameter, EditorRequired]
    public required string Words { get; set; }

    [Parameter, EditorRequired]
    public Id<Project> Project { get; set; }

    [Parameter, EditorRequired]
    public StageId Stage { get; set; }

    [Parameter, EditorRequired]
    public required string ProjectUrl { get; set; }

    /// <summary>Gets or sets where all tasks of the group are listed.</summary>
    [Parameter, EditorRequired]
    public required string TasksUrl { get; set; }

    [Parameter]
    public bool CanEdit { get; set; }

    [Parameter]
    public bool CanRerun { get; set; }

    /// <summary>Gets or sets a number that grows when tasks may have changed.</summary>
    [Parameter]
    public int Tick { get; set; }

    [Parameter]
    public EventCallback OnRerun { get; set; }

    public void Dispose()
    {
        _leaving.Cancel();
        _leaving.Dispose();
    }

    protected override Task OnParametersSetAsync() => _open && _read != Tick ? ReadAsync() : Task.CompletedTask;

    private async Task ToggleAsync()
    {
        _open = !_open;

        if (_open)
        {
            await ReadAsync();
        }
    }

    private async Task ReadAsync()
    {
        _read = Tick;

        try
        {
            _page = await Tasks.ListAsync(
                new(Project) { Stage = Stage, Result = Cause.Status, Size = MostShown }, _leaving.Token);
        }
        catch (OperationCanceledException) when (_leaving.IsCancellationRequested)
        {
            // The tab was closed meanwhile.
        }
    }

    private string When(TaskRow task) => task switch
    {
        { NextAttemptAt: { } next, AskedSeconds: not null and var asked } => $"{RetryWords.Reason(asked)}, until {Clock(next)}",
        { NextAttemptAt: { } next } => $"retry at {Clock(next)}",
        { LastResult: { } last } => $"last attempt {Time.Relative(last.At)}",
        _ => "",
    };

    private string Clock(DateTimeOffset at) => Time.Absolute(at)[11..];
}
