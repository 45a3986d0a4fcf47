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

        if (query.List is { } list)
        {
            await foreach (var chosen in ListedAsync(db, query, list, cancellationToken))
            {
                yield return (await TaskDetails.ReadAsync(db, query.Project, chosen, cancellationToken)).ConvertAll(Source);
            }

            yield break;
        }

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
        if (query.List is { } list)
        {
            var parts = await db.FrozenTasks.AsNoTracking().Where(part => part.List == list).ToListAsync(cancellationToken);

            return parts.Sum(part => part.Read().Count);
        }

        var known = await db.Batches.AsNoTracking().Where(b => b.ProjectId == query.Project.Id)
            .ToListAsync(cancellationToken);

        return await Filtered(db, query, known).CountAsync(cancellationToken);
    }

    /// <summary>Reads the tasks of a list, part by part; those that are gone are left out.</summary>
    private static async IAsyncEnumerable<List<LabelTask>> ListedAsync(
        StudioDbContext db, ExportQuery query, Id<FrozenTasks> list, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (var number = 0; await PartAsync(number) is { } part; number++)
        {
            var ids = part.Read();
            var tasks = await db.Tasks.AsNoTracking().Where(t => t.ProjectId == query.Project.Id && ids.Contains(t.Id))
                .OrderBy(t => t.Id)
                .ToListAsync(cancellationToken);

            if (tasks.Count > 0)
            {
                yield return tasks;
            }
        }

        Task<FrozenTasks?> PartAsync(int number) => db.FrozenTasks.AsNoTracking()
            .SingleOrDefaultAsync(part => part.List == list && part.Number == number, cancellationToken);
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
