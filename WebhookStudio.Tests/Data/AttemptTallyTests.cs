using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using WebhookStudio.Data;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Deliveries;
using WebhookStudio.Features.Deliveries;
using WebhookStudio.Tests.TestKit;

namespace WebhookStudio.Tests.Data;

/// <summary>Sums that are kept beside the log, compared with sums of its lines.</summary>
public class AttemptTallyTests
{
    private static readonly DateTimeOffset From = ListScene.Now.AddHours(-3);
    private static readonly DateTimeOffset To = ListScene.Now.AddMinutes(5);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Tallies_AttemptsWrittenAndDeletedAtRandom_AreTheSumsOfTheLog()
    {
        var random = new Random(20260206);
        await using var scene = await ListScene.CreateAsync();
        var delivery = scene.Owe(scene.AddTask("task1.png", scene.Webhook, ListScene.Now));
        await scene.SaveAsync();
        await using var db = scene.CreateDbContext();
        using var sql = new SqlSession(db.Database.GetConnectionString()!, SqlitePragmas.Durable);

        for (var round = 0; round < 5; round++)
        {
            for (var number = 0; number < 60; number++)
            {
                sql.Log(Attempt(scene, delivery, random));
            }

            sql.Run($"DELETE FROM attempts WHERE Id IN (SELECT Id FROM attempts ORDER BY random() LIMIT {random.Next(60)})");
            await AssertAgreeAsync(scene, sql);
        }

        sql.Run("DELETE FROM attempts");
        Assert.Equal([0], sql.Read("SELECT (SELECT count(*) FROM attempt_tallies) + (SELECT count(*) FROM response_tallies)", row => row.GetInt32(0)));
    }

    [Fact]
    public async Task Attempt_WrittenTwice_IsCountedOnce()
    {
        await using var scene = await ListScene.CreateAsync();
        var delivery = scene.Owe(scene.AddTask("task1.png", scene.Webhook, ListScene.Now));
        await scene.SaveAsync();
        await using var db = scene.CreateDbContext();
        using var sql = new SqlSession(db.Database.GetConnectionString()!, SqlitePragmas.Durable);
        var attempt = Attempt(scene, delivery, new(1)) with { Outcome = AttemptOutcome.Answered, Trigger = AttemptTrigger.Auto };

        sql.Log(attempt);
        sql.Log(attempt);

        await AssertAgreeAsync(scene, sql);
        Assert.Equal([1, 1], sql.Read("SELECT Count FROM attempt_tallies UNION ALL SELECT Count FROM response_tallies", row => row.GetInt32(0)));
    }

    [Theory]
    [InlineData(0, 0.1)]
    [InlineData(0.184, 0.184)]
    [InlineData(17.3, 17.3)]
    [InlineData(1207, 1207)]
    [InlineData(999_999, 999_999)]
    [InlineData(5_000_000, 1_000_000)]
    public async Task Times_OneDuration_IsToldWithinFivePercent(double milliseconds, double told)
    {
        await using var scene = await ListScene.CreateAsync();
        var delivery = scene.Owe(scene.AddTask("task1.png", scene.Webhook, ListScene.Now));
        await scene.SaveAsync();
        await using var db = scene.CreateDbContext();
        using var sql = new SqlSession(db.Database.GetConnectionString()!, SqlitePragmas.Durable);
        var answered = Attempt(scene, delivery, new(1)) with { Outcome = AttemptOutcome.Answered, Trigger = AttemptTrigger.Auto };
        sql.Log(answered with { DurationMs = milliseconds });

        var times = await new DeliveryTallies(scene).TimesAsync(scene.Project.Id, null, From, To, Token);

        Assert.NotNull(times);
        Assert.Equal(1, times.Answers);
        Assert.InRange(times.Median, told * 0.93, told * 1.07);
        Assert.Equal(times.Median, times.P95);
    }

    [Fact]
    public async Task Migration_OfALogWithoutTallies_CountsWhatItHas()
    {
        await using var scene = await ListScene.CreateAsync();
        var delivery = scene.Owe(scene.AddTask("task1.png", scene.Webhook, ListScene.Now));
        await scene.SaveAsync();
        await using var db = scene.CreateDbContext();
        using var sql = new SqlSession(db.Database.GetConnectionString()!, SqlitePragmas.Durable);
        var migrator = db.GetService<IMigrator>();
        await migrator.MigrateAsync("20261123225822_Workflows", Token);
        var random = new Random(7);

        for (var number = 0; number < 40; number++)
        {
            sql.Log(Attempt(scene, delivery, random));
        }

        await migrator.MigrateAsync(null, Token);

        await AssertAgreeAsync(scene, sql);
    }

    private static async Task AssertAgreeAsync(ListScene scene, SqlSession sql)
    {
        var step = TimeSpan.FromMinutes(30);
        await using var db = scene.CreateDbContext();
        var lines = await db.Attempts.AsNoTracking().ToListAsync(Token);
        var expected = lines.GroupBy(a => (
                Bar: (int)((a.StartedAt.UtcTicks / step.Ticks) - (From.UtcTicks / step.Ticks)), a.StageId, a.Trigger, a.Outcome,
                a.StatusCode, a.Accepted))
            .Select(group => new AttemptSum(
                group.Key.Bar, group.Key.StageId, group.Key.Trigger, group.Key.Outcome, group.Key.StatusCode,
                group.Key.Accepted, group.Count()));
        var answers = lines.Count(a => AttemptOutcomes.IsAnswer(a.Outcome) && a.Trigger is not AttemptTrigger.Test);

        var sums = await new DeliveryTallies(scene).CountAsync(scene.Project.Id, From, To, step, Token);

        Assert.Equal(expected.OrderBy(sum => sum.ToString()), sums.OrderBy(sum => sum.ToString()));
        var bars = await new DeliveryTallies(scene).SumAsync(scene.Project.Id, From, To, step, Token);
        Assert.Equal(
            sums.Where(sum => sum.Trigger is not AttemptTrigger.Test).GroupBy(sum => sum.Bar).OrderBy(bar => bar.Key).Select(bar => new AttemptBar(
                bar.Key, bar.Where(sum => sum.Accepted).Sum(sum => sum.Count), bar.Where(sum => !sum.Accepted).Sum(sum => sum.Count))),
            bars.OrderBy(bar => bar.Bar));
        Assert.Equal([answers], sql.Read("SELECT coalesce(sum(Count), 0) FROM response_tallies", row => row.GetInt32(0)));
    }

    private static DeliveryAttempt Attempt(ListScene scene, WebhookDelivery delivery, Random random)
    {
        var outcome = random.GetItems([AttemptOutcome.Answered, AttemptOutcome.TimedOut, AttemptOutcome.RedirectNotFollowed], 1)[0];
        int? code = outcome is AttemptOutcome.Answered ? random.GetItems([200, 503], 1)[0] : outcome is AttemptOutcome.TimedOut ? null : 302;
        var started = From.AddSeconds(random.Next(3 * 3600));

        return new()
        {
            Id = Id<DeliveryAttempt>.New(started),
            DeliveryId = delivery.Id,
            ProjectId = scene.Project.Id,
            TaskId = delivery.TaskId,
            StageId = scene.Webhook.Id,
            StageName = "Webhook",
            ExternalId = delivery.ExternalId,
            Number = 1,
            Trigger = random.GetItems([AttemptTrigger.Auto, AttemptTrigger.Rerun, AttemptTrigger.Test], 1)[0],
            StartedAt = started,
            DurationMs = Math.Pow(10, random.NextDouble() * 5),
            Outcome = outcome,
            StatusCode = code,
            Accepted = code == 200,
            Url = "https://hooks.example/label",
        };
    }
}
