using Microsoft.EntityFrameworkCore;
using WebhookStudio.Data;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Deliveries;

namespace WebhookStudio.Features.Deliveries;

/// <summary>Answers what the tallies cannot: the external ID, the task, the newest attempt of each task, what is retrying.</summary>
/// <remarks>
/// What few deliveries have is found by them, all of it. What many have is looked for line by line from the newest on, and only so far:
/// the log may have millions of lines, and nobody reads beyond the first hundreds of a search.
/// </remarks>
internal sealed class LogSearch(StudioDbContext db, LogCriteria criteria, LogSearchLimits limits)
{
    private readonly LogCriteria _any = criteria.AnyStatus;

    /// <summary>Finds lines of every status.</summary>
    /// <param name="before">The line to begin after; from the newest on if it is <see langword="null"/>.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    public async Task<LogFinding> FindAsync(Id<DeliveryAttempt>? before, CancellationToken cancellationToken) =>
        await FindByDeliveryAsync(cancellationToken) ?? await LookThroughAsync(before, cancellationToken);

    /// <summary>Finds what is retrying, newest first.</summary>
    public async Task<LogFinding> RetryingAsync(CancellationToken cancellationToken)
    {
        var planned = db.Deliveries.Owed().Where(d => d.ProjectId == criteria.Query.Project && d.Status == DeliveryStatus.Retrying);
        var marks = await _any.Where(db.Attempts.AsNoTracking())
            .Where(a => !a.Accepted)
            .Join(planned, a => new { a.DeliveryId, a.Number }, d => new { DeliveryId = d.Id, Number = d.Attempts }, (a, d) => a.Id)
            .Take(limits.Retrying + 1)
            .ToListAsync(cancellationToken);

        if (marks.Count <= limits.Retrying)
        {
            return new([.. marks.OrderDescending().Select(id => new LogMark(id, false, false, true))], null);
        }

        var found = await LookThroughAsync(null, cancellationToken);

        return found with { Marks = [.. found.Marks.Where(mark => mark.IsRetrying)] };
    }

    /// <summary>Looks at a stretch of the log, line by line.</summary>
    public async Task<LogFinding> LookThroughAsync(Id<DeliveryAttempt>? before, CancellationToken cancellationToken)
    {
        var (windows, hasMore) = await new LogWalk(db, _any).StretchAsync(before, limits.Lines, limits.Windows, cancellationToken);
        var marks = new List<LogMark>();
        var left = limits.Lines;

        foreach (var window in windows)
        {
            var inside = _any.OfProject(db).Where(a => a.Id >= window.From && a.Id < window.To);
            inside = before is { } line ? inside.Where(a => a.Id < line) : inside;
            var stretch = inside.OrderByDescending(a => a.Id).Take(left);
            marks.AddRange(await _any.AlsoOf(stretch, db).OrderByDescending(a => a.Id).Select(LogMark.Of(db)).ToListAsync(cancellationToken));

            if (window.Count > left)
            {
                var looked = await inside.OrderByDescending(a => a.Id).Skip(left - 1).Take(2).Select(a => a.Id).ToListAsync(cancellationToken);

                return new(marks, looked.Count == 2 || hasMore || window != windows[^1] ? looked.FirstOrDefault(window.From) : null);
            }

            left -= window.Count;

            if (left == 0)
            {
                return new(marks, hasMore || window != windows[^1] ? window.From : null);
            }
        }

        return new(marks, hasMore ? windows[^1].From : null);
    }

    /// <returns><see langword="null"/> if too many deliveries have what is asked for.</returns>
    private async Task<LogFinding?> FindByDeliveryAsync(CancellationToken cancellationToken)
    {
        if (Deliveries() is not { } found)
        {
            return null;
        }

        var deliveries = await found.Select(d => d.Id).Take(limits.Deliveries + 1).ToListAsync(cancellationToken);

        if (deliveries.Count > limits.Deliveries || await OthersAsync(cancellationToken) is not { } tests)
        {
            return null;
        }

        var attempts = _any.AlsoOf(_any.Where(db.Attempts.AsNoTracking()), db);
        var marks = await attempts.Where(a => deliveries.Contains(a.DeliveryId)).Select(LogMark.Of(db)).ToListAsync(cancellationToken);

        return new([.. marks.UnionBy(tests, mark => mark.Id).OrderByDescending(mark => mark.Id)], null);
    }

    private IQueryable<WebhookDelivery>? Deliveries() => criteria switch
    {
        { Query.Task: { } task } => db.Deliveries.AsNoTracking().Where(d => d.TaskId == task),
        { Text: not null } => criteria.Named(db),
        _ => null,
    };

    /// <summary>Finds the lines whose name is not that of a delivery, which are tests.</summary>
    /// <returns><see langword="null"/> if there are too many.</returns>
    private async Task<IReadOnlyList<LogMark>?> OthersAsync(CancellationToken cancellationToken)
    {
        var rows = await criteria.OfOthers(db.Set<AttemptRow>().AsNoTracking()).Select(row => row.Id)
            .Take(limits.Deliveries + 1).ToListAsync(cancellationToken);

        if (rows.Count > limits.Deliveries)
        {
            return null;
        }

        // Asked for the project, the database would read all lines of it instead of these.
        var found = await _any.AlsoOf(_any.Where(db.Attempts.AsNoTracking().Where(a => rows.Contains(a.Id))), db)
            .Select(a => new { a.ProjectId, Mark = new LogMark(a.Id, a.Accepted, a.Trigger == AttemptTrigger.Test, false) })
            .ToListAsync(cancellationToken);

        return found.FindAll(each => each.ProjectId == criteria.Query.Project).ConvertAll(each => each.Mark);
    }
}

/// <summary>How far a search goes.</summary>
/// <param name="Deliveries">From how many deliveries on a search looks line by line.</param>
/// <param name="Lines">How many lines it looks at then.</param>
/// <param name="Windows">In how many places of the log it looks for them at most.</param>
/// <param name="Retrying">How many lines that are retrying are counted.</param>
internal sealed record LogSearchLimits(int Deliveries, int Lines, int Windows, int Retrying)
{
    public static LogSearchLimits Usual { get; } = new(Deliveries: 2_000, Lines: 5_000, Windows: 40, Retrying: 10_000);
}
