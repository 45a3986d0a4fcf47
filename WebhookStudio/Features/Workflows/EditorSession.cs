using WebhookStudio.Domain;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Domain.Workflows;
using WebhookStudio.Features.Deliveries;
using WebhookStudio.Features.Workflows.Canvas;

namespace WebhookStudio.Features.Workflows;

/// <summary>One person's editing of one workflow: what is live, the draft, its problems, and the counters beside them.</summary>
internal sealed class EditorSession(
    IWorkflowService workflows, IStageCounters counters, IStageHealthReader health, IBulkRuns bulkRuns,
    WorkflowView view)
{
    private IReadOnlyList<BulkRunProgress> _runs = [];
    private IReadOnlyDictionary<StageId, StageCount> _counts = new Dictionary<StageId, StageCount>();
    private IReadOnlyDictionary<StageId, StageHealth> _health = new Dictionary<StageId, StageHealth>();

    public WorkflowView View { get; private set; } = view;

    public CanvasModel Model { get; } = new(view.Workflow);

    public IReadOnlyList<WorkflowProblem> Problems { get; private set; } = Check(workflows, view.Workflow, view.Workflow, view);

    /// <summary>Gets the first problem that keeps the draft from being saved.</summary>
    public WorkflowProblem? Error => Problems.FirstOrDefault(problem => problem.Severity is ProblemSeverity.Error);

    /// <summary>Begins a session, or gives <see langword="null"/> if there is no such project.</summary>
    public static async Task<EditorSession?> OpenAsync(
        IWorkflowService workflows,
        IStageCounters counters,
        IStageHealthReader health,
        IBulkRuns bulkRuns,
        Id<Project> project,
        CancellationToken cancellationToken)
    {
        if (await workflows.GetAsync(project, cancellationToken) is not { } view)
        {
            return null;
        }

        var session = new EditorSession(workflows, counters, health, bulkRuns, view);
        await session.CountAsync(cancellationToken);

        return session;
    }

    /// <summary>Takes what changed elsewhere. A draft under way is never replaced: saving it says who was faster.</summary>
    public async Task RefreshAsync(CancellationToken cancellationToken)
    {
        var live = await workflows.GetAsync(View.ProjectId, cancellationToken);

        if (live?.Version == View.Version)
        {
            View = live;
        }
        else if (live is not null && !Model.IsDirty)
        {
            Show(live);
        }

        await CountAsync(cancellationToken);
    }

    /// <summary>Looks for problems again, after an edit.</summary>
    public void Check() => Problems = Check(workflows, Model.Draft, Model.Live, View);

    /// <exception cref="DomainRuleException">The workflow cannot be saved; the message says why.</exception>
    public async Task SaveAsync(string by, CancellationToken cancellationToken)
    {
        await workflows.SaveAsync(View.ProjectId, Model.Draft, View.Version, by, cancellationToken);
        var keepsSteps = KeptSecrets.AreAllIn(Model.Live, Model.Draft);
        Model.Saved();
        View = await workflows.GetAsync(View.ProjectId, cancellationToken) ?? View;

        if (!keepsSteps)
        {
            // Undo would bring secrets back that are stored no longer, perhaps under another address.
            Show(View);
        }
    }

    /// <summary>Takes all edits back and loads what is live by now.</summary>
    public async Task DiscardAsync(CancellationToken cancellationToken) =>
        Show(await workflows.GetAsync(View.ProjectId, cancellationToken) ?? View);

    public StageFace Face(Stage stage) => new(
        stage,
        _counts.GetValueOrDefault(stage.Id, StageCount.None),
        View.Facts,
        [.. Problems.Where(problem => problem.StageId == stage.Id)])
    {
        Health = _health.GetValueOrDefault(stage.Id, StageHealth.Fine),
        Runs = [.. _runs.Where(run => run.StageId == stage.Id)],
    };

    private static IReadOnlyList<WorkflowProblem> Check(
        IWorkflowService workflows, Workflow draft, Workflow live, WorkflowView view) =>
    [
        .. workflows.Check(draft, live).Concat(LogicCheck.FindUnknown(draft, view.Facts.Names))
            .OrderByDescending(problem => problem.Severity),
    ];

    private async Task CountAsync(CancellationToken cancellationToken)
    {
        _counts = await counters.CountAsync(View.ProjectId, cancellationToken);
        _health = await health.ReadAsync(View.ProjectId, View.Workflow, cancellationToken);
        _runs = await bulkRuns.CurrentAsync(View.ProjectId, cancellationToken);
    }

    private void Show(WorkflowView live)
    {
        View = live;
        Model.Load(live.Workflow);
        Check();
    }
}
