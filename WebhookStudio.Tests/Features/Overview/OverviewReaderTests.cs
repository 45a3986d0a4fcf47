using Microsoft.Extensions.Time.Testing;
using WebhookStudio.Domain.Deliveries;
using WebhookStudio.Domain.Workflows;
using WebhookStudio.Features.Deliveries;
using WebhookStudio.Features.Overview;
using WebhookStudio.Features.Workflows;
using WebhookStudio.Tests.TestKit;

namespace WebhookStudio.Tests.Features.Overview;

/// <summary>The numbers of the overview, compared with the rows that they count.</summary>
public class OverviewReaderTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Health_OfADay_CountsWhatItsLinksLead()
    {
        await using var scene = await ListScene.CreateAsync();
        scene.Held("task1.png", ListScene.Now.AddMinutes(-5));
        scene.Held("task2.png", ListScene.Now.AddHours(-2));
        scene.Held("task3.png", ListScene.Now.AddHours(-3), code: 404);
        scene.Delivered("task4.png", ListScene.Now.AddHours(-23));
        scene.Delivered("task5.png", ListScene.Now.AddHours(-30));
        scene.Delivered("task6.png", ListScene.Now.AddHours(-60));
        scene.AddTask("task7.png", scene.Label, ListScene.Now.AddDays(-2));
        scene.AddTask("task8.png", scene.Label, ListScene.Now.AddHours(-1));
        await scene.SaveAsync();

        var health = await Reader(scene).HealthAsync(scene.Project.Id, LogRange.Day, Token);

        Assert.Equal((3, 0), (health.Held, health.Retrying));
        Assert.Equal((2, "503"), (health.TopCause!.Count, health.TopCause.Status));
        Assert.Equal((1, 1, 3), (health.Delivered, health.DeliveredBefore, health.Failed));
        Assert.Equal((2, 3, 8), (health.InLabeling, health.Complete, health.Tasks));
        Assert.Equal(ListScene.Now.AddDays(-2), health.LabelingSince);
        Assert.Equal(4, health.Times!.Answers);
    }

    [Fact]
    public async Task Trend_OfAnyRange_HasNoGapsAndTheSumsOfTheHealth()
    {
        await using var scene = await ListScene.CreateAsync();
        var random = new Random(11);

        for (var number = 0; number < 60; number++)
        {
            var at = ListScene.Now.AddMinutes(-random.Next(40 * 24 * 60));
            _ = random.Next(2) == 0 ? scene.Held($"held{number}.png", at) : scene.Delivered($"sent{number}.png", at);
        }

        await scene.SaveAsync();

        foreach (var range in LogRange.Known)
        {
            var (from, to) = range.At(ListScene.Now);
            var trend = await Reader(scene).TrendAsync(scene.Project.Id, range, Token);
            var health = await Reader(scene).HealthAsync(scene.Project.Id, range, Token);

            Assert.Equal((health.Delivered, health.Failed), (trend.Delivered, trend.Failed));
            Assert.Equal((from, to), (trend.Bars[0].From, trend.Bars[^1].To));
            Assert.All(trend.Bars.Zip(trend.Bars.Skip(1)), pair => Assert.Equal(pair.First.To, pair.Second.From));
        }
    }

    [Fact]
    public async Task Stages_OfTasks_HaveTheOldestAndWhatHasReachedThem()
    {
        await using var scene = await ListScene.CreateAsync();
        scene.Held("task1.png", ListScene.Now.AddMinutes(-5));
        scene.Delivered("task2.png", ListScene.Now.AddHours(-1));
        scene.AddTask("task3.png", scene.Label, ListScene.Now.AddHours(-4));
        await scene.SaveAsync();

        var stages = (await Reader(scene).StagesAsync(scene.Project.Id, Token)).ToDictionary(stage => stage.Kind);

        Assert.Equal([3, 3, 2, 1], new[] { StageKind.Start, StageKind.Label, StageKind.Webhook, StageKind.Complete }.Select(kind => stages[kind].Reached));
        Assert.Equal(ListScene.Now.AddHours(-4), stages[StageKind.Label].OldestSince);
        Assert.Equal(1, stages[StageKind.Webhook].Count.Held);
        Assert.Null(stages[StageKind.Complete].OldestSince);
    }

    [Fact]
    public async Task Failures_AreTheNewestFive()
    {
        await using var scene = await ListScene.CreateAsync();

        for (var number = 0; number < 8; number++)
        {
            scene.Held($"task{number}.png", ListScene.Now.AddDays(-number));
            scene.Delivered($"fine{number}.png", ListScene.Now.AddHours(-number));
        }

        await scene.SaveAsync();

        var failures = await Reader(scene).FailuresAsync(scene.Project.Id, Token);

        Assert.Equal(["task0.png", "task1.png", "task2.png", "task3.png", "task4.png"], failures.Select(line => line.ExternalId));
        Assert.All(failures, line => Assert.Equal(AttemptOutcome.Answered, line.Outcome));
    }

    private static OverviewReader Reader(ListScene scene) => new(
        scene, new StageCounters(scene), new DeliveryTallies(scene), attention: null!, new FakeTimeProvider(ListScene.Now));
}
