using System.Globalization;
using Microsoft.EntityFrameworkCore;
using WebhookStudio.Data;
using WebhookStudio.Data.Conversions;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Tasks;
using WebhookStudio.Domain.Workflows;

namespace WebhookStudio.Features.Tasks;

/// <summary>Finds which tasks are on a page of the list.</summary>
internal static class TaskPages
{
    /// <summary>So many are found by their filter and sorted; from more of them a page is soon picked in the order of the list.</summary>
    private const int Few = 5_000;

    /// <summary>So many tell in which stages most of them are.</summary>
    private const int Sample = 500;

    /// <summary>Nobody pages through more than that: beyond it a filter is not counted exactly.</summary>
    public const int MostCounted = 10_000;

    /// <summary>Finds the tasks of a page, and counts the list as far as that is known by the way.</summary>
    public static async Task<FoundTasks> FindAsync(
        StudioDbContext db, TaskQuery query, Workflow workflow, CancellationToken cancellationToken)
    {
        var rows = await RowsAsync(db, query, workflow, cancellationToken);
        var keys = rows is { Count: <= Few }
            ? await SortAsync(db, query, workflow, rows, cancellationToken)
            : await WalkAsync(db, query, workflow, rows, cancellationToken);
        var more = keys.Count > query.Size;
        var shown = keys.Take(query.Size).ToList();

        if (query.Cursor is { IsBefore: true })
        {
            shown.Reverse();
        }

        return new(shown, rows is { Count: <= Few } ? rows.Count : null)
        {
            HasPrevious = query.Cursor is { IsBefore: true } ? more : query.Cursor is not null,
            HasNext = query.Cursor is { IsBefore: true } || more,
        };
    }

    /// <summary>Counts the tasks that match, up to <see cref="MostCounted"/> and one more.</summary>
    public static async Task<int> CountAsync(
        StudioDbContext db, TaskQuery query, Workflow workflow, CancellationToken cancellationToken)
    {
        var sql = TaskSql.Of(query, workflow);

        return await db.Database.SqlQueryRaw<int>(sql.Count(MostCounted + 1), sql.Values).SingleAsync(cancellationToken);
    }

    /// <summary>Follows the filter; <see langword="null"/> if there is none.</summary>
    private static async Task<List<long>?> RowsAsync(
        StudioDbContext db, TaskQuery query, Workflow workflow, CancellationToken cancellationToken)
    {
        var sql = TaskSql.Of(query, workflow);

        // One stage in the order in which tasks entered it is an index.
        var isIndex = query is { Stage: not null, State: null, IsCounted: true, Sort.Column: TaskColumn.TimeInStage };

        return !sql.HasDriver || isIndex
            ? null
            : await db.Database.SqlQueryRaw<long>(sql.Rows(Few + 1), sql.Values).ToListAsync(cancellationToken);
    }

    private static async Task<List<TaskKey>> SortAsync(
        StudioDbContext db, TaskQuery query, Workflow workflow, List<long> rows, CancellationToken cancellationToken)
    {
        var sql = TaskSql.Of(query, workflow);

        return await db.Database.SqlQueryRaw<TaskKey>(sql.Sorted(rows), sql.Values).ToListAsync(cancellationToken);
    }

    private static async Task<List<TaskKey>> WalkAsync(
        StudioDbContext db, TaskQuery query, Workflow workflow, List<long>? rows, CancellationToken cancellationToken)
    {
        if (query.Sort.Column is not TaskColumn.TimeInStage)
        {
            return await WalkAsync(db, TaskSql.Of(query, workflow), stage: null, worst: null, cancellationToken);
        }

        var found = new List<TaskKey>();

        // Where most are is read first: then little has to be looked at elsewhere.
        foreach (var stage in await StagesAsync(db, query, workflow, rows, cancellationToken))
        {
            var worst = found.Count > query.Size ? found[^1].Key : null;
            found.AddRange(await WalkAsync(db, TaskSql.Of(query, workflow), stage, worst, cancellationToken));
            found = [.. Sort(found, query).Take(query.Size + 1)];
        }

        return found;
    }

    private static async Task<List<TaskKey>> WalkAsync(
        StudioDbContext db, TaskSql sql, StageId? stage, string? worst, CancellationToken cancellationToken)
    {
        var walk = sql.Walk(stage, worst);

        return await db.Database.SqlQueryRaw<TaskKey>(walk, sql.Values).ToListAsync(cancellationToken);
    }

    private static async Task<IReadOnlyList<StageId>> StagesAsync(
        StudioDbContext db, TaskQuery query, Workflow workflow, List<long>? rows, CancellationToken cancellationToken)
    {
        if (query.Stage is { } only)
        {
            return [only];
        }

        var all = await ReadAsync(TaskSql.Of(query, workflow), sql => sql.Stages());
        var most = rows is null ? [] : await ReadAsync(TaskSql.Of(query, workflow), sql => sql.Stages(rows.Take(Sample)));

        // A webhook is owed in Webhook stages alone, and perhaps in one that is no longer in the workflow.
        return
        [
            .. most.Union(all.OrderBy(stage => workflow.Find(stage)?.Kind is StageKind.Webhook))
                .Where(stage => !query.IsOwed || workflow.Find(stage)?.Kind is null or StageKind.Webhook),
        ];

        async Task<IEnumerable<StageId>> ReadAsync(TaskSql sql, Func<TaskSql, string> write)
        {
            var text = write(sql);

            return (await db.Database.SqlQueryRaw<byte[]>(text, sql.Values).ToListAsync(cancellationToken))
                .Select(StoredStageId.Read);
        }
    }

    private static IOrderedEnumerable<TaskKey> Sort(IEnumerable<TaskKey> keys, TaskQuery query)
    {
        var before = query.Cursor is { IsBefore: true };
        var sorted = query.Sort.Descending != before
            ? keys.OrderBy(key => long.Parse(key.Key, CultureInfo.InvariantCulture))
            : keys.OrderByDescending(key => long.Parse(key.Key, CultureInfo.InvariantCulture));

        return before ? sorted.ThenBy(key => key.Task) : sorted.ThenByDescending(key => key.Task);
    }
}

/// <summary>A task and its place in the order of a list.</summary>
internal sealed class TaskKey
{
    /// <summary>Gets the bytes of its identifier.</summary>
    public required byte[] Bytes { get; init; }

    /// <summary>Gets the external ID, or the ticks of a time, that the list is sorted by.</summary>
    public required string Key { get; init; }

    public Id<LabelTask> Task => Id<LabelTask>.FromBytes(Bytes);
}

/// <summary>The tasks of a page, in the order of the list.</summary>
/// <param name="Keys">The tasks.</param>
/// <param name="Total">How many the list has; <see langword="null"/> if that has to be counted apart.</param>
internal sealed record FoundTasks(IReadOnlyList<TaskKey> Keys, int? Total)
{
    public bool HasPrevious { get; init; }

    public bool HasNext { get; init; }

    public TaskCursor? Previous => HasPrevious && Keys is [var first, ..] ? new(first.Key, first.Task, IsBefore: true) : null;

    public TaskCursor? Next => HasNext && Keys is [.., var last] ? new(last.Key, last.Task) : null;
}
