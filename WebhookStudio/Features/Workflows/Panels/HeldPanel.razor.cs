using Microsoft.AspNetCore.Components;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Features.Tasks;
using WebhookStudio.Features.Workflows.Canvas;
using WebhookStudio.Platform;

namespace WebhookStudio.Features.Workflows.Panels;

/// <summary>Groups the held and retrying tasks of a stage by the reason, live.</summary>
public sealed partial class HeldPanel : ComponentBase, IDisposable
{
    private readonly CancellationTokenSource _leaving = new();
    private FailingTasks? _failing;
    private (Domain.Workflows.StageId, int)? _read;

    [Inject]
    public required ITaskList Tasks { get; init; }

    [Inject]
    public required BrowserTime Time { get; init; }

    [Inject]
    public required TimeProvider Clock { get; init; }

    [Parameter, EditorRequired]
    public required StageFace Face { get; set; }

    [Parameter, EditorRequired]
    public Id<Project> Project { get; set; }

    [Parameter]
    public bool CanEdit { get; set; }

    /// <summary>Gets or sets why nothing can be re-run now, or <see langword="null"/>.</summary>
    [Parameter]
    public string? RerunReason { get; set; }

    /// <summary>Gets or sets a number that grows when tasks may have changed.</summary>
    [Parameter]
    public int Tick { get; set; }

    /// <summary>Asks for a re-run: of one cause, or of all.</summary>
    [Parameter]
    public EventCallback<string?> OnRerun { get; set; }

    private string ProjectUrl => $"/projects/{Project}";

    public void Dispose()
    {
        _leaving.Cancel();
        _leaving.Dispose();
    }

    protected override async Task OnParametersSetAsync()
    {
        if (_read == (Face.Stage.Id, Tick))
        {
            return;
        }

        _read = (Face.Stage.Id, Tick);

        try
        {
            _failing = await Tasks.FailingAsync(new(Project) { Stage = Face.Stage.Id }, _leaving.Token);
        }
        catch (OperationCanceledException) when (_leaving.IsCancellationRequested)
        {
            // The tab was closed meanwhile.
        }
    }

    private string TasksUrl(string? cause) => new TaskListPlace(Project)
    {
        Stage = Face.Stage.Id,
        View = cause is null && _failing is { Retrying: 0 } ? TaskState.Held : null,
        Cause = cause,
    }.Url;
}
