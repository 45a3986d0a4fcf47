using WebhookStudio.Domain.Schema;
using WebhookStudio.Domain.Workflows;

namespace WebhookStudio.Domain.Projects;

/// <summary>Owns a category schema, a workflow, batches, assets and tasks.</summary>
public sealed class Project
{
    /// <summary>The longest name, in characters.</summary>
    public const int NameMaxLength = 200;

    private Project()
    {
    }

    public required Id<Project> Id { get; init; }

    public string Name { get; private set; } = "";

    public string Description { get; private set; } = "";

    /// <summary>Gets the email address of the person who made the project.</summary>
    public string Owner { get; private set; } = "";

    public CategorySchema Schema { get; private set; } = CategorySchema.Empty;

    public Workflow Workflow { get; private set; } = Workflow.Default;

    /// <summary>Gets the number of the live workflow: 1 for a new project, one more with each save.</summary>
    public int WorkflowVersion { get; private set; } = 1;

    /// <summary>Gets who saved the live workflow.</summary>
    public string WorkflowSavedBy { get; private set; } = "";

    public DateTimeOffset WorkflowSavedAt { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }

    public DateTimeOffset UpdatedAt { get; private set; }

    /// <summary>Makes a project with an empty schema.</summary>
    /// <param name="name">The name, 1 to 200 characters.</param>
    /// <param name="description">Any text.</param>
    /// <param name="owner">The email address of the person who makes it.</param>
    /// <param name="workflow">The first live workflow.</param>
    /// <param name="now">The time.</param>
    /// <param name="id">An identifier that the project has already, as when it comes from another system; a new one if
    /// it is left out.</param>
    /// <exception cref="DomainRuleException">The name is empty or too long.</exception>
    public static Project Create(
        string name, string description, string owner, Workflow workflow, DateTimeOffset now, Id<Project>? id = null)
    {
        var project = new Project
        {
            Id = id ?? Id<Project>.New(now),
            Owner = owner,
            Workflow = workflow,
            WorkflowSavedBy = owner,
            WorkflowSavedAt = now,
            CreatedAt = now,
        };

        project.Rename(name, description, now);

        return project;
    }

    /// <exception cref="DomainRuleException">The name is empty or too long.</exception>
    public void Rename(string name, string description, DateTimeOffset now)
    {
        var trimmed = name.Trim();

        if (trimmed.Length is 0 or > NameMaxLength)
        {
            throw new DomainRuleException(
                "project.name", $"A project needs a name of 1 to {NameMaxLength} characters.");
        }

        Name = trimmed;
        Description = description.Trim();
        UpdatedAt = now;
    }

    public void ChangeSchema(CategorySchema schema, DateTimeOffset now)
    {
        Schema = schema;
        UpdatedAt = now;
    }

    /// <summary>Makes a workflow live.</summary>
    /// <exception cref="DomainRuleException">The workflow has errors, or would hand stored secrets to a host that nobody
    /// has confirmed; the message lists them.</exception>
    public void ChangeWorkflow(Workflow workflow, string by, DateTimeOffset now)
    {
        WorkflowCheck.ThrowIfBroken(workflow, Workflow);

        Workflow = workflow.Settled(now);
        WorkflowVersion++;
        WorkflowSavedBy = by;
        WorkflowSavedAt = now;
        UpdatedAt = now;
    }
}
