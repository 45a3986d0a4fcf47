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
}

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
