using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using WebhookStudio.Data;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Assets;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Domain.Tasks;
using WebhookStudio.Domain.Workflows;
using WebhookStudio.Features.Api;
using WebhookStudio.Features.Assets;
using WebhookStudio.Features.Projects;
using WebhookStudio.Platform;

namespace WebhookStudio.Features.Tasks;

/// <summary>Reads tasks for the API.</summary>
internal sealed class TaskSearch(IDbContextFactory<StudioDbContext> contexts, LiveProjects projects)
{
    /// <summary>Finds tasks.</summary>
    /// <exception cref="DomainRuleException">The filter or the order is not supported.</exception>
    public async Task<Page<TaskDetails>> ListAsync(
        TaskSearchQuery query, PageRequest page, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var known = await db.Batches.AsNoTracking().Where(b => b.ProjectId == query.Project.Id)
            .ToListAsync(cancellationToken);
        var found = Filtered(db, query, known);
        var total = await found.CountAsync(cancellationToken);
        var tasks = await TaskOrder.Of(query.Sort).Apply(found)
            .Skip(page.Skip).Take(page.Size)
            .ToListAsync(cancellationToken);

        return new(await TaskDetails.ReadAsync(db, query.Project, tasks, cancellationToken), total);
    }

    /// <summary>Finds a task by the text of its identifier.</summary>
    /// <exception cref="ApiException">There is no such task.</exception>
    public async Task<TaskDetails> GetAsync(string? id, CancellationToken cancellationToken)
    {
        var parsed = ApiRequest.ParseId<LabelTask>(id, "task");
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var (project, task) = await FindAsync(db, parsed, cancellationToken);

        return (await TaskDetails.ReadAsync(db, project, [task], cancellationToken))[0];
    }

    /// <summary>Gets the details of a task that is at hand.</summary>
    public async Task<TaskDetails> GetAsync(LabelTask task, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);

        return (await TaskDetails.ReadAsync(db, projects.Get(task.ProjectId), [task], cancellationToken))[0];
    }

    /// <summary>Gets a task with its project alone.</summary>
    /// <exception cref="ApiException">There is no such task.</exception>
    public async Task<(Project Project, LabelTask Task)> FindAsync(string? id, CancellationToken cancellationToken)
    {
        var parsed = ApiRequest.ParseId<LabelTask>(id, "task");
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);

        return await FindAsync(db, parsed, cancellationToken);
    }

    private async Task<(Project Project, LabelTask Task)> FindAsync(
        StudioDbContext db, Id<LabelTask> id, CancellationToken cancellationToken)
    {
        var task = await TaskQueries.FindUntracked(db, id, cancellationToken) ?? throw ApiException.Invalid("task", id.Value);

        return (projects.Get(task.ProjectId), task);
    }

    private static IQueryable<LabelTask> Filtered(StudioDbContext db, TaskSearchQuery query, List<Batch> known)
    {
        var tasks = db.Tasks.AsNoTracking().Where(t => t.ProjectId == query.Project.Id);

        if (query.Stage is { } stage)
        {
            tasks = tasks.Where(t => t.StageId == stage);
        }

        if (query.Batches is { } texts)
        {
            var batches = known.FindAll(texts);
            tasks = tasks.Where(t => db.AssetBatches.Any(
                link => link.AssetId == t.AssetId && batches.Contains(link.BatchId)));
        }

        if (query.IsComplete is { } complete)
        {
            var ends = query.Project.Workflow.Stages.Where(s => s.Kind is StageKind.Complete)
                .Select(s => s.Id)
                .ToList();
            tasks = tasks.Where(t => ends.Contains(t.StageId) == complete);
        }

        return query.Filter is { } filter ? tasks.Where(filter, db, names => known.FindAll(names)) : tasks;
    }
}

/// <summary>Asks for tasks of a project. What is <see langword="null"/> does not filter.</summary>
internal sealed record TaskSearchQuery(Project Project)
{
    public StageId? Stage { get; init; }

    /// <summary>Gets batches, by identifier or name; a task in any of them is found.</summary>
    public IReadOnlyList<string>? Batches { get; init; }

    /// <summary>Gets whether tasks are in a Complete stage.</summary>
    public bool? IsComplete { get; init; }

    /// <summary>Gets a filter of the dialect (<see cref="TaskFilterJson"/>).</summary>
    public JsonElement? Filter { get; init; }

    /// <summary>Gets the field to sort by, with <c>-</c> in front for descending; the newest first if not said.</summary>
    public string? Sort { get; init; }
}
