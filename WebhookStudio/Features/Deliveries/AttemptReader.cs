using Microsoft.EntityFrameworkCore;
using WebhookStudio.Data;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Deliveries;
using WebhookStudio.Domain.Projects;

namespace WebhookStudio.Features.Deliveries;

/// <summary>Reads one attempt of the log, with its delivery and its task.</summary>
internal sealed class AttemptReader(StudioDbContext db)
{
    public async Task<AttemptDetails?> ReadAsync(
        Id<Project> project, Id<DeliveryAttempt> attempt, CancellationToken cancellationToken)
    {
        if (await FindAsync(project, attempt, cancellationToken) is not { } found)
        {
            return null;
        }

        var attempts = await db.Attempts.AsNoTracking()
            .Where(a => a.DeliveryId == found.Line.DeliveryId)
            .OrderByDescending(a => a.Number)
            .Select(DeliveryLog.ToLine)
            .ToListAsync(cancellationToken);
        var delivery = await db.Deliveries.AsNoTracking()
            .SingleOrDefaultAsync(d => d.Id == found.Line.DeliveryId, cancellationToken);
        var task = await db.Tasks.AsNoTracking()
            .Where(t => t.Id == found.Line.TaskId)
            .Select(t => new { t.StageId, t.DeliveryId })
            .SingleOrDefaultAsync(cancellationToken);
        var live = await db.Projects.AsNoTracking()
            .Where(p => p.Id == project)
            .Select(p => new { p.Workflow, p.WorkflowVersion })
            .SingleAsync(cancellationToken);
        var stage = task is null ? null : live.Workflow.Find(task.StageId);

        return found with
        {
            Attempts = attempts,
            DeliveryStatus = delivery?.Status ?? DeliveryStatus.Delivered,
            NextAttemptAt = delivery?.Status is DeliveryStatus.Retrying ? delivery.DueAt : null,
            AskedSeconds = delivery?.Status is DeliveryStatus.Retrying ? delivery.AskedSeconds : null,
            TaskStageName = stage?.Name,
            TaskStageKind = stage?.Kind,
            TaskWaits = delivery is not null && task?.DeliveryId == delivery.Id,
            WorkflowVersion = live.WorkflowVersion,
        };
    }

    public async Task<AttemptBodies?> ReadBodiesAsync(
        Id<Project> project, Id<DeliveryAttempt> attempt, CancellationToken cancellationToken)
    {
        var found = await db.Attempts.AsNoTracking()
            .Where(a => a.Id == attempt && a.ProjectId == project)
            .Select(a => new { a.DeliveryId })
            .SingleOrDefaultAsync(cancellationToken);

        if (found is null)
        {
            return null;
        }

        var kept = await db.Exchanges.AsNoTracking().Where(e => e.AttemptId == attempt)
            .Select(e => new { e.RequestBody, e.ResponseBody })
            .SingleOrDefaultAsync(cancellationToken);
        var sent = kept?.RequestBody ?? await db.Payloads.AsNoTracking()
            .Where(p => p.DeliveryId == found.DeliveryId)
            .Select(p => p.Body)
            .SingleOrDefaultAsync(cancellationToken);

        return new(sent, kept?.ResponseBody);
    }

    /// <summary>Reads what the attempt itself says. Of bodies only the length is read: they may be large.</summary>
    private async Task<AttemptDetails?> FindAsync(
        Id<Project> project, Id<DeliveryAttempt> attempt, CancellationToken cancellationToken)
    {
        var line = await db.Attempts.AsNoTracking()
            .Where(a => a.Id == attempt && a.ProjectId == project)
            .Select(DeliveryLog.ToLine)
            .SingleOrDefaultAsync(cancellationToken);

        if (line is null)
        {
            return null;
        }

        var isCut = await db.Attempts.AsNoTracking().Where(a => a.Id == attempt).Select(a => a.ResponseCut)
            .SingleAsync(cancellationToken);
        var kept = await db.Exchanges.AsNoTracking().Where(e => e.AttemptId == attempt)
            .Select(e => new
            {
                e.RequestHeaders,
                e.ResponseHeaders,
                Own = e.RequestBody == null ? (int?)null : e.RequestBody.Length,
                Response = e.ResponseBody == null ? 0 : e.ResponseBody.Length,
            })
            .SingleOrDefaultAsync(cancellationToken);
        var payload = kept?.Own ?? await db.Payloads.AsNoTracking()
            .Where(p => p.DeliveryId == line.DeliveryId)
            .Select(p => (int?)p.Body.Length)
            .SingleOrDefaultAsync(cancellationToken);

        return new()
        {
            Line = line,
            RequestHeaders = kept?.RequestHeaders ?? "",
            PayloadSize = payload ?? 0,
            ResponseHeaders = kept?.ResponseHeaders ?? "",
            ResponseSize = kept?.Response ?? 0,
            ResponseCut = isCut,
            IsExchangePruned = kept is null && KeepsExchange(line.Outcome),
            IsPayloadPruned = payload is null,
        };
    }

    /// <summary>Nothing is known of what went out when a worker died, and nothing went out without a URL.</summary>
    private static bool KeepsExchange(AttemptOutcome outcome) =>
        outcome is not (AttemptOutcome.Unknown or AttemptOutcome.NeedsSetup);
}
