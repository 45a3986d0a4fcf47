using Microsoft.EntityFrameworkCore;
using WebhookStudio.Data;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Deliveries;

namespace WebhookStudio.Features.Deliveries;

/// <summary>A query of the log, understood. What it asks of an attempt can be asked of the tallies as well, but for the external ID, the
/// task, the newest of each task, and what is retrying.</summary>
internal sealed record LogCriteria
{
    private LogCriteria(LogQuery query) => Query = query;

    public LogQuery Query { get; }

    /// <summary>Gets whether only accepted, or only other attempts are asked for; not with tests.</summary>
    public bool? Accepted { get; private init; }

    /// <summary>Gets whether only what is retrying is asked for.</summary>
    public bool IsRetrying { get; private init; }

    /// <summary>Gets the condition that the class of codes sets, and the one that the cause does.</summary>
    private IReadOnlyList<LogResult> Results { get; init; } = [];

    /// <summary>Gets whether the tallies know all that is asked for, the status apart.</summary>
    public bool IsTallied => Text is null && Query.Task is null && !Query.IsLatestOnly;

    /// <summary>Gets whether nothing but project and time is asked for.</summary>
    public bool IsOpen => IsTallied && !IsRetrying && Accepted is null && Results.Count == 0
        && Query is { Stage: null, Trigger: null, Tests: LogTests.Included };

    /// <summary>Gets the part of the external ID that is looked for.</summary>
    public string? Text => Query.ExternalId?.Trim() is { Length: > 0 } text ? text : null;

    /// <summary>Gets the same without a status.</summary>
    public LogCriteria AnyStatus => this with { Accepted = null, IsRetrying = false };

    /// <exception cref="DomainRuleException">The status, the class or the cause is none.</exception>
    public static LogCriteria Of(LogQuery query)
    {
        var status = query.Status?.Trim().ToLowerInvariant() ?? "";
        var isResult = status is not ("" or "all" or "failed" or "delivered" or "retrying");

        return new(query)
        {
            Accepted = status switch { "failed" => false, "delivered" => true, _ => null },
            IsRetrying = status == "retrying",
            Results =
            [
                .. new[] { isResult ? LogResult.OfStatus(status) : null, LogResult.OfClass(query.Class), LogResult.OfCause(query.Cause) }
                    .OfType<LogResult>(),
            ],
        };
    }

    /// <summary>Gets whether a line with these marks has the status that is asked for.</summary>
    public bool Shows(bool accepted, bool isTest, bool isRetrying) =>
        (Accepted is null || (Accepted == accepted && !isTest)) && (!IsRetrying || isRetrying);

    public IQueryable<AttemptTally> Where(IQueryable<AttemptTally> tallies)
    {
        var (stage, trigger, accepted) = (Query.Stage, Query.Trigger, Accepted);
        tallies = tallies.Where(t => t.ProjectId == Query.Project);

        if (Query.Span is { } span)
        {
            var (from, to) = (TallySlot.Of(span.From), TallySlot.Of(span.To));
            tallies = tallies.Where(t => t.Slot >= from && t.Slot < to);
        }

        tallies = stage is null ? tallies : tallies.Where(t => t.StageId == stage);
        tallies = trigger is null ? tallies : tallies.Where(t => t.Trigger == trigger);
        tallies = accepted is null ? tallies : tallies.Where(t => t.Accepted == accepted && t.Trigger != AttemptTrigger.Test);
        tallies = Query.Tests switch
        {
            LogTests.Without => tallies.Where(t => t.Trigger != AttemptTrigger.Test),
            LogTests.Only => tallies.Where(t => t.Trigger == AttemptTrigger.Test),
            _ => tallies,
        };

        return Results.Aggregate(tallies, (found, result) => result.Where(found));
    }

    /// <summary>Asks of the project's attempts what the tallies know too.</summary>
    public IQueryable<DeliveryAttempt> OfProject(StudioDbContext db) =>
        Where(db.Attempts.AsNoTracking().Where(a => a.ProjectId == Query.Project));

    /// <summary>Asks the same of attempts that are the project's anyhow: told the project, the database would read them all by it.</summary>
    public IQueryable<DeliveryAttempt> Where(IQueryable<DeliveryAttempt> attempts)
    {
        var (stage, trigger, accepted) = (Query.Stage, Query.Trigger, Accepted);

        if (Query.Span is { } span)
        {
            // An identifier begins with the second of its attempt: so the key stands in for the time, which no index has.
            var (from, to) = (Id<DeliveryAttempt>.FirstOf(span.From), Id<DeliveryAttempt>.FirstOf(span.To));
            attempts = attempts.Where(a => a.Id >= from && a.Id < to);
        }

        attempts = stage is null ? attempts : attempts.Where(a => a.StageId == stage);
        attempts = trigger is null ? attempts : attempts.Where(a => a.Trigger == trigger);
        attempts = accepted is null ? attempts : attempts.Where(a => a.Accepted == accepted && a.Trigger != AttemptTrigger.Test);
        attempts = Query.Tests switch
        {
            LogTests.Without => attempts.Where(a => a.Trigger != AttemptTrigger.Test),
            LogTests.Only => attempts.Where(a => a.Trigger == AttemptTrigger.Test),
            _ => attempts,
        };

        return Results.Aggregate(attempts, (found, result) => result.Where(found));
    }

    /// <summary>Narrows attempts to exactly what is asked for, however long it takes.</summary>
    /// <param name="attempts">Attempts that <see cref="Where(IQueryable{DeliveryAttempt})"/> has been asked of.</param>
    /// <param name="db">Where they are.</param>
    public IQueryable<DeliveryAttempt> Exactly(IQueryable<DeliveryAttempt> attempts, StudioDbContext db)
    {
        attempts = AlsoOf(attempts, db);

        return IsRetrying
            ? attempts.Where(a => db.Deliveries.Any(d =>
                d.Id == a.DeliveryId && d.Status == DeliveryStatus.Retrying && d.Attempts == a.Number))
            : attempts;
    }

    /// <summary>Asks of attempts what the tallies do not know, the status apart.</summary>
    public IQueryable<DeliveryAttempt> AlsoOf(IQueryable<DeliveryAttempt> attempts, StudioDbContext db)
    {
        if (Query.Task is { } task)
        {
            attempts = attempts.Where(a => a.TaskId == task);
        }

        if (Text is { } text)
        {
            var (pattern, lower) = Patterns(text);
            attempts = lower is null
                ? attempts.Where(a => EF.Functions.Like(a.ExternalId, pattern, "\\"))
                : attempts.Where(a => EF.Functions.Like(a.ExternalId, pattern, "\\") || EF.Functions.Like(a.ExternalId, lower, "\\"));
        }

        return Query.IsLatestOnly
            ? attempts.Where(a => a.Trigger != AttemptTrigger.Test && !db.Deliveries.Any(d =>
                d.TaskId == a.TaskId && db.Set<AttemptRow>().Any(later => later.DeliveryId == d.Id && later.Id > a.Id)))
            : attempts;
    }

    /// <summary>Finds deliveries by the part of their external ID.</summary>
    public IQueryable<WebhookDelivery> Named(StudioDbContext db)
    {
        var (pattern, lower) = Patterns(Text!);
        var deliveries = db.Deliveries.AsNoTracking().Where(d => d.ProjectId == Query.Project);

        return lower is null
            ? deliveries.Where(d => EF.Functions.Like(d.ExternalId, pattern, "\\"))
            : deliveries.Where(d => EF.Functions.Like(d.ExternalId, pattern, "\\") || EF.Functions.Like(d.ExternalId, lower, "\\"));
    }

    /// <summary>Finds lines that have a task or an external ID of their own, by what is asked for.</summary>
    public IQueryable<AttemptRow> OfOthers(IQueryable<AttemptRow> rows)
    {
        rows = rows.Where(row => row.ExternalId != null);

        if (Query.Task is { } task)
        {
            rows = rows.Where(row => row.TaskId == task);
        }

        if (Text is not { } text)
        {
            return rows;
        }

        var (pattern, lower) = Patterns(text);

        return lower is null
            ? rows.Where(row => EF.Functions.Like(row.ExternalId, pattern, "\\"))
            : rows.Where(row => EF.Functions.Like(row.ExternalId, pattern, "\\") || EF.Functions.Like(row.ExternalId, lower, "\\"));
    }

    /// <summary>SQLite takes upper and lower case of ASCII for the same; a second pattern finds other letters that are stored in lower
    /// case.</summary>
    private static (string Pattern, string? Lower) Patterns(string text)
    {
        var escaped = text.Replace("\\", "\\\\", StringComparison.Ordinal)
            .Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal);

        return ($"%{escaped}%", text.All(char.IsAscii) ? null : $"%{escaped.ToLowerInvariant()}%");
    }
}
