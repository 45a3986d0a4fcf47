using Microsoft.EntityFrameworkCore;
using WebhookStudio.Data;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Deliveries;
using WebhookStudio.Features.Deliveries;
using WebhookStudio.Tests.TestKit;

namespace WebhookStudio.Tests.Data;

/// <summary>Attempts as they come back from the tables behind their view.</summary>
public class AttemptLogTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Attempt_WrittenByTheContext_ComesBackWhole()
    {
        await using var scene = await ListScene.CreateAsync();
        var written = scene.Attempt(Owed(scene), AttemptOutcome.Answered, 503, ListScene.Now, asked: 30);
        await scene.SaveAsync();
        await using var db = scene.CreateDbContext();

        var read = await db.Attempts.AsNoTracking().SingleAsync(Token);

        Assert.Equal(written with { Exchange = null }, read);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Attempt_WrittenByStatement_ComesBackWhole(bool isTest)
    {
        await using var scene = await ListScene.CreateAsync();
        var delivery = Owed(scene);
        await scene.SaveAsync();
        var written = Line(scene, delivery, isTest);
        await using var db = scene.CreateDbContext();
        using var sql = Session(db);

        sql.Log(written);
        sql.Log(written);

        Assert.Equal(written, await db.Attempts.AsNoTracking().SingleAsync(Token));
        Assert.Equal([isTest ? 1 : 0], sql.Read("SELECT count(TaskId) + count(ExternalId) > 0 FROM attempts", row => row.GetInt32(0)));
    }

    [Fact]
    public async Task Attempts_OfOneStage_ShareItsWords()
    {
        await using var scene = await ListScene.CreateAsync();
        var first = scene.Attempt(Owed(scene), AttemptOutcome.Answered, 503, ListScene.Now);
        await scene.SaveAsync();
        await using var db = scene.CreateDbContext();
        using var sql = Session(db);

        sql.Log(Again(first) with { Number = 2 });
        sql.Log(Again(first) with { Number = 3, RemoteAddress = null });
        sql.Log(Again(first) with { Number = 4, RemoteAddress = null, StageName = "Renamed" });

        Assert.Equal([3], sql.Read("SELECT count(*) FROM log_routes", row => row.GetInt32(0)));
        Assert.Equal([1], sql.Read("SELECT count(*) FROM log_projects", row => row.GetInt32(0)));
        Assert.Equal(
            ["Renamed", "Webhook", "Webhook", "Webhook"],
            (await db.Attempts.Select(a => a.StageName).ToListAsync(Token)).Order());
        Assert.Equal(2, await db.Attempts.CountAsync(a => a.RemoteAddress == null, Token));
    }

    private static DeliveryAttempt Again(DeliveryAttempt attempt) =>
        attempt with { Id = Id<DeliveryAttempt>.New(attempt.StartedAt), Exchange = null };

    private static DeliveryAttempt Line(ListScene scene, WebhookDelivery delivery, bool isTest) => new()
    {
        Id = Id<DeliveryAttempt>.New(ListScene.Now),
        DeliveryId = isTest ? Id<WebhookDelivery>.New(ListScene.Now) : delivery.Id,
        ProjectId = scene.Project.Id,
        TaskId = delivery.TaskId,
        StageId = scene.Webhook.Id,
        StageName = "Webhook",
        ExternalId = delivery.ExternalId,
        Number = 1,
        Trigger = isTest ? AttemptTrigger.Test : AttemptTrigger.Auto,
        TriggeredBy = "ada@bakery.example",
        StartedAt = ListScene.Now,
        DurationMs = 1_234.567,
        Outcome = AttemptOutcome.TimedOut,
        Accepted = false,
        Detail = "No answer",
        Url = "https://ml.bakery.example/hook",
        ResponseCut = true,
        WorkflowVersion = 7,
        RetryAfterSeconds = 12,
        Phases = new(Dns: 0.001, Tls: 4),
    };

    private static WebhookDelivery Owed(ListScene scene) => scene.Owe(scene.AddTask("a.png", scene.Webhook, ListScene.Now));

    private static SqlSession Session(StudioDbContext db) => new(db.Database.GetConnectionString()!, SqlitePragmas.Durable);
}
