using Microsoft.EntityFrameworkCore;
using WebhookStudio.Data;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Assets;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Domain.Tasks;
using WebhookStudio.Domain.Workflows;
using WebhookStudio.Features.Assets;

namespace WebhookStudio.Features.Tasks;

/// <summary>Moves the tasks that a filter finds to a stage.</summary>
internal sealed class TaskRequeue(
    IDbContextFactory<StudioDbContext> contexts, ITaskFlow flow, BatchService batches)
{
    private const int ChunkSize = 1000;

    /// <summary>Requeues tasks. Those in a Complete stage that prevents it stay where they are.</summary>
    /// <returns>How many moved.</returns>
    /// <exception cref="DomainRuleException">The stage, or a batch of the filter, does not exist.</exception>
    public async Task<int> RequeueAsync(
        Project project, StageId to, RequeueFilter filter, RequeueOptions options, CancellationToken cancellationToken)
    {
        project.Workflow.Get(to);
        var moved = 0;

        // Chunks keep transactions short and their commands within the database's bounds; each is all or nothing.
        foreach (var tasks in (await FindAsync(project, filter, cancellationToken)).Chunk(ChunkSize))
        {
            moved += await flow.RequeueAsync(project.Id, tasks, to, options, cancellationToken);
        }

        return moved;
    }

    /// <summary>Finds tasks, the oldest first.</summary>
    /// <param name="project">The project.</param>
    /// <param name="filter">Which.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <param name="withKept">Whether those are found as well that are in a Complete stage which prevents a requeue.</param>
    /// <exception cref="DomainRuleException">A batch of the filter does not exist.</exception>
    public async Task<List<Id<LabelTask>>> FindAsync(
        Project project, RequeueFilter filter, CancellationToken cancellationToken, bool withKept = false)
    {
        var chosen = filter.Batches is { } names
            ? (await batches.FindAsync(project.Id, names, cancellationToken)).ToList()
            : null;
        var kept = project.Workflow.Stages
            .Where(stage => !withKept && stage.Settings is CompleteStageSettings { PreventRequeue: true })
            .Select(stage => stage.Id)
            .ToList();
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var tasks = db.Tasks.AsNoTracking().Where(t => t.ProjectId == project.Id && !kept.Contains(t.StageId));

        if (filter.Tasks is { } ids)
        {
            tasks = tasks.Where(t => ids.Contains(t.Id));
        }

        if (filter.Assets is { } assets)
        {
            tasks = tasks.Where(t => assets.Contains(t.AssetId));
        }

        if (filter.ExternalIds is { } externalIds)
        {
            tasks = tasks.Where(t => externalIds.Contains(t.ExternalId));
        }

        if (filter.FromStages is { } stages)
        {
            tasks = tasks.Where(t => stages.Contains(t.StageId));
        }

        if (chosen is not null)
        {
            tasks = tasks.Where(t => db.AssetBatches.Any(link => link.AssetId == t.AssetId && chosen.Contains(link.BatchId)));
        }

        return await tasks.OrderBy(t => t.Id).Select(t => t.Id).ToListAsync(cancellationToken);
    }
}

/// <summary>Which tasks to requeue. All conditions must hold; what is <see langword="null"/> is none, so that an empty
/// filter finds every task of the project.</summary>
internal sealed record RequeueFilter
{
    public IReadOnlyList<Id<LabelTask>>? Tasks { get; init; }

    public IReadOnlyList<Id<Asset>>? Assets { get; init; }

    public IReadOnlyList<string>? ExternalIds { get; init; }

    public IReadOnlyList<StageId>? FromStages { get; init; }

    /// <summary>Gets batches, by identifier or name; a task in any of them is found.</summary>
    public IReadOnlyList<string>? Batches { get; init; }
}
