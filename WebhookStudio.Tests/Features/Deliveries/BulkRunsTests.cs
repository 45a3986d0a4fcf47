using WebhookStudio.Domain;
using WebhookStudio.Domain.Deliveries;
using WebhookStudio.Domain.Workflows;
using WebhookStudio.Features.Deliveries;
using WebhookStudio.Tests.TestKit;

namespace WebhookStudio.Tests.Features.Deliveries;

/// <summary>How a bulk run goes, stops and ends.</summary>
public sealed class BulkRunsTests
{
    private static readonly (string, int)[] Four = [("a.png", 503), ("b.png", 503), ("c.png", 503), ("d.png", 401)];

    [Fact]
    public async Task Progress_SomeSent_CountsEach()
    {
        await using var scene = await RunScene.CreateAsync(Four);
        var run = await scene.RerunAsync();
        scene.Clock.Advance(TimeSpan.FromSeconds(4));
        await scene.SendAsync("a.png", 200);
        await scene.SendAsync("b.png", 503, RetrySchedule.StandardWebhooks);
        await scene.ChangeAsync("c.png", delivery => delivery.Claim("worker", ListScene.Now.AddMinutes(1)));

        var progress = await scene.ProgressAsync(run);

        Assert.Equal((4, 1, 1, 2, 0), (progress.Total, progress.Delivered, progress.Failed, progress.Left, progress.Gone));
        Assert.Equal(0.5, progress.Rate);
        Assert.Equal(ListScene.Now.AddSeconds(8), progress.EndsAt);
        Assert.Equal("2 of 4 sent: 1 delivered, 1 held", BulkRunWords.Progress(progress));
    }

    [Fact]
    public async Task Progress_RetryOfOneTriedIsUnderWay_StaysTried()
    {
        await using var scene = await RunScene.CreateAsync(("a.png", 503));
        var run = await scene.RerunAsync();
        await scene.SendAsync("a.png", 503, RetrySchedule.StandardWebhooks);
        await scene.ChangeAsync("a.png", delivery => delivery.Claim("worker", ListScene.Now.AddMinutes(1)));

        var progress = await scene.ProgressAsync(run);

        Assert.Equal((1, 0), (progress.Failed, progress.Left));
    }

    [Fact]
    public async Task Look_NothingLeft_FinishesWithTheCounts()
    {
        await using var scene = await RunScene.CreateAsync(Four);
        var run = await scene.RerunAsync();

        foreach (var (externalId, code) in new[] { ("a.png", 200), ("b.png", 503), ("c.png", 200) })
        {
            await scene.SendAsync(externalId, code);
            Assert.True(await scene.Follower.LookAsync(run, RunScene.Token));
        }

        await scene.SendAsync("d.png", 401);
        scene.Clock.Advance(TimeSpan.FromMinutes(1));

        Assert.False(await scene.Follower.LookAsync(run, RunScene.Token));
        var ended = Assert.Single(await scene.Runs.EndedAsync(scene.Project, ListScene.Now, RunScene.Token));
        Assert.Equal((BulkRunStatus.Finished, 2, 2, 0, ListScene.Now.AddMinutes(1)), (ended.Status, ended.Delivered, ended.Failed, ended.Left, ended.EndedAt));
        Assert.Equal("2 delivered, 2 still held", BulkRunWords.Result(ended));
        Assert.Null(ended.OnlyCause);
        Assert.Empty(await scene.Runs.CurrentAsync(scene.Project, RunScene.Token));
    }

    [Fact]
    public async Task Look_AllFailedTheSameWay_SaysWhy()
    {
        await using var scene = await RunScene.CreateAsync(("a.png", 503), ("b.png", 503));
        var run = await scene.RerunAsync();
        await scene.SendAsync("a.png", 401);
        await scene.SendAsync("b.png", 401);
        await scene.Follower.LookAsync(run, RunScene.Token);

        var shown = Assert.Single(await scene.Runs.CurrentAsync(scene.Project, RunScene.Token));

        Assert.Equal("All 2 failed with 401: check the secret.", BulkRunWords.Hint(shown));
    }

    [Fact]
    public async Task Look_FailedRunWasFollowedByABetterOne_IsNotShownAnyMore()
    {
        await using var scene = await RunScene.CreateAsync(("a.png", 503), ("b.png", 503));
        await SendAllAsync(scene, await scene.RerunAsync(), 401);
        scene.Clock.Advance(TimeSpan.FromSeconds(2));

        await SendAllAsync(scene, await scene.RerunAsync(), 200);

        Assert.Empty(await scene.Runs.CurrentAsync(scene.Project, RunScene.Token));
    }

    [Fact]
    public async Task Pause_SomeSent_HoldsTheRestAndKeepsItsPlace()
    {
        await using var scene = await RunScene.CreateAsync(Four);
        var run = await scene.RerunAsync();
        await scene.SendAsync("a.png", 503);
        await scene.ChangeAsync("b.png", delivery => delivery.Claim("worker", ListScene.Now.AddMinutes(1)));

        await scene.Runs.PauseAsync(scene.Project, run, RunScene.Token);

        Assert.Empty(await scene.PendingAsync());
        var waiting = await scene.DeliveryAsync("c.png");
        Assert.Equal((DeliveryStatus.Held, run, ListScene.Now), (waiting.Status, waiting.RunId, waiting.DueAt));
        var progress = await scene.ProgressAsync(run);
        Assert.Equal((BulkRunStatus.Paused, 1, 3), (progress.Status, progress.Failed, progress.Left));
        Assert.True(await scene.Follower.LookAsync(run, RunScene.Token));
    }

    [Fact]
    public async Task Resume_Paused_SendsWhatWaitedAndNotWhatFailed()
    {
        await using var scene = await RunScene.CreateAsync(Four);
        var run = await scene.RerunAsync();
        await scene.SendAsync("a.png", 503);
        await scene.Runs.PauseAsync(scene.Project, run, RunScene.Token);
        scene.Woken.Clear();

        await scene.Runs.ResumeAsync(scene.Project, run, RunScene.Token);

        Assert.Equal(["b.png", "c.png", "d.png"], await scene.PendingAsync());
        Assert.Single(scene.Woken);
        Assert.Equal(DeliveryStatus.Held, (await scene.DeliveryAsync("a.png")).Status);
    }

    [Fact]
    public async Task Pause_MemberWaitedForARetry_KeepsItsPlannedRetry()
    {
        await using var scene = await RunScene.CreateAsync(("held.png", 503), ("planned.png", 503));
        await scene.RetriesAsync("planned.png");
        var planned = (await scene.DeliveryAsync("planned.png")).DueAt;
        var run = await scene.RerunAsync();

        await scene.Runs.PauseAsync(scene.Project, run, RunScene.Token);

        var waiting = await scene.DeliveryAsync("planned.png");
        Assert.Equal(
            (DeliveryStatus.Retrying, planned, AttemptTrigger.Retry, null),
            (waiting.Status, waiting.DueAt, waiting.Trigger, waiting.TriggeredBy));
        Assert.Equal(DeliveryStatus.Held, (await scene.DeliveryAsync("held.png")).Status);
        Assert.Equal((0, 2), ((await scene.ProgressAsync(run)).Failed, (await scene.ProgressAsync(run)).Left));

        await scene.Runs.ResumeAsync(scene.Project, run, RunScene.Token);

        Assert.Equal(["held.png", "planned.png"], await scene.PendingAsync());
        var goesOn = await scene.DeliveryAsync("planned.png");
        Assert.Equal((AttemptTrigger.Rerun, RunScene.By, planned), (goesOn.Trigger, goesOn.TriggeredBy, goesOn.DueAt));
    }

    [Fact]
    public async Task Pause_MemberFailedAndIsRetried_LeavesItsRetry()
    {
        await using var scene = await RunScene.CreateAsync(("a.png", 503));
        var run = await scene.RerunAsync();
        await scene.SendAsync("a.png", 503, RetrySchedule.StandardWebhooks);
        var planned = (await scene.DeliveryAsync("a.png")).DueAt;

        await scene.Runs.PauseAsync(scene.Project, run, RunScene.Token);

        var delivery = await scene.DeliveryAsync("a.png");
        Assert.Equal((DeliveryStatus.Retrying, planned, 1), (delivery.Status, delivery.DueAt, delivery.FailuresInRun));
        Assert.Equal((1, 0), ((await scene.ProgressAsync(run)).Failed, (await scene.ProgressAsync(run)).Left));
    }

    [Fact]
    public async Task Cancel_MemberWaitedForARetry_WaitsForItAgain()
    {
        await using var scene = await RunScene.CreateAsync(("held.png", 503), ("planned.png", 503));
        await scene.RetriesAsync("planned.png");
        var planned = (await scene.DeliveryAsync("planned.png")).DueAt;
        var run = await scene.RerunAsync();

        await scene.Runs.CancelAsync(scene.Project, run, RunScene.Token);

        var waiting = await scene.DeliveryAsync("planned.png");
        Assert.Equal((DeliveryStatus.Retrying, planned, null), (waiting.Status, waiting.DueAt, waiting.RunId));
        Assert.Equal(DeliveryStatus.Held, (await scene.DeliveryAsync("held.png")).Status);
    }

    [Fact]
    public async Task Cancel_SomeUnderWay_HoldsTheRestAndCountsWhatEnds()
    {
        await using var scene = await RunScene.CreateAsync(Four);
        var run = await scene.RerunAsync();
        await scene.SendAsync("a.png", 200);
        await scene.ChangeAsync("b.png", delivery => delivery.Claim("worker", ListScene.Now.AddMinutes(1)));

        await scene.Runs.CancelAsync(scene.Project, run, RunScene.Token);

        Assert.Equal((DeliveryStatus.Held, null), ((await scene.DeliveryAsync("c.png")).Status, (await scene.DeliveryAsync("c.png")).RunId));
        Assert.True(await scene.Follower.LookAsync(run, RunScene.Token));
        await scene.ChangeAsync("b.png", delivery => delivery.Cancel());
        Assert.False(await scene.Follower.LookAsync(run, RunScene.Token));
        var ended = await scene.ProgressAsync(run);
        Assert.Equal((BulkRunStatus.Cancelled, 1, 0, 3), (ended.Status, ended.Delivered, ended.Failed, ended.Gone));
        Assert.Equal("Re-run cancelled: 1 delivered, 3 not sent", BulkRunWords.Result(ended));
    }

    [Fact]
    public async Task Cancel_Paused_HoldsEverythingThatWaited()
    {
        await using var scene = await RunScene.CreateAsync(Four);
        var run = await scene.RerunAsync();
        await scene.Runs.PauseAsync(scene.Project, run, RunScene.Token);

        await scene.Runs.CancelAsync(scene.Project, run, RunScene.Token);
        await scene.Follower.LookAsync(run, RunScene.Token);

        Assert.Null((await scene.DeliveryAsync("a.png")).RunId);
        Assert.Equal((4, 0), ((await scene.ProgressAsync(run)).Gone, (await scene.ProgressAsync(run)).Left));
    }

    [Fact]
    public async Task Rerun_MembersOfAnOlderRun_LeaveItAndItEnds()
    {
        await using var scene = await RunScene.CreateAsync(Four);
        var older = await scene.RerunAsync();
        await scene.SendAsync("a.png", 503);
        await scene.SendAsync("b.png", 200);
        await scene.Runs.PauseAsync(scene.Project, older, RunScene.Token);

        var younger = await scene.RerunAsync();

        var left = await scene.ProgressAsync(older);
        Assert.Equal((4, 1, 0, 0, 3), (left.Total, left.Delivered, left.Failed, left.Left, left.Gone));
        Assert.Equal(3, (await scene.ProgressAsync(younger)).Total);
        Assert.False(await scene.Follower.LookAsync(older, RunScene.Token));
        Assert.Equal(BulkRunStatus.Finished, (await scene.ProgressAsync(older)).Status);
        Assert.Equal(BulkRunStatus.Running, (await scene.ProgressAsync(younger)).Status);
    }

    [Fact]
    public async Task Current_RunOverSeveralStages_IsCountedInEach()
    {
        await using var scene = await RunScene.CreateAsync(("a.png", 503), ("b.png", 503), ("other.png", 503));
        var other = new StageId("0b1c2d3e-0000-4000-8000-000000000001");
        var run = await scene.RerunAsync();
        await scene.SpreadAsync(run, "other.png", other);
        await scene.SendAsync("a.png", 200);
        await scene.SendAsync("other.png", 503);

        var shown = Assert.Single(await scene.Runs.CurrentAsync(scene.Project, RunScene.Token));

        Assert.Equal((run, null, 3), (shown.Id, shown.StageId, shown.Total));
        var (here, there) = (shown.In(scene.Scene.Webhook.Id)!, shown.In(other)!);
        Assert.Equal((run, 2, 1, 0, 1), (here.Id, here.Total, here.Delivered, here.Failed, here.Left));
        Assert.Equal((run, 1, 0, 1, 0), (there.Id, there.Total, there.Delivered, there.Failed, there.Left));
        Assert.Null(shown.In(StageId.Label));
    }

    [Fact]
    public async Task Change_RunInTheWrongState_IsRefusedByName()
    {
        await using var scene = await RunScene.CreateAsync(("a.png", 503));
        var run = await scene.RerunAsync();

        Assert.Equal("run.not_paused", await RefusalAsync(scene.Runs.ResumeAsync(scene.Project, run, RunScene.Token)));
        await scene.Runs.CancelAsync(scene.Project, run, RunScene.Token);
        Assert.Equal("run.not_running", await RefusalAsync(scene.Runs.PauseAsync(scene.Project, run, RunScene.Token)));
        Assert.Equal("run.ended", await RefusalAsync(scene.Runs.CancelAsync(scene.Project, run, RunScene.Token)));
        Assert.Equal(
            "run.unknown", await RefusalAsync(scene.Runs.CancelAsync(scene.Project, Id<BulkRun>.New(ListScene.Now), RunScene.Token)));
    }

    [Fact]
    public async Task FollowAll_RunsOnTheirWay_AreQueuedAgain()
    {
        await using var scene = await RunScene.CreateAsync(Four);
        var run = await scene.RerunAsync();
        scene.Followed.Clear();

        await scene.Follower.FollowAllAsync(RunScene.Token);
        Assert.Equal([run], scene.Followed);

        await SendAllAsync(scene, run, 200);
        scene.Followed.Clear();
        await scene.Follower.FollowAllAsync(RunScene.Token);
        Assert.Empty(scene.Followed);
    }

    private static async Task<string> RefusalAsync(Task refused) =>
        (await Assert.ThrowsAsync<DomainRuleException>(() => refused)).Code;

    private static async Task SendAllAsync(RunScene scene, Id<BulkRun> run, int code)
    {
        foreach (var externalId in await scene.PendingAsync())
        {
            await scene.SendAsync(externalId, code);
        }

        await scene.Follower.LookAsync(run, RunScene.Token);
    }
}
