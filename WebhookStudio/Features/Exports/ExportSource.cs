using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using WebhookStudio.Data;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Assets;
using WebhookStudio.Domain.Documents;
using WebhookStudio.Domain.Tasks;
using WebhookStudio.Domain.Workflows;
using WebhookStudio.Features.Assets;
using WebhookStudio.Features.Tasks;

namespace WebhookStudio.Features.Exports;

/// <summary>Reads what an export consists of, page by page.</summary>
internal sealed class ExportSource(IAssetFiles files)
{
    /// <summary>How many tasks are in memory at once.</summary>
    private const int PageSize = 200;

    public async IAsyncEnumerable<IReadOnlyList<DocumentSource>> ReadAsync(
        StudioDbContext db, ExportQuery query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var known = await db.Batches.AsNoTracking().Where(b => b.ProjectId == query.Project.Id)
            .ToDictionaryAsync(b => b.Id, cancellationToken);
        var tasks = Filtered(db, query, known).OrderBy(t => t.Id);
        var page = await tasks.Take(PageSize).ToListAsync(cancellationToken);

        while (page.Count > 0)
        {
            yield return await WithDetailsAsync(db, query, page, known, cancellationToken);

            var last = page[^1].Id;
            page = page.Count < PageSize
                ? []
                : await tasks.Where(t => t.Id.CompareTo(last) > 0).Take(PageSize).ToListAsync(cancellationToken);
        }
    }

    private static IQueryable<LabelTask> Filtered(
        StudioDbContext db, ExportQuery query, Dictionary<Id<Batch>, Batch> known)
    {
        var tasks = db.Tasks.AsNoTracking().Where(t => t.ProjectId == query.Project.Id);

        if (query.Stages is not { Count: 0 })
        {
            var stages = Stages(query).ToList();
            tasks = tasks.Where(t => stages.Contains(t.StageId));
        }

        if (query.Batches is { } texts)
        {
            var batches = Find(known, texts);
            tasks = tasks.Where(t => db.AssetBatches.Any(link => link.AssetId == t.AssetId && batches.Contains(link.BatchId)));
        }

        return query.Conditions.Aggregate(
            tasks, (found, condition) => found.Where(condition.Field, condition.Value, db, names => Find(known, names)));
    }

    private static IEnumerable<StageId> Stages(ExportQuery query)
    {
        var stages = query.Project.Workflow.Stages;

        return query.Stages is null
            ? stages.Where(stage => stage.Kind is StageKind.Complete).Select(stage => stage.Id)
            : query.Stages.Select(text => (stages.FirstOrDefault(stage => stage.Id.Value == text)
                ?? stages.FirstOrDefault(stage => stage.Name == text)
                ?? throw new DomainRuleException("stage.unknown", $"Invalid stage: {text}. Give the id or the name of a stage.")).Id);
    }

    private static List<Id<Batch>> Find(Dictionary<Id<Batch>, Batch> known, IReadOnlyList<string> texts) =>
    [
        .. texts.Select(text => known.Values.FirstOrDefault(batch => batch.Id.Value == text || batch.Name == text)?.Id
            ?? throw new DomainRuleException("batch.unknown", $"Invalid batch: {text}. Give the id or the name of a batch.")),
    ];

    private async Task<IReadOnlyList<DocumentSource>> WithDetailsAsync(
        StudioDbContext db,
        ExportQuery query,
        List<LabelTask> tasks,
        Dictionary<Id<Batch>, Batch> known,
        CancellationToken cancellationToken)
    {
        var ids = tasks.ConvertAll(task => task.Id);
        var assetIds = tasks.ConvertAll(task => task.AssetId);
        var assets = await db.Assets.AsNoTracking().Where(a => assetIds.Contains(a.Id))
            .ToDictionaryAsync(a => a.Id, cancellationToken);
        var batches = (await db.AssetBatches.AsNoTracking().Where(link => assetIds.Contains(link.AssetId))
            .OrderBy(link => link.Position)
            .ToListAsync(cancellationToken)).ToLookup(link => link.AssetId, link => known[link.BatchId]);
        var visits = (await db.Visits.AsNoTracking().Where(v => ids.Contains(v.TaskId))
            .OrderBy(v => v.CompletedAt).ThenBy(v => v.Id)
            .ToListAsync(cancellationToken)).ToLookup(v => v.TaskId);

        return tasks.ConvertAll(task => new DocumentSource(
            query.Project,
            assets[task.AssetId],
            files.PublicUrl(assets[task.AssetId].Data),
            [.. batches[task.AssetId]],
            task,
            [.. visits[task.Id]]));
    }
}
