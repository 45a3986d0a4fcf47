using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;
using WebhookStudio.Domain.Deliveries;
using WebhookStudio.Domain.Tasks;
using WebhookStudio.Domain.Workflows;
using WebhookStudio.Features.Deliveries;
using WebhookStudio.Features.Overview;
using WebhookStudio.Features.Workflows;
using WebhookStudio.Tests.TestKit;

namespace WebhookStudio.Tests.Features.Overview;

/// <summary>The numbers of the overview, compared with plain sums over everything there is.</summary>
public class OverviewNumbersTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string, int> Cases()
    {
        var cases = new TheoryData<string, int>();

        foreach (var range in LogRange.Known)
        {
            cases.Add(range.Word, 1);
            cases.Add(range.Word, 2);
        }

        return cases;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Numbers_RandomTasksAndAttempts_AreTheNaiveSums(string word, int seed)
    {
        await using var scene = await RandomAsync(seed);
        var (reader, range) = (Reader(scene), LogRange.Parse(word)!);
        var (from, to) = range.At(ListScene.Now);

        var health = await reader.HealthAsync(scene.Project.Id, range, Token);
        var trend = await reader.TrendAsync(scene.Project.Id, range, Token);
        var stages = await reader.StagesAsync(scene.Project.Id, Token);

        await using var db = scene.CreateDbContext();
        var attempts = (await db.Attempts.AsNoTracking().ToListAsync(Token)).Where(a => a.Trigger is not AttemptTrigger.Test).ToList();
        var inRange = attempts.Where(a => a.StartedAt >= from && a.StartedAt < to).ToList();
        var tasks = await db.Tasks.AsNoTracking().ToListAsync(Token);
        var held = (await db.Deliveries.AsNoTracking().ToListAsync(Token)).Count(d => d.Status is DeliveryStatus.Held);
        Assert.Equal(
            (held, inRange.Count(a => a.Accepted), inRange.Count(a => !a.Accepted)), (health.Held, health.Delivered, health.Failed));
        Assert.Equal(attempts.Count(a => a.Accepted && a.StartedAt >= from - (to - from) && a.StartedAt < from), health.DeliveredBefore);
        Assert.Equal((health.Delivered, health.Failed), (trend.Delivered, trend.Failed));
        Assert.All(trend.Bars, bar =>
        {
            var own = inRange.Where(a => a.StartedAt >= bar.From && a.StartedAt < bar.To).ToList();
            Assert.Equal((own.Count(a => a.Accepted), own.Count(a => !a.Accepted)), (bar.Delivered, bar.Failed));
        });
        Assert.Equal((from, to), (trend.Bars[0].From, trend.Bars[^1].To));
        Assert.All(trend.Bars.Zip(trend.Bars.Skip(1)), pair => Assert.Equal(pair.First.To, pair.Second.From));
        Assert.All(stages, stage =>
        {
            var here = tasks.Where(task => task.StageId == stage.Id).ToList();
            Assert.Equal(here.Count, stage.Count.Here);
            Assert.Equal(stage.Kind is StageKind.Complete || here.Count == 0 ? null : here.Min(task => task.StageEnteredAt), stage.OldestSince);
        });
        Assert.Equal(tasks.Count, stages[0].Reached);
        Assert.Equal((Count(tasks, scene.Label), Count(tasks, scene.Complete), tasks.Count), (health.InLabeling, health.Complete, health.Tasks));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Failures_RandomAttempts_AreTheNewestOfTheLog(int seed)
    {
        await using var scene = await RandomAsync(seed);

        var found = await Reader(scene).FailuresAsync(scene.Project.Id, Token);

        await using var db = scene.CreateDbContext();
        var all = await db.Attempts.AsNoTracking().ToListAsync(Token);
        Assert.Equal(
            all.Where(a => !a.Accepted && a.Trigger is not AttemptTrigger.Test).OrderByDescending(a => a.Id).Take(IOverview.MostFailures).Select(a => a.Id),
            found.Select(line => line.Id));
    }

    [Fact]
    public async Task Failures_OldOnesBehindManySuccesses_AreFound()
    {
        await using var scene = await ListScene.CreateAsync();
        scene.Held("old.png", ListScene.Now.AddDays(-20));

        for (var number = 0; number < 60; number++)
        {
            scene.Delivered($"task{number}.png", ListScene.Now.AddMinutes(-number * 7));
        }

        await scene.SaveAsync();

        var line = Assert.Single(await Reader(scene).FailuresAsync(scene.Project.Id, Token));
        Assert.Equal("old.png", line.ExternalId);
    }

    [Fact]
    public async Task Attention_NothingIsWrong_IsEmptyButForTheMissingSecret()
    {
        await using var scene = await ListScene.CreateAsync();
        scene.Delivered("a.png", ListScene.Now);
        await scene.SaveAsync();

        var found = await Reader(scene).AttentionAsync(scene.Project.Id, Token);

        Assert.Equal("webhook.unsigned", Assert.IsType<ProblemAttention>(Assert.Single(found)).Problem.Code);
    }

    [Fact]
    public async Task Attention_HeldComesFirstWithItsCauses_LongWaitsAndDraftsLast()
    {
        await using var scene = await ListScene.CreateAsync();
        scene.Held("a.png", ListScene.Now, 503);
        scene.Held("b.png", ListScene.Now, 503);
        scene.Held("c.png", ListScene.Now, 401);
        scene.AddTask("d.png", scene.Label, ListScene.Now.AddHours(-52));
        var draft = new WorkflowDraft { Id = WebhookStudio.Domain.Id<WorkflowDraft>.New(ListScene.Now), ProjectId = scene.Project.Id, Owner = "mina@bakery.example" };
        draft.Write(
            scene.Project.Workflow.With(scene.Webhook with { Name = "Notify" }), scene.Project.Workflow, 1, ListScene.Now.AddMinutes(-18));
        scene.Add(draft);
        await scene.SaveAsync();

        var found = await Reader(scene).AttentionAsync(scene.Project.Id, Token);

        var held = Assert.IsType<HeldAttention>(found[0]);
        Assert.Equal((3, true), (held.Count, held.CanRerun));
        Assert.Equal("2 answered 503, 1 answered 401", OverviewWords.Causes(held.Causes));
        Assert.Equal(ListScene.Now.AddHours(-52), found.OfType<WaitingAttention>().Single().Since);
        Assert.Equal(("mina@bakery.example", 1), (found.OfType<DraftAttention>().Single().By, found.OfType<DraftAttention>().Single().Stages));
        Assert.IsType<DraftAttention>(found[^1]);
    }

    internal static OverviewReader Reader(IDbContextFactory<WebhookStudio.Data.StudioDbContext> contexts)
    {
        var (counters, clock) = (new StageCounters(contexts), new FakeTimeProvider(ListScene.Now));
        var attention = new AttentionReader(contexts, counters, new StageHealthReader(contexts), new EveryUrl(), clock);

        return new(contexts, counters, new DeliveryTallies(contexts), attention, clock);
    }

    private static int Count(List<LabelTask> tasks, Stage stage) => tasks.Count(task => task.StageId == stage.Id);

    private static async Task<ListScene> RandomAsync(int seed)
    {
        var random = new Random(seed);
        var scene = await ListScene.CreateAsync();

        for (var number = 0; number < 160; number++)
        {
            // Half of them lately, the others up to 70 days ago.
            var hours = random.Next(2) == 0 ? random.NextDouble() * 26 : random.NextDouble() * 24 * 70;
            var at = ListScene.Now.AddHours(-hours);
            var name = $"task{number}.png";

            switch (random.Next(5))
            {
                case 0: scene.AddTask(name, scene.Label, at); break;
                case 1: scene.Held(name, at, random.Next(2) == 0 ? 503 : 401); break;
                case 2: scene.Attempt(scene.Owe(scene.AddTask(name, scene.Webhook, at)), AttemptOutcome.TimedOut, null, at); break;
                default: scene.Delivered(name, at); break;
            }
        }

        await scene.SaveAsync();

        return scene;
    }
}
