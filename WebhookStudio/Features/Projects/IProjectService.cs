using WebhookStudio.Domain;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Domain.Workflows;

namespace WebhookStudio.Features.Projects;

/// <summary>Makes and lists projects.</summary>
public interface IProjectService
{
    /// <summary>Makes a project without tasks.</summary>
    /// <exception cref="DomainRuleException">The name is empty or too long.</exception>
    Task<Id<Project>> CreateAsync(
        string name, string description, ProjectTemplate template, string owner, CancellationToken cancellationToken);

    /// <summary>Lists all projects: those that need attention first, then those changed last.</summary>
    Task<IReadOnlyList<ProjectCard>> ListAsync(CancellationToken cancellationToken);

    /// <summary>Gets one project, or <see langword="null"/> if there is no such project.</summary>
    Task<ProjectCard?> GetAsync(Id<Project> project, CancellationToken cancellationToken);
}

/// <summary>The workflow that a new project opens with.</summary>
public enum ProjectTemplate
{
    /// <summary>Start, Label, Webhook, Complete; the Webhook stage needs a URL.</summary>
    LabelAndWebhook,

    /// <summary>Start, Label, Complete.</summary>
    LabelOnly,
}

/// <summary>A project as lists show it.</summary>
/// <param name="Id">The project.</param>
/// <param name="Name">Its name.</param>
/// <param name="Description">What it is for; may be empty.</param>
/// <param name="Stages">The stages in workflow order.</param>
public sealed record ProjectCard(
    Id<Project> Id, string Name, string Description, IReadOnlyList<ProjectStage> Stages)
{
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>Gets how many tasks there are in all stages.</summary>
    public int Tasks => Stages.Sum(stage => stage.Tasks);

    /// <summary>Gets how many tasks have a failed webhook, held or retried.</summary>
    public int Failing => Stages.Sum(stage => stage.Failing);

    public int Held => Stages.Sum(stage => stage.Held);

    public int Complete => Stages.Where(stage => stage.Kind is StageKind.Complete).Sum(stage => stage.Tasks);

    public bool NeedsSetup => Stages.Any(stage => stage.NeedsSetup);
}

/// <summary>A stage in the strip of a project.</summary>
public sealed record ProjectStage(StageId Id, string Name, StageKind Kind, int Tasks, int Held, int Failing, bool NeedsSetup);
