using WebhookStudio.Domain;
using WebhookStudio.Domain.Tasks;

namespace WebhookStudio.Features.Tasks;

/// <summary>The order in which the API lists tasks.</summary>
/// <param name="Field">A field of a task.</param>
/// <param name="Descending">Whether the largest comes first.</param>
internal sealed record TaskOrder(string Field, bool Descending)
{
    private static readonly string[] Fields =
        ["createdAt", "updatedAt", "externalId", "stage", "assignee", "duration", "totalDuration", "_id"];

    /// <param name="sort">Such as <c>-createdAt</c>, which is the default.</param>
    /// <exception cref="DomainRuleException">The field is not known.</exception>
    public static TaskOrder Of(string? sort)
    {
        var text = sort ?? "-createdAt";
        var field = text.TrimStart('-', '+', ' ');

        return Fields.Contains(field)
            ? new(field, text.StartsWith('-'))
            : throw new DomainRuleException(
                "tasks.sort", $"sort: the field '{field}' is not supported. The fields are {string.Join(", ", Fields)}.");
    }

    public IOrderedQueryable<LabelTask> Apply(IQueryable<LabelTask> tasks)
    {
        var ordered = Field switch
        {
            "createdAt" => By(tasks, t => t.CreatedAt),
            "updatedAt" => By(tasks, t => t.UpdatedAt),
            "externalId" => By(tasks, t => t.ExternalId),
            "stage" => By(tasks, t => t.StageId),
            "assignee" => By(tasks, t => t.Assignee),
            "duration" => By(tasks, t => t.Time.Active),
            "totalDuration" => By(tasks, t => t.TotalTime.Active),
            _ => By(tasks, t => t.Id),
        };

        return Descending ? ordered.ThenByDescending(t => t.Id) : ordered.ThenBy(t => t.Id);
    }

    private IOrderedQueryable<LabelTask> By<T>(
        IQueryable<LabelTask> tasks, System.Linq.Expressions.Expression<Func<LabelTask, T>> field) =>
        Descending ? tasks.OrderByDescending(field) : tasks.OrderBy(field);
}
