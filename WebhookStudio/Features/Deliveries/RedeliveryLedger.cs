using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using WebhookStudio.Data;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Deliveries;
using WebhookStudio.Domain.Workflows;
using WebhookStudio.Features.Tasks;

namespace WebhookStudio.Features.Deliveries;

/// <summary>The database side of a redelivery: takes one delivery, whatever has become of it, and settles it.</summary>
internal sealed class RedeliveryLedger(
    IDbContextFactory<StudioDbContext> contexts,
    WriteTurns turns,
    TaskMover mover,
    WebhookTargets targets,
    DeliveryLedger ledger,
    TimeProvider clock)
{
    /// <summary>Gets where a delivery goes now.</summary>
    /// <exception cref="DomainRuleException">The project has no such delivery, or its stage is off or gone.</exception>
    public async Task<WebhookTarget> FindAsync(RedeliveryRequest request, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var stage = await db.Deliveries.AsNoTracking()
            .Where(d => d.Id == request.Delivery && d.ProjectId == request.Project)
            .Select(d => (StageId?)d.StageId)
            .SingleOrDefaultAsync(cancellationToken)
            ?? throw new DomainRuleException("delivery.unknown", $"Invalid delivery: {request.Delivery}.");

        var project = await db.Projects.AsNoTracking().SingleAsync(p => p.Id == request.Project, cancellationToken);

        return targets.Of(project, stage) ?? throw new DomainRuleException(
            "stage.off", "The stage is off or no longer in the workflow. Switch it on and save, then redeliver.");
    }

    /// <summary>Takes the delivery under a lease, so that nobody else sends it meanwhile.</summary>
    /// <exception cref="DomainRuleException">It is about to be sent or under way, or there is nothing to send.</exception>
    public async Task<ClaimedRedelivery> ClaimAsync(
        RedeliveryRequest request, WebhookTarget target, string token, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        using var turn = await turns.TakeAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var delivery = await db.Deliveries.SingleAsync(d => d.Id == request.Delivery, cancellationToken);
        var now = clock.GetUtcNow();
        delivery.ClaimForRedelivery(token, request.By, now, LaneAllowance.LeaseUntil(target, now));
        var last = await db.Attempts.Where(a => a.DeliveryId == delivery.Id)
            .MaxAsync(a => (int?)a.Number, cancellationToken) ?? 0;
        var body = request.Body is RedeliveryBody.Same
            ? await StoredAsync(db, delivery, cancellationToken)
            : await CurrentAsync(db, delivery, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);

        return new(
            new(
                delivery.Id, delivery.TaskId, delivery.ExternalId, Math.Max(last, delivery.Attempts) + 1,
                AttemptTrigger.Redeliver, request.By, token, body, delivery.FailuresInRun),
            IsOwed: delivery.Status is DeliveryStatus.Sending);
    }

    /// <summary>Writes down the attempt, and what becomes of the delivery and its task.</summary>
    /// <returns>The Webhook stages that the task has entered.</returns>
    public async Task<IReadOnlySet<StageId>> SettleAsync(
        WebhookTarget target, ClaimedRedelivery claimed, DeliveryAttempt attempt)
    {
        if (claimed.IsOwed)
        {
            // One attempt was asked for: a failure is not followed by the schedule.
            return await ledger.SettleAsync(
                target with { Retries = RetryPolicy.None }, [new(claimed.Delivery, attempt)], CancellationToken.None);
        }

        await using var db = await contexts.CreateDbContextAsync(CancellationToken.None);
        using var turn = await turns.TakeAsync(CancellationToken.None);
        await using var transaction = await db.Database.BeginTransactionAsync(CancellationToken.None);
        var delivery = await db.Deliveries.SingleOrDefaultAsync(d => d.Id == claimed.Delivery.Id, CancellationToken.None);
        delivery?.EndRedelivery(claimed.Delivery.Token);
        db.Add(attempt);
        await db.SaveChangesAsync(CancellationToken.None);
        await transaction.CommitAsync(CancellationToken.None);

        return ImmutableHashSet<StageId>.Empty;
    }

    private static async Task<byte[]> StoredAsync(
        StudioDbContext db, WebhookDelivery delivery, CancellationToken cancellationToken) =>
        await db.Payloads.Where(p => p.DeliveryId == delivery.Id).Select(p => p.Body)
            .SingleOrDefaultAsync(cancellationToken)
        ?? throw new DomainRuleException(
            "delivery.no_payload",
            $"The body of the webhook of {delivery.ExternalId} is no longer stored. Send the current task data instead.");

    private async Task<byte[]> CurrentAsync(
        StudioDbContext db, WebhookDelivery delivery, CancellationToken cancellationToken)
    {
        var project = await db.Projects.AsNoTracking().SingleAsync(p => p.Id == delivery.ProjectId, cancellationToken);
        var task = await db.Tasks.AsNoTracking().SingleOrDefaultAsync(t => t.Id == delivery.TaskId, cancellationToken)
            ?? throw new DomainRuleException(
                "delivery.no_payload", $"The task of {delivery.ExternalId} has been deleted. Send the exact same body instead.");

        return await mover.ComposeAsync(db, project, task, project.Workflow.Get(delivery.StageId), cancellationToken);
    }
}

/// <summary>A delivery taken to be sent once more.</summary>
/// <param name="Delivery">What is sent.</param>
/// <param name="IsOwed">Whether the task still waits for it.</param>
internal sealed record ClaimedRedelivery(ClaimedDelivery Delivery, bool IsOwed);
