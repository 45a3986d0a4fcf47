using Microsoft.EntityFrameworkCore;
using WebhookStudio.Data;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Deliveries;
using WebhookStudio.Domain.Tasks;
using WebhookStudio.Features.Deliveries;
using WebhookStudio.Tests.TestKit;

namespace WebhookStudio.Tests.Features.Tasks;

/// <summary>A task is deleted while its webhook is on its way: what was sent is logged, and nothing else happens.</summary>
public sealed class DeletedTaskTests
{
    private static CancellationToken Token => OperationScene.Token;

    [Fact]
    public async Task Delete_WhileTheWebhookIsOnItsWay_LogsTheAnswerAndMovesNothing()
    {
        await using var scene = await OperationScene.CreateAsync();
        var task = scene.Scene.AddTask("a.png", scene.Scene.Webhook, ListScene.Now);
        var delivery = scene.Scene.Owe(task);
        delivery.Claim("worker", ListScene.Now.AddMinutes(1));
        await scene.Scene.SaveAsync();
        var claimed = new ClaimedDelivery(delivery.Id, task.Id, "a.png", 1, AttemptTrigger.Auto, null, "worker", []);

        Assert.Equal(1, (await scene.RunAsync(TaskChange.Delete, task.Id)).Changed);
        var lost = Settle(scene, claimed);

        Assert.Equal([delivery.Id], lost);
        await using var db = scene.Scene.CreateDbContext();
        Assert.Equal(200, (await db.Attempts.SingleAsync(a => a.TaskId == task.Id, Token)).StatusCode);
        Assert.Equal(DeliveryStatus.Cancelled, (await db.Deliveries.SingleAsync(Token)).Status);
        Assert.Equal((0, 0), (await db.Tasks.CountAsync(Token), await db.Visits.CountAsync(Token)));
    }

    private static List<Id<WebhookDelivery>> Settle(OperationScene scene, ClaimedDelivery claimed)
    {
        using var sql = new SqlSession($"Data Source={scene.Scene.File};Pooling=False", SqlitePragmas.Durable);
        var batch = new SettleBatch(sql, scene.Scene.Project, scene.Scene.Webhook, RetryPolicy.None, ListScene.Now);
        batch.Settle(claimed, new()
        {
            Id = Id<DeliveryAttempt>.New(ListScene.Now),
            DeliveryId = claimed.Id,
            ProjectId = scene.Project,
            TaskId = claimed.TaskId,
            StageId = scene.Scene.Webhook.Id,
            StageName = "Webhook",
            ExternalId = claimed.ExternalId,
            Number = 1,
            Trigger = AttemptTrigger.Auto,
            StartedAt = ListScene.Now,
            DurationMs = 5,
            Outcome = AttemptOutcome.Answered,
            StatusCode = 200,
            Accepted = true,
            Url = "https://ml.bakery.example/hook",
        });

        return batch.Lost;
    }
}
