using Microsoft.EntityFrameworkCore;
using WebhookStudio.Data;
using WebhookStudio.Domain.Assets;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Domain.Tasks;

namespace WebhookStudio.Features.Tasks;

/// <summary>A task with what is shown around it.</summary>
/// <param name="Project">The project.</param>
/// <param name="Task">The task.</param>
/// <param name="Asset">Its asset.</param>
/// <param name="Batches">The asset's batches, in its order.</param>
/// <param name="Visits">The stages it has left, oldest first.</param>
internal sealed record TaskDetails(
    Project Project, LabelTask Task, Asset Asset, IReadOnlyList<Batch> Batches, IReadOnlyList<StageVisit> Visits)
{
    /// <summary>Reads the details of tasks of one project, in their order.</summary>
    public static async Task<List<TaskDetails>> ReadAsync(
        StudioDbContext db, Project project, List<LabelTask> tasks, CancellationToken cancellationToken)
    {
        var ids = tasks.ConvertAll(task => task.Id);
        var assetIds = tasks.ConvertAll(task => task.AssetId);
        var assets = await db.Assets.AsNoTracking().Where(a => assetIds.Contains(a.Id))
            .ToDictionaryAsync(a => a.Id, cancellationToken);
        var links = await db.AssetBatches.AsNoTracking().Where(link => assetIds.Contains(link.AssetId))
            .OrderBy(link => link.Position)
            .ToListAsync(cancellationToken);
        var known = links.Count == 0
            ? []
            : await db.Batches.AsNoTracking().Where(b => b.ProjectId == project.Id)
                .ToDictionaryAsync(b => b.Id, cancellationToken);
        var visits = await db.Visits.AsNoTracking().Where(v => ids.Contains(v.TaskId))
            .OrderBy(v => v.CompletedAt).ThenBy(v => v.Id)
            .ToListAsync(cancellationToken);

        // A batch that was made or deleted between the two queries is left out.
        var batchesOf = links.Where(link => known.ContainsKey(link.BatchId))
            .ToLookup(link => link.AssetId, link => known[link.BatchId]);
        var visitsOf = visits.ToLookup(visit => visit.TaskId);

        return tasks.ConvertAll(task => new TaskDetails(
            project, task, assets[task.AssetId], [.. batchesOf[task.AssetId]], [.. visitsOf[task.Id]]));
    }
}
