using System.Diagnostics.CodeAnalysis;
using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using WebhookStudio.Data;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Deliveries;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Platform;

namespace WebhookStudio.Features.Deliveries;

/// <inheritdoc />
internal sealed class DeliveryLog(IDbContextFactory<StudioDbContext> contexts) : IDeliveryLog
{
    private static readonly Expression<Func<DeliveryAttempt, LogLine>> ToLine = a => new LogLine
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

    public async Task<Page<LogLine>> ListAsync(LogQuery query, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var attempts = Filter(db, query).WithStatus(query.Status, db);
        var total = await attempts.CountAsync(cancellationToken);
        var lines = await attempts
            .OrderByDescending(a => a.Id)
            .Skip(query.Page.Skip).Take(query.Page.Size)
            .Select(ToLine)
            .ToListAsync(cancellationToken);

        return new(lines, total);
    }

    public async Task<LogCounts> CountAsync(LogQuery query, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var attempts = Filter(db, query);
        var byAccepted = await attempts
            .GroupBy(a => new { a.Accepted, IsTest = a.Trigger == AttemptTrigger.Test })
            .Select(group => new { group.Key.Accepted, group.Key.IsTest, Count = group.Count() })
            .ToListAsync(cancellationToken);
        var retrying = await attempts.WithStatus("retrying", db).CountAsync(cancellationToken);
        var delivered = byAccepted.Where(group => group is { Accepted: true, IsTest: false }).Sum(group => group.Count);
        var failed = byAccepted.Where(group => group is { Accepted: false, IsTest: false }).Sum(group => group.Count);

        return new(byAccepted.Sum(group => group.Count), failed, delivered, retrying);
    }

    public async Task<AttemptDetails?> GetAsync(
        Id<Project> project, Id<DeliveryAttempt> attempt, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var found = await db.Attempts.AsNoTracking().Include(a => a.Exchange)
            .SingleOrDefaultAsync(a => a.Id == attempt && a.ProjectId == project, cancellationToken);

        if (found is null)
        {
            return null;
        }

        var attempts = await db.Attempts.AsNoTracking()
            .Where(a => a.DeliveryId == found.DeliveryId)
            .OrderByDescending(a => a.Number)
            .Select(ToLine)
            .ToListAsync(cancellationToken);

        return await DetailAsync(db, found, attempts, cancellationToken);
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

    private static async Task<AttemptDetails> DetailAsync(
        StudioDbContext db, DeliveryAttempt found, IReadOnlyList<LogLine> attempts, CancellationToken cancellationToken)
    {
        var delivery = await db.Deliveries.AsNoTracking()
            .SingleOrDefaultAsync(d => d.Id == found.DeliveryId, cancellationToken);
        var sent = found.Exchange?.RequestBody ?? await db.Payloads.AsNoTracking()
            .Where(p => p.DeliveryId == found.DeliveryId)
            .Select(p => p.Body)
            .SingleOrDefaultAsync(cancellationToken);
        var hasOwn = found.Exchange?.RequestBody is not null;
        var body = sent ?? [];
        var task = await db.Tasks.AsNoTracking()
            .Where(t => t.Id == found.TaskId)
            .Select(t => new { t.StageId, t.DeliveryId })
            .SingleOrDefaultAsync(cancellationToken);
        var project = await db.Projects.AsNoTracking()
            .Where(p => p.Id == found.ProjectId)
            .Select(p => new { p.Workflow, p.WorkflowVersion })
            .SingleAsync(cancellationToken);
        var stage = task is null ? null : project.Workflow.Find(task.StageId);

        return new()
        {
            Line = attempts.Single(line => line.Id == found.Id),
            RequestHeaders = found.Exchange?.RequestHeaders ?? "",
            Payload = hasOwn || body.Length <= AttemptDetails.PayloadLimit ? body : body[..AttemptDetails.PayloadLimit],
            HasOwnBody = hasOwn,
            PayloadSize = body.Length,
            ResponseHeaders = found.Exchange?.ResponseHeaders ?? "",
            ResponseBody = found.Exchange?.ResponseBody ?? [],
            ResponseCut = found.ResponseCut,
            Attempts = attempts,
            DeliveryStatus = delivery?.Status ?? DeliveryStatus.Delivered,
            NextAttemptAt = delivery?.Status is DeliveryStatus.Retrying ? delivery.DueAt : null,
            AskedSeconds = delivery?.Status is DeliveryStatus.Retrying ? delivery.AskedSeconds : null,
            IsExchangePruned = found.Exchange is null && KeepsExchange(found.Outcome),
            IsPayloadPruned = sent is null,
            TaskStageName = stage?.Name,
            TaskStageKind = stage?.Kind,
            TaskWaits = delivery is not null && task?.DeliveryId == delivery.Id,
            WorkflowVersion = project.WorkflowVersion,
        };
    }

    /// <summary>Nothing is known of what went out when a worker died, and nothing went out without a URL.</summary>
    private static bool KeepsExchange(AttemptOutcome outcome) =>
        outcome is not (AttemptOutcome.Unknown or AttemptOutcome.NeedsSetup);

    [SuppressMessage("Globalization", "CA1304", Justification = "The database lowers the text, not .NET.")]
    [SuppressMessage("Globalization", "CA1311", Justification = "The database lowers the text, not .NET.")]
    [SuppressMessage("Performance", "CA1862", Justification = "The overload with a comparison has no translation.")]
    internal static IQueryable<DeliveryAttempt> Filter(StudioDbContext db, LogQuery query)
    {
        var attempts = db.Attempts.AsNoTracking().Where(a => a.ProjectId == query.Project);

        if (query.Stage is { } stage)
        {
            attempts = attempts.Where(a => a.StageId == stage);
        }

        if (query.Task is { } task)
        {
            attempts = attempts.Where(a => a.TaskId == task);
        }

        if (query.Trigger is { } trigger)
        {
            attempts = attempts.Where(a => a.Trigger == trigger);
        }

        if (query.ExternalId?.Trim() is { Length: > 0 } text)
        {
            // SQLite lowers ASCII only; the plain comparison finds the rest as it is written.
            var lower = text.ToLowerInvariant();
            attempts = attempts.Where(a => a.ExternalId.Contains(text) || a.ExternalId.ToLower().Contains(lower));
        }

        return attempts;
    }
}
