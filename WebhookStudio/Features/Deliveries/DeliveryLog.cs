using System.Linq.Expressions;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using WebhookStudio.Data;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Deliveries;
using WebhookStudio.Domain.Projects;

namespace WebhookStudio.Features.Deliveries;

/// <inheritdoc />
/// <param name="contexts">Opens the database.</param>
/// <param name="limits">How far searches go.</param>
internal sealed class DeliveryLog(IDbContextFactory<StudioDbContext> contexts, LogSearchLimits? limits = null) : IDeliveryLog
{
    /// <summary>How many lines are read at once for a file.</summary>
    private const int Portion = 1_000;

    private readonly LogSearchLimits _limits = limits ?? LogSearchLimits.Usual;

    internal static readonly Expression<Func<DeliveryAttempt, LogLine>> ToLine = a => new LogLine
    {
        Id = a.Id,
        DeliveryId = a.DeliveryId,
        TaskId = a.TaskId,
        ExternalId = a.ExternalId,
        StageId = a.StageId,
        StageName = a.StageName,
        StartedAt = a.StartedAt,
        Outcome = a.Outcome,
        StatusCode = a.StatusCode,
        Accepted = a.Accepted,
        Trigger = a.Trigger,
        TriggeredBy = a.TriggeredBy,
        Number = a.Number,
        DurationMs = a.DurationMs,
        Url = a.Url,
        Detail = a.Detail,
        WorkflowVersion = a.WorkflowVersion,
        RemoteAddress = a.RemoteAddress,
        RetryAfterSeconds = a.RetryAfterSeconds,
        Phases = a.Phases,
    };

    public async Task<LogPage> ReadAsync(LogQuery query, LogCursor cursor, CancellationToken cancellationToken)
    {
        var criteria = LogCriteria.Of(query);
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var sums = new LogSums(criteria, await LogSums.FrameAsync(db, query, cancellationToken));
        var search = new LogSearch(db, criteria, _limits);

        if (!criteria.IsTallied)
        {
            var found = await search.FindAsync(null, cancellationToken);

            return await PageAsync(db, search, found, criteria, sums.Of(found), cursor, cancellationToken);
        }

        var (counts, chart) = await sums.OfTalliesAsync(db, cancellationToken);
        var retrying = await search.RetryingAsync(cancellationToken);
        counts = counts with { Retrying = retrying.Marks.Count, IsRetryingCut = retrying.SearchedTo is not null };

        return criteria.IsRetrying
            ? await PageAsync(
                db, search, retrying, criteria, (counts, sums.Of(retrying).Chart), cursor, cancellationToken)
            : await WalkAsync(db, criteria, counts, chart, cursor, cancellationToken);
    }

    public async IAsyncEnumerable<IReadOnlyList<LogLine>> StreamAsync(
        LogQuery query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var criteria = LogCriteria.Of(query);
        Id<DeliveryAttempt>? last = null;

        while (true)
        {
            // A context for each portion: the download may be slow, and nothing is held open for it.
            await using var db = await contexts.CreateDbContextAsync(cancellationToken);
            var rest = criteria.Exactly(criteria.OfProject(db), db);
            rest = last is { } line ? rest.Where(a => a.Id < line) : rest;
            var lines = await rest.OrderByDescending(a => a.Id).Take(Portion).Select(ToLine).ToListAsync(cancellationToken);

            if (lines.Count > 0)
            {
                yield return lines;
                last = lines[^1].Id;
            }

            if (lines.Count < Portion)
            {
                yield break;
            }
        }
    }

    public async Task<AttemptDetails?> GetAsync(
        Id<Project> project, Id<DeliveryAttempt> attempt, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);

        return await new AttemptReader(db).ReadAsync(project, attempt, cancellationToken);
    }

    public async Task<AttemptBodies?> GetBodiesAsync(
        Id<Project> project, Id<DeliveryAttempt> attempt, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);

        return await new AttemptReader(db).ReadBodiesAsync(project, attempt, cancellationToken);
    }

    public async Task<byte[]?> GetPayloadAsync(
        Id<Project> project, Id<WebhookDelivery> delivery, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);

        return await db.Payloads.AsNoTracking()
            .Where(p => p.DeliveryId == delivery
                && db.Deliveries.Any(d => d.Id == delivery && d.ProjectId == project))
            .Select(p => p.Body)
            .SingleOrDefaultAsync(cancellationToken);
    }

    private static async Task<LogPage> WalkAsync(
        StudioDbContext db, LogCriteria criteria, LogCounts counts, LogChart chart, LogCursor cursor, CancellationToken cancellationToken)
    {
        var walk = new LogWalk(db, criteria);
        var ids = await walk.ReadAsync(cursor, cancellationToken);
        var isUp = cursor.Before is null && cursor.After is not null;
        var hasMore = ids.Count > cursor.Size;

        if (isUp && !hasMore)
        {
            // The newest page is a full one.
            return await WalkAsync(db, criteria, counts, chart, new() { Size = cursor.Size }, cancellationToken);
        }

        var shown = ids.Take(cursor.Size).OrderDescending().ToList();
        var newer = (cursor, shown) switch
        {
            (_, []) => 0,
            ({ Before: null, After: null }, _) => cursor.Skip,
            (_, [var first, ..]) => await walk.CountNewerAsync(first, cancellationToken),
        };

        return new()
        {
            Lines = await LinesAsync(db, shown, cancellationToken),
            Counts = counts,
            Chart = chart,
            Total = criteria.Accepted switch { true => counts.Delivered, false => counts.Failed, _ => counts.All },
            First = shown.Count == 0 ? null : newer + 1,
            HasNewer = isUp || newer > 0 || (shown.Count == 0 && cursor is not { Before: null, Skip: 0 }),
            HasOlder = isUp || hasMore,
        };
    }

    /// <summary>Takes a page out of what a search has found; beyond the end of that, the search goes on from the cursor.</summary>
    private static async Task<LogPage> PageAsync(
        StudioDbContext db, LogSearch search, LogFinding found, LogCriteria criteria, (LogCounts Counts, LogChart Chart) sums,
        LogCursor cursor, CancellationToken cancellationToken)
    {
        var all = Shown(found, criteria);
        var total = all.Count;
        var isCut = found.SearchedTo is not null;
        var isBeyond = cursor.Before is { } line && found.SearchedTo is { } end && line <= end;

        if (isBeyond)
        {
            found = await search.LookThroughAsync(cursor.Before, cancellationToken);
            all = Shown(found, criteria);
        }

        var start = isBeyond ? 0 : cursor switch
        {
            { Before: { } before } => all.TakeWhile(id => id >= before).Count(),
            { After: { } after } => Math.Max(0, all.TakeWhile(id => id > after).Count() - cursor.Size),
            _ => Math.Min(cursor.Skip, all.Count),
        };
        var shown = all.Skip(start).Take(cursor.Size).ToList();
        var isEnd = start + shown.Count >= all.Count;

        return new()
        {
            Lines = await LinesAsync(db, shown, cancellationToken),
            Counts = sums.Counts,
            Chart = sums.Chart,
            Total = total,
            IsTotalCut = isCut,
            First = shown.Count == 0 || isBeyond ? null : start + 1,
            HasNewer = isBeyond || start > 0,
            HasOlder = !isEnd,
            SearchedTo = isEnd ? found.SearchedTo : null,
        };
    }

    private static List<Id<DeliveryAttempt>> Shown(LogFinding found, LogCriteria criteria) =>
    [
        .. found.Marks.Where(mark => criteria.Shows(mark.Accepted, mark.IsTest, mark.IsRetrying)).Select(mark => mark.Id),
    ];

    private static async Task<IReadOnlyList<LogLine>> LinesAsync(
        StudioDbContext db, List<Id<DeliveryAttempt>> ids, CancellationToken cancellationToken)
    {
        if (ids.Count == 0)
        {
            return [];
        }

        var lines = await db.Attempts.AsNoTracking().Where(a => ids.Contains(a.Id)).Select(ToLine).ToListAsync(cancellationToken);

        return [.. lines.OrderByDescending(line => line.Id)];
    }
}
