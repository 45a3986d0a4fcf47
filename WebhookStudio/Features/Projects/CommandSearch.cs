using Microsoft.EntityFrameworkCore;
using WebhookStudio.Components.Layout;
using WebhookStudio.Data;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Domain.Tasks;
using WebhookStudio.Domain.Workflows;
using WebhookStudio.Features.Workflows;

namespace WebhookStudio.Features.Projects;

/// <inheritdoc />
internal sealed class CommandSearch(
    IDbContextFactory<StudioDbContext> contexts, IProjectService projects, IStageCounters counters) : ICommandSearch
{
    public async Task<IReadOnlyList<CommandEntry>> FindAsync(
        string? projectId, string text, bool manages, CancellationToken cancellationToken)
    {
        var wanted = text.Trim();
        List<CommandEntry> found = [];

        if (Id<Project>.TryParse(projectId, provider: null, out var project))
        {
            found.AddRange(CommandPages.OfProject(project.Value, manages).Where(page => Fits(page.Title, wanted)));
            found.AddRange(await StagesAsync(project, wanted, manages, cancellationToken));
            found.AddRange(await TasksAsync(project, wanted, cancellationToken));
        }

        found.AddRange((await projects.ListAsync(cancellationToken))
            .Where(card => card.Id.Value != projectId && Fits(card.Name, wanted))
            .Take(ICommandSearch.MaxOfGroup)
            .Select(card => new CommandEntry("Projects", card.Name, "i-projects", $"/projects/{card.Id}/{(manages ? "overview" : "workflow")}")));
        found.AddRange(CommandPages.OfInstance(manages).Where(page => Fits(page.Title, wanted)));

        return found;
    }

    private static bool Fits(string name, string wanted) => name.Contains(wanted, StringComparison.OrdinalIgnoreCase);

    private async Task<IEnumerable<CommandEntry>> StagesAsync(
        Id<Project> project, string wanted, bool manages, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var workflow = await db.Projects.AsNoTracking().Where(p => p.Id == project).Select(p => p.Workflow)
            .FirstOrDefaultAsync(cancellationToken);

        if (workflow is null || wanted.Length == 0)
        {
            return [];
        }

        var counts = await counters.CountAsync(project, cancellationToken);
        var root = $"/projects/{project}";

        return workflow.Stages
            .Where(stage => Fits(stage.Name, wanted) || (stage.Kind is StageKind.Webhook && manages && Fits($"Re-run {stage.Name}", wanted)))
            .Take(ICommandSearch.MaxOfGroup)
            .SelectMany(stage => Entries(stage, counts.GetValueOrDefault(stage.Id, StageCount.None), root, manages));
    }

    private static IEnumerable<CommandEntry> Entries(Stage stage, StageCount count, string root, bool manages)
    {
        var icon = $"i-stage-{stage.Kind.ToString().ToLowerInvariant()}";
        yield return new("Stages", stage.Name, icon, $"{root}/workflow?stage={stage.Id}", "Settings");
        yield return new("Stages", $"Tasks in {stage.Name}", "i-tasks", $"{root}/tasks?stage={stage.Id}");

        if (manages && count.Held > 0)
        {
            yield return new(
                "Stages", $"Re-run {stage.Name}", "i-rerun", $"{root}/workflow?stage={stage.Id}&tab=held", $"{count.Held} held");
        }
    }

    /// <summary>Finds tasks by how their external ID begins, which the index answers, or by their identifier.</summary>
    private async Task<IEnumerable<CommandEntry>> TasksAsync(
        Id<Project> project, string wanted, CancellationToken cancellationToken)
    {
        if (wanted.Length == 0)
        {
            return [];
        }

        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var end = wanted + '\uffff';
        var tasks = db.Tasks.AsNoTracking().Where(t => t.ProjectId == project);
#pragma warning disable CA1309 // It is the database that compares, by the order of its index.
        var found = Id<LabelTask>.TryParse(wanted, provider: null, out var id)
            ? tasks.Where(t => t.Id == id)
            : tasks.Where(t => string.Compare(t.ExternalId, wanted) >= 0 && string.Compare(t.ExternalId, end) < 0)
                .OrderBy(t => t.ExternalId);
#pragma warning restore CA1309

        return (await found.Take(ICommandSearch.MaxOfGroup).Select(t => new { t.Id, t.ExternalId }).ToListAsync(cancellationToken))
            .Select(t => new CommandEntry("Tasks", t.ExternalId, "i-tasks", $"/projects/{project}/tasks?q={t.Id}", t.Id.Value));
    }
}
