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
        var candidates = _any.OfProject(db);
        candidates = before is { } line ? candidates.Where(a => a.Id < line) : candidates;
        var stretch = candidates.OrderByDescending(a => a.Id).Take(limits.Lines);
        var last = await candidates.OrderByDescending(a => a.Id).Skip(limits.Lines - 1).Take(1)
            .Select(a => a.Id).ToListAsync(cancellationToken);
        var marks = await _any.AlsoOf(stretch, db).OrderByDescending(a => a.Id).Select(LogMark.Of(db)).ToListAsync(cancellationToken);
        var searchedTo = last is [var oldest] && await candidates.AnyAsync(a => a.Id < oldest, cancellationToken) ? oldest : (Id<DeliveryAttempt>?)null;

        return new(marks, searchedTo);
    }

    /// <returns><see langword="null"/> if too many deliveries have what is asked for.</returns>
    private async Task<LogFinding?> FindByDeliveryAsync(CancellationToken cancellationToken)
    {
        if (Deliveries() is not { } found)
        {
            return null;
        }

        var deliveries = await found.Select(d => d.Id).Take(limits.Deliveries + 1).ToListAsync(cancellationToken);

        if (deliveries.Count > limits.Deliveries || await TestsAsync(cancellationToken) is not { } tests)
        {
            return null;
        }

        var attempts = _any.AlsoOf(_any.Where(db.Attempts.AsNoTracking()), db);
        var marks = await attempts.Where(a => deliveries.Contains(a.DeliveryId)).Select(LogMark.Of(db)).ToListAsync(cancellationToken);

        return new([.. marks.Concat(tests).OrderByDescending(mark => mark.Id)], null);
    }

    private IQueryable<WebhookDelivery>? Deliveries() => criteria switch
    {
        { Query.Task: { } task } => db.Deliveries.AsNoTracking().Where(d => d.TaskId == task),
        { Text: not null } => criteria.Named(db),
        _ => null,
    };

    /// <summary>Finds the tests among the lines: they belong to no delivery.</summary>
    /// <returns><see langword="null"/> if there are too many to look at.</returns>
    private async Task<IReadOnlyList<LogMark>?> TestsAsync(CancellationToken cancellationToken)
    {
        if (criteria.Query.Tests is LogTests.Without || criteria.Query.IsLatestOnly)
        {
            return [];
        }

        var only = LogCriteria.Of(criteria.Query with { Status = null, Tests = LogTests.Only, ExternalId = null, Task = null });
        var windows = await new LogWalk(db, only).WindowsAsync(limits.Deliveries, cancellationToken);

        if (windows is null)
        {
            return null;
        }

        var found = new List<LogMark>();

        foreach (var window in windows)
        {
            var tests = _any.AlsoOf(only.OfProject(db).Where(a => a.Id >= window.From && a.Id < window.To), db);
            found.AddRange(await tests.Select(a => new LogMark(a.Id, a.Accepted, true, false)).ToListAsync(cancellationToken));
        }

        return found;
    }
}

/// <summary>How far a search goes.</summary>
/// <param name="Deliveries">From how many deliveries on a search looks line by line.</param>
/// <param name="Lines">How many lines it looks at then.</param>
/// <param name="Retrying">How many lines that are retrying are counted.</param>
internal sealed record LogSearchLimits(int Deliveries, int Lines, int Retrying)
{
    public static LogSearchLimits Usual { get; } = new(Deliveries: 2_000, Lines: 5_000, Retrying: 10_000);
}
