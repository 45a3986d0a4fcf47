using System.Diagnostics.CodeAnalysis;
using Microsoft.EntityFrameworkCore;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Deliveries;
using WebhookStudio.Domain.Tasks;
using WebhookStudio.Features.Deliveries;
using WebhookStudio.Features.Tasks;
using WebhookStudio.Tests.TestKit;

namespace WebhookStudio.Tests.Features.Deliveries;

/// <summary>A re-run sends exactly what was chosen.</summary>
public sealed class DeliveryRerunsTests
{
    [Fact]
    public async Task Rerun_Stage_TakesHeldAndRetryingAndNothingElse()
    {
        await using var scene = await RunScene.CreateAsync(("a.png", 503), ("b.png", 503));
        scene.Scene.Delivered("done.png", ListScene.Now);
        scene.Scene.Owe(scene.Scene.AddTask("new.png", scene.Scene.Webhook, ListScene.Now));
        scene.Scene.Answer(
            scene.Scene.Owe(scene.Scene.AddTask("retried.png", scene.Scene.Webhook, ListScene.Now)), 503, ListScene.Now, RetrySchedule.StandardWebhooks);
        await scene.Scene.SaveAsync();

        var result = await scene.Reruns.RerunAsync(scene.All with { Stage = scene.Scene.Webhook.Id }, RunScene.By, RunScene.Token);

        Assert.Equal(3, result.Count);
        Assert.Equal(["a.png", "b.png", "new.png", "retried.png"], await scene.PendingAsync());
        Assert.Null((await scene.DeliveryAsync("new.png")).RunId);
        var taken = await scene.DeliveryAsync("retried.png");
        Assert.Equal(
            (result.RunId, AttemptTrigger.Rerun, RunScene.By, 0, null),
            (taken.RunId, taken.Trigger, taken.TriggeredBy, taken.FailuresInRun, taken.AskedSeconds));
        Assert.True(taken.DueAt > ListScene.Now, "The planned retry is forgotten.");
        Assert.Equal(ListScene.Now, (await scene.DeliveryAsync("a.png")).DueAt);
        Assert.Equal([new StageKey(scene.Project, scene.Scene.Webhook.Id)], scene.Woken);
        Assert.Equal([scene.Scene.Webhook.Id], scene.Probed);
        Assert.Equal([result.RunId!.Value], scene.Followed);
        var run = await scene.ProgressAsync(result.RunId.Value);
        Assert.Equal((3, 3, "All in Webhook", scene.Scene.Webhook.Id), (run.Total, run.Left, run.Title, run.StageId));
    }

    [Theory]
    [InlineData("503", "a.png,c.png")]
    [InlineData("404", "b.png")]
    [InlineData("Timed out", "slow.png")]
    [InlineData("timed out", "slow.png")]
    [InlineData("500", "")]
    public async Task Rerun_Cause_TakesThatGroup(string cause, string expected)
    {
        await using var scene = await GivenCausesAsync();

        var choice = scene.All with { Stage = scene.Scene.Webhook.Id, Cause = cause };
        Assert.Equal(Names(expected).Length, await scene.Reruns.CountAsync(choice, RunScene.Token));
        await scene.Reruns.RerunAsync(choice, RunScene.By, RunScene.Token);

        Assert.Equal(Names(expected), await scene.PendingAsync());
    }

    [Fact]
    public async Task Rerun_UnknownCause_IsRefused()
    {
        await using var scene = await GivenCausesAsync();

        var refusal = await Assert.ThrowsAsync<DomainRuleException>(() => scene.RerunAsync(scene.All with { Cause = "broken" }));

        Assert.Equal("rerun.cause", refusal.Code);
        Assert.Empty(await scene.PendingAsync());
    }

    [Fact]
    public async Task Rerun_TasksFilter_TakesWhatItFindsNow()
    {
        await using var scene = await GivenCausesAsync();
        var filter = new TaskQuery(scene.Project) { Search = ".png", State = TaskState.Held, Result = "503" };
        await scene.ChangeAsync("c.png", delivery => delivery.Rerun(RunScene.By, ListScene.Now));
        await scene.SendAsync("c.png", 200);

        var result = await scene.Reruns.RerunAsync(scene.All with { Found = filter }, RunScene.By, RunScene.Token);

        Assert.Equal(1, result.Count);
        Assert.Equal(["a.png"], await scene.PendingAsync());
    }

    [Theory]
    [InlineData("failed", null, "a.png,b.png,c.png,slow.png")]
    [InlineData(null, "a.png", "a.png")]
    [InlineData("5xx", null, "a.png,c.png")]
    [InlineData("delivered", null, "")]
    public async Task Rerun_LogsFilter_TakesWhatFailedInItAndStillWaits(string? status, string? externalId, string expected)
    {
        await using var scene = await GivenCausesAsync();
        scene.Scene.Delivered("done.png", ListScene.Now);
        await scene.Scene.SaveAsync();

        await scene.Reruns.RerunAsync(
            scene.All with { Logged = new(scene.Project) { Status = status, ExternalId = externalId } }, RunScene.By, RunScene.Token);

        Assert.Equal(Names(expected), await scene.PendingAsync());
    }

    [Theory]
    [InlineData("cause=503", "a.png,c.png")]
    [InlineData("cause=Timed out", "slow.png")]
    [InlineData("class=4xx", "b.png")]
    [InlineData("class=none", "slow.png")]
    [InlineData("range=1h&status=failed", "a.png,b.png,c.png,slow.png")]
    [InlineData("range=2020-01-01T00:00Z/2020-01-02T00:00Z", "")]
    [InlineData("latest=true&class=5xx", "a.png,c.png")]
    [InlineData("tests=only", "")]
    public async Task Rerun_EveryFilterOfTheLogsPage_TakesAsManyAsWereCounted(string filter, string expected)
    {
        await using var scene = await GivenCausesAsync();
        var values = filter.Split('&').Select(pair => pair.Split('=')).ToDictionary(pair => pair[0], pair => pair[1]);
        var place = DeliveryLogPlace.Parse(scene.Project, name => values.GetValueOrDefault(name));
        var choice = scene.All with { Logged = place.Query(ListScene.Now.AddMinutes(1)) };

        var counted = await scene.Reruns.CountAsync(choice, RunScene.Token);
        await scene.Reruns.RerunAsync(choice, RunScene.By, RunScene.Token);

        var pending = await scene.PendingAsync();
        Assert.Equal(Names(expected), pending);
        Assert.Equal(pending.Length, counted);
    }

    [Fact]
    public async Task Rerun_ThousandsOfChosenTasks_AreOneParameter()
    {
        await using var scene = await GivenCausesAsync();
        var known = (await scene.DeliveryAsync("b.png")).TaskId;
        var others = Enumerable.Range(0, 40_000).Select(_ => Id<LabelTask>.New(ListScene.Now));

        var result = await scene.Reruns.RerunAsync(scene.All with { Tasks = [.. others, known] }, RunScene.By, RunScene.Token);

        Assert.Equal(1, result.Count);
        Assert.Equal(["b.png"], await scene.PendingAsync());
    }

    [Fact]
    public async Task Rerun_OtherProject_TakesNothingOfThisOne()
    {
        await using var scene = await GivenCausesAsync();

        await Assert.ThrowsAsync<DomainRuleException>(() => scene.RerunAsync(new(Id<WebhookStudio.Domain.Projects.Project>.New(ListScene.Now))));

        Assert.Empty(await scene.PendingAsync());
    }

    [Fact]
    public async Task Rerun_NothingFails_MakesNoRun()
    {
        await using var scene = await RunScene.CreateAsync();

        var result = await scene.Reruns.RerunAsync(scene.All, RunScene.By, RunScene.Token);

        Assert.Equal(RerunResult.Nothing, result);
        Assert.Empty(await scene.Runs.ListAsync(scene.Project, RunScene.Token));
    }

    [Fact]
    [SuppressMessage("Security", "EF1002", Justification = "The text is a constant of this test.")]
    public async Task Rerun_RunCannotBeStored_ChangesNothing()
    {
        await using var scene = await RunScene.CreateAsync(("a.png", 503));
        await using var db = scene.Scene.CreateDbContext();
        await db.Database.ExecuteSqlRawAsync(
            "CREATE TRIGGER full BEFORE INSERT ON bulk_runs BEGIN SELECT RAISE(ABORT, 'disk is full'); END", RunScene.Token);

        await Assert.ThrowsAnyAsync<DbUpdateException>(() => scene.RerunAsync());

        Assert.Equal((DeliveryStatus.Held, null), ((await scene.DeliveryAsync("a.png")).Status, (await scene.DeliveryAsync("a.png")).RunId));
        Assert.Empty(scene.Woken);
    }

    private static string[] Names(string list) => list.Split(',', StringSplitOptions.RemoveEmptyEntries);

    private static async Task<RunScene> GivenCausesAsync()
    {
        var scene = await RunScene.CreateAsync(("a.png", 503), ("b.png", 404), ("c.png", 503));
        var slow = scene.Scene.AddTask("slow.png", scene.Scene.Webhook, ListScene.Now);
        scene.Scene.Attempt(scene.Scene.Owe(slow), AttemptOutcome.TimedOut, null, ListScene.Now);
        await scene.Scene.SaveAsync();

        return scene;
    }
}
