using Microsoft.EntityFrameworkCore;
using WebhookStudio.Data;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Domain.Schema;
using WebhookStudio.Domain.Workflows;
using WebhookStudio.Features.Workflows;
using WebhookStudio.Platform;

namespace WebhookStudio.Features.Projects;

/// <summary>Changes parts of a project: name, description, category schema, workflow.</summary>
internal sealed class ProjectUpdate(
    IDbContextFactory<StudioDbContext> contexts,
    IWorkflowService workflows,
    IProjectFeed feed,
    TimeProvider clock)
{
    /// <summary>Changes what the changes name. All of it is checked before anything is stored.</summary>
    /// <exception cref="DomainRuleException">A part is refused; nothing is stored.</exception>
    public async Task ApplyAsync(
        Project project, ProjectChanges changes, string by, CancellationToken cancellationToken)
    {
        // A trial on the copy that was read: what the project itself refuses is refused here.
        Change(project, changes);

        if (changes.Workflow is { } workflow && !workflow.Equals(project.Workflow))
        {
            var save = new WorkflowSave(workflow, project.WorkflowVersion, by) { MoveTasks = changes.MoveTasks };
            await workflows.SaveAsync(project.Id, save, cancellationToken);
        }

        if (changes is { Name: null, Description: null, Schema: null })
        {
            return;
        }

        await using var db = await contexts.CreateDbContextAsync(cancellationToken);

        // The workflow is stored by now: the rest belongs to it, even if the caller has gone.
        Change(await db.Projects.FirstAsync(p => p.Id == project.Id, CancellationToken.None), changes);
        await db.SaveChangesAsync(CancellationToken.None);
        feed.Publish(project.Id);
    }

    private void Change(Project project, ProjectChanges changes)
    {
        var now = clock.GetUtcNow();

        if (changes.Name is not null || changes.Description is not null)
        {
            project.Rename(changes.Name ?? project.Name, changes.Description ?? project.Description, now);
        }

        if (changes.Schema is { } schema)
        {
            project.ChangeSchema(schema, now);
        }
    }
}

/// <summary>What to change in a project; <see langword="null"/> stays as it is.</summary>
internal sealed record ProjectChanges(string? Name, string? Description, CategorySchema? Schema, Workflow? Workflow)
{
    /// <summary>Gets where the tasks of stages go that the new workflow has no longer.</summary>
    public IReadOnlyDictionary<StageId, StageId> MoveTasks { get; init; } = new Dictionary<StageId, StageId>();
}
