using Microsoft.AspNetCore.Components;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Domain.Workflows;
using WebhookStudio.Features.Workflows.Canvas;

namespace WebhookStudio.Features.Workflows.Versions;

/// <summary>A version of the workflow to look at: canvas and settings, and the way back.</summary>
public sealed partial class VersionScreen : ComponentBase, IDisposable
{
    private readonly CancellationTokenSource _leaving = new();
    private VersionView? _view;
    private CanvasModel? _model;
    private StageId? _stage;
    private int? _shown;
    private bool _missing;

    [Inject]
    public required IWorkflowVersions Versions { get; init; }

    [Parameter, EditorRequired]
    public Id<Project> Project { get; set; }

    [Parameter, EditorRequired]
    public int Number { get; set; }

    [Parameter, EditorRequired]
    public required string ProjectUrl { get; set; }

    /// <summary>Gets or sets the counts of the project that cards show.</summary>
    [Parameter]
    public WorkflowFacts Facts { get; set; } = WorkflowFacts.None;

    [Parameter]
    public EventCallback OnBack { get; set; }

    [Parameter]
    public EventCallback<int> OnRestore { get; set; }

    private Stage? Stage => _stage is { } id ? _view?.Workflow.Find(id) : null;

    private string Banner => this switch
    {
        { _missing: true } => "That version is not kept any more. Go back to the editor.",
        { _view.Line.IsLive: true } => "This is what is live. Nothing can be changed here, and your draft is untouched.",
        _ => "You are looking at an earlier state. Nothing can be changed here, and your draft is untouched.",
    };

    public void Dispose()
    {
        _leaving.Cancel();
        _leaving.Dispose();
    }

    protected override async Task OnParametersSetAsync()
    {
        if (_shown == Number)
        {
            return;
        }

        _shown = Number;

        try
        {
            _view = await Versions.GetAsync(Project, Number, _leaving.Token);
            _model = _view is null ? null : new(_view.Workflow);
            _missing = _view is null;
        }
        catch (OperationCanceledException) when (_leaving.IsCancellationRequested)
        {
            // The person went back meanwhile.
        }
    }

    /// <summary>Where tasks were then is not known: cards show settings only.</summary>
    private StageFace Face(Stage stage) => new(stage, StageCount.None, Facts, []);

    private static Task<bool> RefuseAsync(string said, Action change) => Task.FromResult(false);

    private void Open(StageId stage) => _stage = stage;

    private void Close() => _stage = null;
}
