using WebhookStudio.Domain;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Domain.Workflows;
using WebhookStudio.Features.Deliveries;
using WebhookStudio.Features.Workflows.Canvas;
using WebhookStudio.Features.Workflows.Drafts;

namespace WebhookStudio.Features.Workflows;

/// <summary>One person's editing of one workflow: what is live, the draft, its problems, and the counters beside them.</summary>
internal sealed class EditorSession(
    IWorkflowService workflows, IStageCounters counters, IStageHealthReader health, IBulkRuns bulkRuns,
    WorkflowView view)
{
    private IReadOnlyList<BulkRunProgress> _runs = [];
    private IReadOnlyDictionary<StageId, StageCount> _counts = new Dictionary<StageId, StageCount>();
    private IReadOnlyDictionary<StageId, StageHealth> _health = new Dictionary<StageId, StageHealth>();

    /// <summary>Gets what is live.</summary>
    public WorkflowView View { get; private set; } = view;

    /// <summary>Gets or sets whether the paths of receivers are not shown to the person who looks.</summary>
    public bool HidesPaths { get; set; }
    /// <summary>Gets the number of the live workflow that the edits began with.</summary>
    public int BaseVersion { get; private set; } = view.Version;

    /// <summary>Gets whether somebody has saved since the edits began.</summary>
    public bool IsBehind => BaseVersion != View.Version;

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

    /// <summary>Takes what changed elsewhere. A draft under way is never replaced: it stays behind what is live.</summary>
    public async Task RefreshAsync(CancellationToken cancellationToken)
    {
        if (await workflows.GetAsync(View.ProjectId, cancellationToken) is { } live)
        {
            if (live.Version == BaseVersion || Model.IsDirty)
            {
                View = live;
            }
            else
            {
                Show(live);
            }
        }

        await CountAsync(cancellationToken);
    }

    /// <summary>Goes on with a draft that was stored.</summary>
    /// <param name="draft">The draft.</param>
    /// <param name="words">What undo calls it.</param>
    public void Adopt(DraftView draft, string words)
    {
        if (draft.BaseVersion != BaseVersion)
        {
            BaseVersion = draft.BaseVersion;
            Model.Load(draft.Before);
        }

        Model.Replace(words, draft.Workflow);
        Check();
    }

    /// <summary>Goes on with the edits on top of what is live by now. Nothing of the live workflow but its secrets comes in.</summary>
    public void Rebase()
    {
        var marked = StoredValues.Forget(Model.Draft, Model.Live);
        var draft = StoredValues.WithoutConfirmations(StoredValues.Resume(marked, View.Workflow));
        Model.Rebase(View.Workflow, draft, KeptSecrets.AreAllIn(Model.Live, View.Workflow));
        BaseVersion = View.Version;
        Check();
    }

    /// <summary>Finds the stages whose tasks the draft leaves behind.</summary>
    public Task<IReadOnlyList<LeftStage>> FindLeftAsync(CancellationToken cancellationToken) =>
        workflows.FindLeftAsync(View.ProjectId, Model.Draft, cancellationToken);

    /// <summary>Looks for problems again, after an edit.</summary>
    public void Check() => Problems = Check(workflows, Model.Draft, Model.Live, View);

    /// <exception cref="DomainRuleException">The workflow cannot be saved; the message says why.</exception>
    public Task SaveAsync(string by, CancellationToken cancellationToken) =>
        SaveAsync(new WorkflowSave(Model.Draft, BaseVersion, by) { EndsDraft = true }, cancellationToken);

    /// <exception cref="DomainRuleException">The workflow cannot be saved; the message says why.</exception>
    public async Task SaveAsync(WorkflowSave save, CancellationToken cancellationToken)
    {
        BaseVersion = await workflows.SaveAsync(View.ProjectId, save, cancellationToken);
        var keepsSteps = KeptSecrets.AreAllIn(Model.Live, save.Edited);

        // The commit stands, and what was edited while it was under way is not part of it.
        Model.Saved(save.Edited);
        View = await workflows.GetAsync(View.ProjectId, CancellationToken.None) ?? View;

        if (!Model.IsDirty && (!keepsSteps || IsBehind))
        {
            // Undo would bring secrets back that are stored no longer, perhaps under another address.
            Show(View);
        }
        else if (!keepsSteps)
        {
            Model.Rebase(Model.Live, Model.Draft, keepsSteps: false);
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
        HidesPath = HidesPaths,
        Health = _health.GetValueOrDefault(stage.Id, StageHealth.Fine),
        Runs = [.. _runs.Select(run => run.In(stage.Id)).OfType<BulkRunProgress>()],
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
        BaseVersion = live.Version;
        Model.Load(live.Workflow);
        Check();
    }
}
