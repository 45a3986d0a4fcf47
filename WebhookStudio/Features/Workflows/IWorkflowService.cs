using WebhookStudio.Domain;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Domain.Workflows;

namespace WebhookStudio.Features.Workflows;

/// <summary>Reads and replaces the live workflow of a project.</summary>
public interface IWorkflowService
{
    /// <summary>Gets the live workflow, or <see langword="null"/> if there is no such project.</summary>
    Task<WorkflowView?> GetAsync(Id<Project> project, CancellationToken cancellationToken);

    /// <summary>Lists the problems of a workflow: those that every installation sees, and the URLs that the address policy of
    /// this one refuses. Errors first.</summary>
    /// <param name="workflow">The workflow.</param>
    /// <param name="live">The live one that it is to replace, if it is an edited one: then what keeps it from that is listed, too.</param>
    IReadOnlyList<WorkflowProblem> Check(Workflow workflow, Workflow? live = null) =>
        WorkflowCheck.Find(workflow, live ?? workflow);

    /// <summary>Makes an edited workflow live.</summary>
    /// <param name="project">The project.</param>
    /// <param name="edited">The whole workflow as it is to be.</param>
    /// <param name="expectedVersion">The number of the live workflow that was edited.</param>
    /// <param name="by">The email address of who saves.</param>
    /// <param name="cancellationToken">Cancels before the commit.</param>
    /// <returns>The number of the new live workflow.</returns>
    /// <exception cref="DomainRuleException">There is no such project; the workflow has errors; somebody else saved in
    /// the meantime; or a removed stage still has tasks or owes webhooks.</exception>
    Task<int> SaveAsync(
        Id<Project> project, Workflow edited, int expectedVersion, string by, CancellationToken cancellationToken);

    /// <summary>Makes an edited workflow live, moves the tasks of stages that it has no longer, and keeps it as a version: one
    /// transaction.</summary>
    /// <exception cref="DomainRuleException">As above; or the place for tasks is none that they can go to.</exception>
    Task<int> SaveAsync(Id<Project> project, WorkflowSave save, CancellationToken cancellationToken) =>
        SaveAsync(project, save.Edited, save.ExpectedVersion, save.By, cancellationToken);

    /// <summary>Finds the stages that hold tasks now and that an edited workflow has no longer, or to which none of its
    /// connectors leads any more.</summary>
    Task<IReadOnlyList<LeftStage>> FindLeftAsync(Id<Project> project, Workflow edited, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<LeftStage>>([]);
}

/// <summary>A workflow to make live.</summary>
/// <param name="Edited">The whole workflow as it is to be.</param>
/// <param name="ExpectedVersion">The number of the live workflow that was edited.</param>
/// <param name="By">The email address of who saves.</param>
public sealed record WorkflowSave(Workflow Edited, int ExpectedVersion, string By)
{
    /// <summary>Gets what the person wrote about it, at most <see cref="WorkflowVersion.NoteMaxLength"/> characters.</summary>
    public string? Note { get; init; }

    /// <summary>Gets where the tasks of stages go, by stage. Stages that are removed and hold tasks must be among them.</summary>
    public IReadOnlyDictionary<StageId, StageId> MoveTasks { get; init; } = new Dictionary<StageId, StageId>();

    /// <summary>Gets whether the draft of who saves has become live with it, and ends.</summary>
    public bool EndsDraft { get; init; }
}

/// <summary>A stage of the live workflow whose tasks an edited one leaves behind.</summary>
/// <param name="Stage">The stage as it is live.</param>
/// <param name="Tasks">How many tasks are in it.</param>
/// <param name="IsRemoved">Whether the edited workflow has it no longer; otherwise no connector leads to it any more.</param>
public sealed record LeftStage(Stage Stage, int Tasks, bool IsRemoved);

/// <summary>Hears of every new live workflow, after the commit.</summary>
public interface IWorkflowObserver
{
    Task SavedAsync(Id<Project> project, Workflow workflow, CancellationToken cancellationToken);
}

/// <summary>The live workflow and what its editor shows around it.</summary>
public sealed record WorkflowView(Id<Project> ProjectId, string ProjectName, Workflow Workflow, WorkflowFacts Facts)
{
    /// <summary>Gets the number of the live workflow.</summary>
    public required int Version { get; init; }

    /// <summary>Gets the name of who saved it; the email address where there is no name.</summary>
    public required string SavedBy { get; init; }

    public required DateTimeOffset SavedAt { get; init; }
}

/// <summary>Counts of a project that stage cards show.</summary>
/// <param name="Tools">How many things can be drawn.</param>
/// <param name="Questions">How many questions are asked about an asset.</param>
/// <param name="Batches">How many batches there are.</param>
/// <param name="Tasks">How many tasks there are in all stages.</param>
public sealed record WorkflowFacts(int Tools, int Questions, int Batches, int Tasks)
{
    public static WorkflowFacts None { get; } = new(0, 0, 0, 0);

    /// <summary>Gets what rules may name, and what it is called.</summary>
    public RuleNames Names { get; init; } = RuleNames.None;
}
