using Microsoft.EntityFrameworkCore;
using WebhookStudio.Data;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Deliveries;
using WebhookStudio.Domain.Documents;
using WebhookStudio.Domain.Workflows;
using WebhookStudio.Platform;

namespace WebhookStudio.Features.Deliveries;

/// <inheritdoc />
internal sealed class WebhookTests(
    IDbContextFactory<StudioDbContext> contexts,
    WriteTurns turns,
    PayloadComposer composer,
    WebhookTargets targets,
    OutOfTurnSender sender,
    IProjectFeed feed,
    TimeProvider clock) : IWebhookTests
{
    public async Task<DeliveryAttempt> SendAsync(WebhookTest test, CancellationToken cancellationToken)
    {
        if (test.Stage.Settings is not WebhookStageSettings settings)
        {
            throw new DomainRuleException("stage.not_webhook", $"{test.Stage.Name} is not a Webhook stage; it sends nothing.");
        }

        using var place = sender.Take();
        var (delivery, version) = await ComposeAsync(test, cancellationToken);
        var target = targets.Open(new(test.Project, test.Stage.Id), test.Stage.Name, settings) with { WorkflowVersion = version };
        var attempt = Redelivery.WithBody(await sender.SendAsync(target, delivery), delivery.Body);

        // The request has been made: the log tells it, whether or not somebody still waits.
        await using var db = await contexts.CreateDbContextAsync(CancellationToken.None);

        using (await turns.TakeAsync(CancellationToken.None))
        {
            db.Add(attempt);
            await db.SaveChangesAsync(CancellationToken.None);
        }

        feed.Publish(test.Project);

        return attempt;
    }

    private async Task<(ClaimedDelivery Delivery, int Version)> ComposeAsync(
        WebhookTest test, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var project = await db.Projects.AsNoTracking().SingleOrDefaultAsync(p => p.Id == test.Project, cancellationToken)
            ?? throw new DomainRuleException("project.unknown", $"Invalid project: {test.Project}.");
        Check(project.Workflow, test);
        var source = await composer.SourceAsync(db, project, test.Stage, new(test.Task, test.IsSample), cancellationToken);

        return (
            new(
                Id<WebhookDelivery>.New(clock.GetUtcNow()), source.Task.Id, source.Task.ExternalId, 1, AttemptTrigger.Test, test.By,
                Guid.NewGuid().ToString(), WebhookDocument.Write(source, test.Stage)),
            project.WorkflowVersion);
    }

    /// <summary>What is stored for one host must not reach another by a test, either.</summary>
    /// <remarks>Where it may go is what live says now: a draft may be older, and name a host that live has left, or one that was
    /// never saved. So values of the live settings and of those that the draft began from both count as stored.</remarks>
    private static void Check(Workflow workflow, WebhookTest test)
    {
        var edited = (WebhookStageSettings)test.Stage.Settings;
        var live = workflow.Find(test.Stage.Id)?.Settings as WebhookStageSettings;

        if (live is null && test.Known is { } gone && HostChange.KeepsAny(gone, edited))
        {
            throw Refused($"the saved workflow has no stage {test.Stage.Name} any more. Save it, or enter what is secret again.");
        }

        var unconfirmed = (live is null ? null : HostChange.Unconfirmed(live, edited, test.Known))
            ?? (test.Known is null ? null : HostChange.Unconfirmed(test.Known, edited));

        if (unconfirmed is not null)
        {
            throw Refused(unconfirmed.Message);
        }
    }

    private static DomainRuleException Refused(string why) => new("webhook.host", $"Nothing was sent: {why}");
}
