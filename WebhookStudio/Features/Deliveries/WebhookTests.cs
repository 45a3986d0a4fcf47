using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using WebhookStudio.Data;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Assets;
using WebhookStudio.Domain.Deliveries;
using WebhookStudio.Domain.Documents;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Domain.Tasks;
using WebhookStudio.Domain.Workflows;
using WebhookStudio.Features.Tasks;
using WebhookStudio.Platform;

namespace WebhookStudio.Features.Deliveries;

/// <inheritdoc />
internal sealed class WebhookTests(
    IDbContextFactory<StudioDbContext> contexts,
    WriteTurns turns,
    TaskMover mover,
    WebhookTargets targets,
    OutOfTurnSender sender,
    IProjectFeed feed,
    TimeProvider clock) : IWebhookTests
{
    private static readonly JsonElement SampleMetadata = JsonSerializer.SerializeToElement(new { width = 640, height = 480 });

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
        var task = await TaskAsync(db, test, cancellationToken);
        var now = clock.GetUtcNow();
        var (sample, document) = task is null ? Sample(project, test) : (task, null);
        var body = document ?? await mover.ComposeAsync(db, project, sample, test.Stage, cancellationToken);

        return (
            new(
                Id<WebhookDelivery>.New(now), sample.Id, sample.ExternalId, 1, AttemptTrigger.Test, test.By,
                Guid.NewGuid().ToString(), body),
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

    private static async Task<LabelTask?> TaskAsync(
        StudioDbContext db, WebhookTest test, CancellationToken cancellationToken)
    {
        var tasks = db.Tasks.AsNoTracking().Where(t => t.ProjectId == test.Project);

        if (test.Task is { } chosen)
        {
            return await tasks.SingleOrDefaultAsync(t => t.Id == chosen, cancellationToken)
                ?? throw new DomainRuleException("task.unknown", $"Invalid task: {chosen}.");
        }

        return test.IsSample ? null : await tasks.OrderByDescending(t => t.Id).FirstOrDefaultAsync(cancellationToken);
    }

    /// <summary>Makes a task that is stored nowhere, as it would be after it entered the stage.</summary>
    private (LabelTask Task, byte[] Document) Sample(Project project, WebhookTest test)
    {
        var now = clock.GetUtcNow();
        var asset = new Asset
        {
            Id = Id<Asset>.New(now),
            ProjectId = project.Id,
            Data = "https://pictures.example/sample.png",
            ExternalId = WebhookTest.SampleName,
            Metadata = SampleMetadata,
            CreatedAt = now,
        };
        var task = LabelTask.Create(asset, test.Stage.Id, test.By, now);

        return (task, WebhookDocument.Write(new(project, asset, asset.Data, [], task, []), test.Stage));
    }
}
