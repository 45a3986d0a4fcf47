using System.Text.Json;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Assets;
using WebhookStudio.Domain.Deliveries;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Domain.Tasks;
using WebhookStudio.Domain.Workflows;
using WebhookStudio.Features.Workflows;
using WebhookStudio.Tests.TestKit;

namespace WebhookStudio.Tests.Features.Workflows;

public sealed class StageCountersTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 2, 6, 10, 14, 8, TimeSpan.Zero);

    private readonly TestDatabase _database = new();
    private readonly Project _project = Project.Create(
        "Pastry detection", "", "ada@bakery.example", Workflow.WithWebhook(new() { Url = "https://a.example/" }), Now);

    private Stage Webhook => _project.Workflow.Stages.First(stage => stage.Kind is StageKind.Webhook);

    public void Dispose() => _database.Dispose();

    [Fact]
    public async Task Count_EmptyProject_HasNoStages()
    {
        await _database.AddAsync(_project);

        Assert.Empty(await CountAsync());
    }

    [Fact]
    public async Task Count_EveryStatus_IsCountedOnceWithTheNewestFailure()
    {
        await _database.AddAsync(_project);
        await TaskAsync("held-old.png", Failed(503, 10, RetrySchedule.None));
        await TaskAsync("held-new.png", Failed(404, 2, RetrySchedule.None));
        await TaskAsync("retrying.png", Failed(500, 5, RetrySchedule.StandardWebhooks));
        await TaskAsync("sending.png", delivery => delivery.Claim("token", Now.AddMinutes(1)));
        await TaskAsync("pending.png", _ => { });
        await TaskAsync("gone.png", delivery => delivery.Cancel());

        var count = (await CountAsync())[Webhook.Id];

        Assert.Equal((6, 2, 1, 2), (count.Here, count.Held, count.Retrying, count.Sending));
        Assert.Equal((3, 1, 2), (count.Failing, count.Pending, count.Waiting));
        Assert.Equal(("404", Now.AddMinutes(-2)), (count.LastFailure!.Status, count.LastFailure.At));
    }

    [Fact]
    public async Task Count_OtherProject_IsNotCounted()
    {
        await _database.AddAsync(_project);
        await TaskAsync("held.png", Failed(503, 10, RetrySchedule.None));

        Assert.Empty(await new StageCounters(_database).CountAsync(
            Id<Project>.New(Now), TestContext.Current.CancellationToken));
    }

    private Task<IReadOnlyDictionary<StageId, StageCount>> CountAsync() =>
        new StageCounters(_database).CountAsync(_project.Id, TestContext.Current.CancellationToken);

    private Action<WebhookDelivery> Failed(int status, int minutesAgo, RetrySchedule schedule) => delivery =>
    {
        delivery.Claim("token", Now);
        delivery.TrySettle(
            new()
            {
                Id = Id<DeliveryAttempt>.New(Now),
                DeliveryId = delivery.Id,
                ProjectId = _project.Id,
                TaskId = delivery.TaskId,
                StageId = Webhook.Id,
                StageName = Webhook.Name,
                ExternalId = delivery.ExternalId,
                Number = 1,
                Trigger = AttemptTrigger.Auto,
                StartedAt = Now.AddMinutes(-minutesAgo),
                DurationMs = 5,
                Outcome = AttemptOutcome.Answered,
                StatusCode = status,
                Accepted = false,
                Url = "https://a.example/",
            },
            "token",
            new(schedule),
            random: 0.5);
    };

    private async Task TaskAsync(string externalId, Action<WebhookDelivery> change)
    {
        var asset = new Asset
        {
            Id = Id<Asset>.New(Now),
            ProjectId = _project.Id,
            Data = "/files/a.png",
            ExternalId = externalId,
            Metadata = JsonDocument.Parse("{}").RootElement,
            CreatedAt = Now,
        };
        var task = LabelTask.Create(asset, StageId.Start, "ada@bakery.example", Now);
        task.Enter(Webhook, Now);
        var delivery = WebhookDelivery.Open(task, Webhook.Id, Now);
        change(delivery);
        await _database.AddAsync(asset, task, delivery);
    }
}
