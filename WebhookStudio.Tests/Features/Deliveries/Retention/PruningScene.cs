using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using WebhookStudio.Data;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Deliveries;
using WebhookStudio.Domain.Workflows;
using WebhookStudio.Features.Deliveries.Retention;
using WebhookStudio.Tests.TestKit;

namespace WebhookStudio.Tests.Features.Deliveries.Retention;

/// <summary>Deliveries of all ages in a database file, and a pruning of them.</summary>
internal sealed class PruningScene(ListScene scene) : IAsyncDisposable
{
    public static readonly DateTimeOffset Now = ListScene.Now;

    public ListScene Scene => scene;

    public FakeTimeProvider Clock { get; } = new(Now);

    public WriteTurns Turns { get; } = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static async Task<PruningScene> CreateAsync() => new(await ListScene.CreateAsync());

    public static DateTimeOffset DaysAgo(double days) => Now.AddDays(-days);

    public async ValueTask DisposeAsync()
    {
        Turns.Dispose();
        await scene.DisposeAsync();
    }

    /// <summary>A delivery with a status that its one attempt left it in, so many days ago.</summary>
    public WebhookDelivery Given(DeliveryStatus status, double days)
    {
        var at = DaysAgo(days);
        var delivery = scene.Owe(scene.AddTask($"{status}-{days}.png", scene.Webhook, at), """{"externalId":"task5.png"}""");

        switch (status)
        {
            case DeliveryStatus.Delivered:
                scene.Answer(delivery, 200, at);
                break;
            case DeliveryStatus.Retrying:
                scene.Answer(delivery, 503, at, RetrySchedule.StandardWebhooks);
                break;
            case DeliveryStatus.Pending:
                break;
            default:
                scene.Answer(delivery, 503, at);
                Bring(delivery, status, at);
                break;
        }

        return delivery;
    }

    public DeliveryPruning Pruning(Action<RetentionOptions>? change = null, int batch = 500)
    {
        var options = new RetentionOptions();
        change?.Invoke(options);

        return new(scene, Turns, Options.Create(options), Clock, NullLogger<DeliveryPruning>.Instance) { BatchSize = batch };
    }

    /// <summary>Saves what was given, and prunes.</summary>
    public async Task<PruneResult> PruneAsync(Action<RetentionOptions>? change = null, int batch = 500)
    {
        await scene.SaveAsync();

        return await Pruning(change, batch).RunAsync(Token);
    }

    /// <summary>Reads what is there still of a delivery: its payload, exchanges, attempts, and itself.</summary>
    public async Task<Remains> ReadAsync(WebhookDelivery delivery)
    {
        await using var db = scene.CreateDbContext();
        var attempts = await db.Attempts.Where(a => a.DeliveryId == delivery.Id).Select(a => a.Id).ToListAsync(Token);

        return new(
            await db.Payloads.CountAsync(p => p.DeliveryId == delivery.Id, Token),
            await db.Exchanges.CountAsync(e => attempts.Contains(e.AttemptId), Token),
            attempts.Count,
            await db.Deliveries.CountAsync(d => d.Id == delivery.Id, Token));
    }

    /// <summary>Counts the rows of the four tables.</summary>
    public async Task<Remains> CountAsync()
    {
        await using var db = scene.CreateDbContext();

        return new(
            await db.Payloads.CountAsync(Token), await db.Exchanges.CountAsync(Token), await db.Attempts.CountAsync(Token),
            await db.Deliveries.CountAsync(Token));
    }

    private static void Bring(WebhookDelivery delivery, DeliveryStatus status, DateTimeOffset at)
    {
        switch (status)
        {
            case DeliveryStatus.Sending:
                delivery.Rerun("ada@bakery.example", at);
                delivery.Claim("worker", at.AddMinutes(1));
                break;
            case DeliveryStatus.Cancelled:
                delivery.Cancel();
                break;
            case DeliveryStatus.Failed:
                delivery.Rerun("ada@bakery.example", at);
                delivery.Claim("worker", at.AddMinutes(1));
                delivery.TrySettle(Gone(delivery, at), "worker", RetryPolicy.None with { OnExhausted = ExhaustedRule.Fail }, 0.5);
                break;
        }
    }

    private static DeliveryAttempt Gone(WebhookDelivery delivery, DateTimeOffset at) => new()
    {
        Id = Id<DeliveryAttempt>.New(at),
        DeliveryId = delivery.Id,
        ProjectId = delivery.ProjectId,
        TaskId = delivery.TaskId,
        StageId = delivery.StageId,
        StageName = "Webhook",
        ExternalId = delivery.ExternalId,
        Number = 2,
        Trigger = AttemptTrigger.Rerun,
        StartedAt = at,
        DurationMs = 1,
        Outcome = AttemptOutcome.Answered,
        StatusCode = 410,
        Accepted = false,
        Url = "https://ml.bakery.example/hook",
    };
}

/// <summary>How many rows of each table are left.</summary>
internal sealed record Remains(int Payloads, int Exchanges, int Attempts, int Deliveries);
