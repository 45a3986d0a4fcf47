using Microsoft.EntityFrameworkCore;
using WebhookStudio.Data;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Domain.Schema;
using WebhookStudio.Domain.Workflows;
using WebhookStudio.Features.Deliveries;
using WebhookStudio.Features.Workflows;
using WebhookStudio.Features.Workflows.Canvas;
using WebhookStudio.Platform;

namespace WebhookStudio.Features.Projects;

/// <inheritdoc cref="IProjectService"/>
internal sealed partial class ProjectService(
    IDbContextFactory<StudioDbContext> contexts,
    IStageCounters counters,
    IReceiverUrls urls,
    IProjectFeed feed,
    TimeProvider clock,
    ILogger<ProjectService> logger) : IProjectService
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

    public async Task<CategorySchema?> GetSchemaAsync(Id<Project> project, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);

        return await db.Projects.Where(p => p.Id == project).Select(p => p.Schema).FirstOrDefaultAsync(cancellationToken);
    }

    public async Task ChangeSchemaAsync(
        Id<Project> project, SchemaChange change, string by, CancellationToken cancellationToken)
    {
        SchemaCheck.ThrowIfBroken(change.To);
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var live = await db.Projects.Where(p => p.Id == project)
            .Select(p => new { p.Schema, p.UpdatedAt })
            .FirstOrDefaultAsync(cancellationToken)
            ?? throw new DomainRuleException("project.unknown", "There is no such project.");

        // One statement compares and stores: of two people who save at the same moment one is refused.
        var now = clock.GetUtcNow();
        var stored = SchemaCheck.AreSame(live.Schema, change.From)
            ? await db.Projects.Where(p => p.Id == project && p.UpdatedAt == live.UpdatedAt).ExecuteUpdateAsync(
                set => set.SetProperty(p => p.Schema, change.To).SetProperty(p => p.UpdatedAt, now), cancellationToken)
            : 0;

        if (stored == 0)
        {
            throw new DomainRuleException(
                "schema.moved", "Somebody else changed the project meanwhile. Close this, open it again, and repeat your changes.");
        }

        LogChanged(project, by, change.To.Tools.Length, change.To.Classifications.Length);
        feed.Publish(project);
    }

    [LoggerMessage(LogLevel.Information, "{By} changed the schema of project {Project}: {Tools} tools, {Questions} questions")]
    private partial void LogChanged(Id<Project> project, string by, int tools, int questions);

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
        var broken = WorkflowCheck.Find(row.Workflow).Concat(RefusedReceivers.Find(row.Workflow, urls))
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
