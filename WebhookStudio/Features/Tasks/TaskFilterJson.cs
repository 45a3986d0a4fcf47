using System.Linq.Expressions;
using System.Text.Json;
using WebhookStudio.Data;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Assets;
using WebhookStudio.Domain.Tasks;
using WebhookStudio.Domain.Workflows;

namespace WebhookStudio.Features.Tasks;

/// <summary>The dialect's task filter, such as <c>{"stage":"Label","duration":{"$gt":1000}}</c>, as conditions on tasks.</summary>
/// <remarks>All conditions must hold. Fields and operators that are not known are refused, never passed over.</remarks>
internal static class TaskFilterJson
{
    private static readonly string[] Fields =
    [
        "_id", "stage", "batches", "externalId", "assignee", "createdAt", "updatedAt", "updatedBy", "duration",
        "totalDuration",
    ];

    /// <summary>Narrows tasks down.</summary>
    /// <param name="tasks">The tasks of a project.</param>
    /// <param name="filter">A JSON object.</param>
    /// <param name="db">Knows which asset is in which batch.</param>
    /// <param name="batches">Finds batches by identifier or name.</param>
    /// <exception cref="DomainRuleException">A field, an operator or a value is not supported.</exception>
    public static IQueryable<LabelTask> Where(
        this IQueryable<LabelTask> tasks,
        JsonElement filter,
        StudioDbContext db,
        Func<IReadOnlyList<string>, IReadOnlyList<Id<Batch>>> batches)
    {
        foreach (var field in filter.EnumerateObject())
        {
            tasks = tasks.Where(field.Name, field.Value, db, batches);
        }

        return tasks;
    }

    /// <summary>Narrows tasks down by one field of a filter.</summary>
    public static IQueryable<LabelTask> Where(
        this IQueryable<LabelTask> tasks,
        string field,
        JsonElement value,
        StudioDbContext db,
        Func<IReadOnlyList<string>, IReadOnlyList<Id<Batch>>> batches) =>
        FilterOperator.Read(field, value).Aggregate(
            tasks, (found, next) => found.Where(Condition(new(field, next.Name, next.Value), db, batches)));

    private static Expression<Func<LabelTask, bool>> Condition(
        FilterOperator filter, StudioDbContext db, Func<IReadOnlyList<string>, IReadOnlyList<Id<Batch>>> batches) =>
        filter.Field switch
        {
            "_id" => filter.OfList(t => t.Id, text => Id<LabelTask>.TryParse(text, null, out var id) ? id : null),
            "stage" => filter.OfList(t => t.StageId, text => StageId.TryParse(text, null, out var id) ? id : null),
            "batches" => InBatches(filter, db, batches),
            "externalId" => filter.OfText(t => t.ExternalId),
            "assignee" => filter.OfText(t => t.Assignee),
            "updatedBy" => filter.OfText(t => t.UpdatedBy),
            "createdAt" => filter.OfInstant(t => t.CreatedAt),
            "updatedAt" => filter.OfInstant(t => t.UpdatedAt),
            "duration" => filter.OfNumber(t => t.Time.Active),
            "totalDuration" => filter.OfNumber(t => t.TotalTime.Active),
            _ => throw new DomainRuleException(
                FilterOperator.Code,
                $"filter: the field '{filter.Field}' is not supported. The fields are {string.Join(", ", Fields)}."),
        };

    private static Expression<Func<LabelTask, bool>> InBatches(
        FilterOperator filter, StudioDbContext db, Func<IReadOnlyList<string>, IReadOnlyList<Id<Batch>>> find)
    {
        var (texts, without) = filter.Texts("$eq", "$in", "$ne", "$nin");
        var batches = find(texts).ToList();

        return without
            ? t => !db.AssetBatches.Any(link => link.AssetId == t.AssetId && batches.Contains(link.BatchId))
            : t => db.AssetBatches.Any(link => link.AssetId == t.AssetId && batches.Contains(link.BatchId));
    }
}
