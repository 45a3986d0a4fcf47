using WebhookStudio.Domain;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Domain.Schema;
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

    /// <summary>Gets the category schema, or <see langword="null"/> if there is no such project.</summary>
    Task<CategorySchema?> GetSchemaAsync(Id<Project> project, CancellationToken cancellationToken);

    /// <summary>Replaces the category schema at once.</summary>
    /// <param name="project">The project.</param>
    /// <param name="change">The schema that was read, and the one to store.</param>
    /// <param name="by">The email address of who saves.</param>
    /// <param name="cancellationToken">Cancels before the commit.</param>
    /// <exception cref="DomainRuleException">There is no such project; the schema is broken; or somebody else changed it
    /// since it was read (<c>schema.moved</c>). Nothing is stored.</exception>
    Task ChangeSchemaAsync(
        Id<Project> project, SchemaChange change, string by, CancellationToken cancellationToken);
}

/// <summary>An edit of a category schema.</summary>
/// <param name="From">The schema that was edited; the live one must still be the same.</param>
/// <param name="To">The whole schema as it is to be.</param>
public sealed record SchemaChange(CategorySchema From, CategorySchema To);

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
