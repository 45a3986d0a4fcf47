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
            .ToListAsync(cancellationToken);
        var tasks = Filtered(db, query, known).OrderBy(t => t.Id);
        var page = await tasks.Take(PageSize).ToListAsync(cancellationToken);

        while (page.Count > 0)
        {
            yield return (await TaskDetails.ReadAsync(db, query.Project, page, cancellationToken)).ConvertAll(Source);

            var last = page[^1].Id;
            page = page.Count < PageSize
                ? []
                : await tasks.Where(t => t.Id.CompareTo(last) > 0).Take(PageSize).ToListAsync(cancellationToken);
        }
    }

    /// <summary>Counts the tasks that an export would hold now.</summary>
    public static async Task<int> CountAsync(StudioDbContext db, ExportQuery query, CancellationToken cancellationToken)
    {
        var known = await db.Batches.AsNoTracking().Where(b => b.ProjectId == query.Project.Id)
            .ToListAsync(cancellationToken);

        return await Filtered(db, query, known).CountAsync(cancellationToken);
    }

    private static IQueryable<LabelTask> Filtered(
        StudioDbContext db, ExportQuery query, List<Batch> known)
    {
        var tasks = db.Tasks.AsNoTracking().Where(t => t.ProjectId == query.Project.Id);

        if (query.Stages is not { Count: 0 })
        {
            var stages = Stages(query).ToList();
            tasks = tasks.Where(t => stages.Contains(t.StageId));
        }

        if (query.Batches is { } texts)
        {
            var batches = known.FindAll(texts);
            tasks = tasks.Where(t => db.AssetBatches.Any(
                link => link.AssetId == t.AssetId && batches.Contains(link.BatchId)));
        }

        return query.Conditions.Aggregate(
            tasks, (found, condition) => found.Where(condition.Field, condition.Value, db, names => known.FindAll(names)));
    }

    private static IEnumerable<StageId> Stages(ExportQuery query)
    {
        var stages = query.Project.Workflow.Stages;

        return query.Stages is null
            ? stages.Where(stage => stage.Kind is StageKind.Complete).Select(stage => stage.Id)
            : query.Stages.Select(text => (stages.FirstOrDefault(stage => stage.Id.Value == text)
                ?? stages.FirstOrDefault(stage => stage.Name == text)
                ?? throw new DomainRuleException(
                    "stage.unknown", $"Invalid stage: {text}. Give the id or the name of a stage.")).Id);
    }

    private DocumentSource Source(TaskDetails details) => new(
        details.Project,
        details.Asset,
        files.PublicUrl(details.Asset.Data),
        details.Batches,
        details.Task,
        details.Visits);
}
