using Microsoft.EntityFrameworkCore;
using WebhookStudio.Data;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Domain.Workflows;
using WebhookStudio.Features.Workflows;
using WebhookStudio.Features.Workflows.Canvas;

namespace WebhookStudio.Features.Projects;

/// <inheritdoc cref="IProjectService"/>
internal sealed class ProjectService(
    IDbContextFactory<StudioDbContext> contexts, IStageCounters counters, TimeProvider clock) : IProjectService
{
    public async Task<Id<Project>> CreateAsync(
        string name, string description, ProjectTemplate template, string owner, CancellationToken cancellationToken)
    {
        var workflow = template is ProjectTemplate.LabelOnly ? Workflow.Default : Workflow.WithWebhook(new());
        var project = Project.Create(name, description, owner, workflow, clock.GetUtcNow());
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        db.Projects.Add(project);
        await db.SaveChangesAsync(cancellationToken);

        return project.Id;
    }

    public async Task<IReadOnlyList<ProjectCard>> ListAsync(CancellationToken cancellationToken)
    {
        var cards = new List<ProjectCard>();

        foreach (var row in await RowsAsync(null, cancellationToken))
        {
            cards.Add(await CardAsync(row, cancellationToken));
        }

        return [.. cards.OrderByDescending(c => c.Failing).ThenByDescending(c => c.NeedsSetup).ThenByDescending(c => c.UpdatedAt)];
    }

    public async Task<ProjectCard?> GetAsync(Id<Project> project, CancellationToken cancellationToken) =>
        await RowsAsync(project, cancellationToken) is [var row] ? await CardAsync(row, cancellationToken) : null;

    private async Task<List<Row>> RowsAsync(Id<Project>? only, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var projects = db.Projects.AsNoTracking();

        if (only is { } id)
        {
            projects = projects.Where(p => p.Id == id);
        }

        return await projects
            .Select(p => new Row(p.Id, p.Name, p.Description, p.Workflow, p.UpdatedAt))
            .ToListAsync(cancellationToken);
    }

    private async Task<ProjectCard> CardAsync(Row row, CancellationToken cancellationToken)
    {
        var counts = await counters.CountAsync(row.Id, cancellationToken);
        var broken = WorkflowCheck.Find(row.Workflow)
            .Where(problem => problem is { Severity: ProblemSeverity.Error, StageId: not null })
            .Select(problem => problem.StageId)
            .ToHashSet();

        return new(row.Id, row.Name, row.Description, [.. StageLayout.InOrder(row.Workflow).Select(Strip)]) { UpdatedAt = row.UpdatedAt };

        ProjectStage Strip(Stage stage)
        {
            var count = counts.GetValueOrDefault(stage.Id, StageCount.None);

            return new(stage.Id, stage.Name, stage.Kind, count.Here, count.Held, count.Failing, broken.Contains(stage.Id));
        }
    }

    private sealed record Row(Id<Project> Id, string Name, string Description, Workflow Workflow, DateTimeOffset UpdatedAt);
}
