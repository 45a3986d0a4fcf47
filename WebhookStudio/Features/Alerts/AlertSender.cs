using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using WebhookStudio.Data;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Alerts;
using WebhookStudio.Domain.Deliveries;
using WebhookStudio.Domain.Documents;
using WebhookStudio.Domain.Tasks;
using WebhookStudio.Domain.Workflows;
using WebhookStudio.Features.Deliveries;
using WebhookStudio.Platform;

namespace WebhookStudio.Features.Alerts;

/// <summary>Sends alerts the way webhooks are sent: same address policy, same signatures. Any 2xx counts as arrived.</summary>
internal sealed class AlertSender(
    IDbContextFactory<StudioDbContext> contexts,
    WriteTurns turns,
    OutOfTurnSender sender,
    ISecretProtector protector,
    IPublicAddress address,
    IProjectFeed feed,
    TimeProvider clock)
{
    /// <summary>How long an attempt may take.</summary>
    public static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);

    /// <summary>By now an attempt has been written down, or the process that made it is gone.</summary>
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(30);

    /// <summary>Sends an alert once, if it is due and nobody else has taken it.</summary>
    public async Task SendAsync(Id<StageAlert> id, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);

        if (await db.Alerts.SingleOrDefaultAsync(alert => alert.Id == id, cancellationToken) is not { } alert
            || await TakeAsync(db, alert, cancellationToken) is not { } target)
        {
            return;
        }

        var name = await db.Projects.Where(p => p.Id == alert.ProjectId).Select(p => p.Name).SingleAsync(cancellationToken);
        var delivery = Delivery(new(id.Value), AlertDocument.Write(alert, name, address.BaseUrl), alert.Attempts + 1, AttemptTrigger.Auto);
        var attempt = await sender.SendAsync(Open(target), delivery);

        // The request has been made: it is written down whether or not somebody still waits.
        await SettleAsync(id, attempt);
        feed.Publish(alert.ProjectId);
    }

    /// <summary>Sends a test to an address that need not be saved.</summary>
    /// <exception cref="DomainRuleException">Too many are under way.</exception>
    public async Task<DeliveryAttempt> TestAsync(AlertTarget target, string projectName, string by)
    {
        using var place = sender.Take();
        var now = clock.GetUtcNow();
        var body = AlertDocument.WriteTest(target.ProjectId.Value, projectName, now);

        return await sender.SendAsync(
            Open(target), Delivery(Id<WebhookDelivery>.New(now), body, 1, AttemptTrigger.Test) with { TriggeredBy = by });
    }

    /// <summary>Takes an alert, so that nobody else sends it.</summary>
    /// <returns>Where it goes; <see langword="null"/> if it is not to be sent.</returns>
    private async Task<AlertTarget?> TakeAsync(StudioDbContext db, StageAlert alert, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var target = await db.AlertTargets.AsNoTracking()
            .SingleOrDefaultAsync(found => found.ProjectId == alert.ProjectId && found.IsOn, cancellationToken);

        if (!alert.TryTake(now, now + Lease))
        {
            return null;
        }

        if (target is null)
        {
            alert.Drop();
        }

        try
        {
            using var turn = await turns.TakeAsync(cancellationToken);
            await db.SaveChangesAsync(cancellationToken);

            return target;
        }
        catch (DbUpdateConcurrencyException)
        {
            // Another job was faster.
            return null;
        }
    }

    private Task<bool> SettleAsync(Id<StageAlert> id, DeliveryAttempt attempt) => WriteWhenPossible.RunAsync(
        async () =>
        {
            var now = clock.GetUtcNow();
            await using var db = await contexts.CreateDbContextAsync(CancellationToken.None);
            using var turn = await turns.TakeAsync(CancellationToken.None);

            if (await db.Alerts.SingleOrDefaultAsync(alert => alert.Id == id) is { } alert)
            {
                alert.Settle(attempt.Accepted, Word(attempt), now);
                (await db.AlertTargets.FindAsync(alert.ProjectId))?.Note(attempt.Accepted, Word(attempt), now);
                await db.SaveChangesAsync();
            }

            return true;
        },
        _ => { },
        clock);

    /// <summary>Gets the number answered, or the word.</summary>
    public static string Word(DeliveryAttempt attempt) => AttemptOutcomes.Status(attempt.Outcome, attempt.StatusCode);

    private static ClaimedDelivery Delivery(Id<WebhookDelivery> id, byte[] body, int number, AttemptTrigger trigger) =>
        new(id, default(Id<LabelTask>), "", number, trigger, null, "", body);

    private WebhookTarget Open(AlertTarget target)
    {
        var opened = new WebhookTarget
        {
            Key = new(target.ProjectId, new StageId("alerts")),
            StageName = "Alerts",
            Url = target.Url,
            SuccessCodes = SuccessCodes.Any2xx,
            Retries = RetryPolicy.None,
            Timeout = Timeout,
            Concurrency = 1,
        };

        try
        {
            return target.Secret is { } secret ? opened with { Secrets = new(protector.Open(secret)) } : opened;
        }
        catch (CryptographicException)
        {
            return opened with { Problem = "the stored secret cannot be opened any more. Enter it again and save." };
        }
    }
}
