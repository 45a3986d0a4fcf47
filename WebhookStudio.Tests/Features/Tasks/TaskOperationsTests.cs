using Microsoft.EntityFrameworkCore;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Deliveries;
using WebhookStudio.Domain.Tasks;
using WebhookStudio.Domain.Workflows;
using WebhookStudio.Features.Tasks.Operations;
using WebhookStudio.Platform;
using WebhookStudio.Tests.TestKit;

namespace WebhookStudio.Tests.Features.Tasks;

public sealed class TaskOperationsTests : IAsyncLifetime
{
    private OperationScene _scene = null!;

    private static CancellationToken Token => OperationScene.Token;

    private TaskChange ToWebhook => TaskChange.MoveTo(_scene.Scene.Webhook, new());

    public async ValueTask InitializeAsync() => _scene = await OperationScene.CreateAsync(tasks: 450);

    public ValueTask DisposeAsync() => _scene.DisposeAsync();

    [Fact]
    public async Task Move_ManyTasks_GoesPartByPartAndOwesEachAWebhook()
    {
        var id = await _scene.StartAsync(ToWebhook);
        Assert.Equal([id], _scene.Queued);
        Assert.Equal(450, (await _scene.GetAsync(id)).Total);

        Assert.True(await _scene.Runner.StepAsync(id, Token));
        var first = await _scene.GetAsync(id);
        Assert.Equal((TaskOperationStatus.Running, 200, 200), (first.Status, first.Done, first.Changed));
        Assert.Equal(200, await _scene.CountAsync(_scene.Scene.Webhook));

        await _scene.Runner.RunAsync(id, Token);

        var ended = await _scene.GetAsync(id);
        Assert.Equal((TaskOperationStatus.Finished, 450, 450), (ended.Status, ended.Done, ended.Changed));
        Assert.Equal("450 moved to Webhook", TaskOperationWords.Result(ended));
        Assert.Equal(450, await _scene.ReadAsync(db => db.Deliveries.CountAsync(d => d.Status == DeliveryStatus.Pending, Token)));
        Assert.Equal(0, await _scene.ReadAsync(db => db.FrozenTasks.CountAsync(Token)));
        Assert.Contains(_scene.Scene.Webhook.Id, _scene.Woken.Select(key => key.Stage));
    }

    [Fact]
    public async Task Move_TasksThatLeftOrWereDeletedMeanwhile_ArePassedOverAndNamed()
    {
        var all = await _scene.AllAsync();
        var id = await _scene.StartAsync(ToWebhook, all[..100]);
        _scene.Clock.Advance(TimeSpan.FromSeconds(5));
        await _scene.RunAsync(TaskChange.MoveTo(_scene.Scene.Complete, new()), all[0], all[1], all[2]);
        await _scene.RunAsync(TaskChange.Delete, all[3], all[4]);

        await _scene.Runner.RunAsync(id, Token);

        var ended = await _scene.GetAsync(id);
        Assert.Equal("95 moved to Webhook, 2 were gone, 3 had moved on", TaskOperationWords.Result(ended));
        Assert.Equal(3, await _scene.CountAsync(_scene.Scene.Complete));
    }

    [Fact]
    public async Task Move_TasksThatCameLater_AreNotTouched()
    {
        var id = await _scene.StartAsync(ToWebhook);
        _scene.Scene.AddTask("later.png", _scene.Scene.Label, ListScene.Now);
        await _scene.Scene.SaveAsync();

        await _scene.Runner.RunAsync(id, Token);

        Assert.Equal(1, await _scene.CountAsync(_scene.Scene.Label));
    }

    [Fact]
    public async Task Cancel_InTheMiddle_KeepsWhatIsDoneAndLeavesTheRest()
    {
        var id = await _scene.StartAsync(ToWebhook);
        await _scene.Runner.StepAsync(id, Token);

        Assert.True(await _scene.Operations.CancelAsync(_scene.Project, id, Token));
        await _scene.Runner.RunAsync(id, Token);

        var ended = await _scene.GetAsync(id);
        Assert.Equal(TaskOperationStatus.Cancelled, ended.Status);
        Assert.Equal("200 moved to Webhook, cancelled before 250", TaskOperationWords.Result(ended));
        Assert.Equal((200, 250), (await _scene.CountAsync(_scene.Scene.Webhook), await _scene.CountAsync(_scene.Scene.Label)));
        Assert.True(await _scene.Operations.CancelAsync(_scene.Project, id, Token));
        Assert.Equal(ended.EndedAt, (await _scene.GetAsync(id)).EndedAt);
        Assert.False(await _scene.Operations.CancelAsync(_scene.Project, Id<TaskOperation>.New(ListScene.Now), Token));
    }

    [Fact]
    public async Task Start_AfterARestart_GoesOnWithWhatWasLeft()
    {
        var id = await _scene.StartAsync(ToWebhook);
        await _scene.Runner.StepAsync(id, Token);
        _scene.Queued.Clear();

        await new TaskOperationStart(_scene.Scene, _scene, _scene.Clock).StartAsync(Token);
        Assert.Equal([id], _scene.Queued);
        await _scene.Runner.RunAsync(id, Token);

        // Each task once: one that was moved twice would owe a second webhook.
        Assert.Equal(450, (await _scene.GetAsync(id)).Changed);
        Assert.Equal(450, await _scene.ReadAsync(db => db.Deliveries.CountAsync(Token)));
    }

    [Fact]
    public async Task Run_Stopped_EndsBetweenTwoPartsAndIsNotOver()
    {
        var id = await _scene.StartAsync(ToWebhook);
        using var stopping = new CancellationTokenSource();
        await stopping.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _scene.Runner.RunAsync(id, stopping.Token));

        Assert.True((await _scene.GetAsync(id)).IsActive);
    }

    [Fact]
    public async Task Move_StageSwitchedOffMeanwhile_FailsWithTheReason()
    {
        var id = await _scene.StartAsync(ToWebhook);
        await _scene.Runner.StepAsync(id, Token);
        await using (var db = _scene.Scene.CreateDbContext())
        {
            var project = await db.Projects.SingleAsync(Token);
            var off = project.Workflow with
            {
                Stages = [.. project.Workflow.Stages.Select(stage => stage.Settings is WebhookStageSettings settings
                    ? stage with { Settings = settings with { Enabled = false } } : stage)],
            };
            project.ChangeWorkflow(off, "ada@bakery.example", ListScene.Now);
            await db.SaveChangesAsync(Token);
        }

        await _scene.Runner.RunAsync(id, Token);

        var ended = await _scene.GetAsync(id);
        Assert.Equal(TaskOperationStatus.Failed, ended.Status);
        Assert.StartsWith("200 moved to Webhook, 250 left. Webhook is off", TaskOperationWords.Result(ended), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Assign_OnlyTasksThatPeopleWorkOn_AreKeptForThePerson()
    {
        var all = await _scene.AllAsync();
        await _scene.RunAsync(TaskChange.MoveTo(_scene.Scene.Complete, new()), all[0]);
        _scene.Clock.Advance(TimeSpan.FromSeconds(1));

        await Assert.ThrowsAsync<DomainRuleException>(() => _scene.StartAsync(TaskChange.AssignTo("nobody@bakery.example")));
        await GivenPersonAsync("mina@bakery.example");
        var ended = await _scene.RunAsync(TaskChange.AssignTo("mina@bakery.example"), all[0], all[1]);

        Assert.Equal("1 assigned to mina@bakery.example, 1 is in no Label or Review stage", TaskOperationWords.Result(ended));
        Assert.Equal([all[1]], await _scene.ReadAsync(db =>
            db.Tasks.Where(t => t.Assignee == "mina@bakery.example").Select(t => t.Id).ToArrayAsync(Token)));
        Assert.Equal("2 unassigned", TaskOperationWords.Result(await _scene.RunAsync(TaskChange.AssignTo(null), all[1], all[2])));
    }

    [Fact]
    public async Task Delete_Tasks_TakesTheirAssetsAndFilesAndCancelsWhatTheyOwe()
    {
        var held = _scene.Scene.Held("held.png", ListScene.Now, 503, "batch-1");
        await _scene.Scene.SaveAsync();

        var ended = await _scene.RunAsync(TaskChange.Delete, held.Id);

        Assert.Equal("1 deleted", TaskOperationWords.Result(ended));
        await using var db = _scene.Scene.CreateDbContext();
        Assert.False(await db.Tasks.AnyAsync(t => t.Id == held.Id, Token));
        Assert.False(await db.Assets.AnyAsync(a => a.Id == held.AssetId, Token));
        Assert.False(await db.AssetBatches.AnyAsync(link => link.AssetId == held.AssetId, Token));
        Assert.Equal(DeliveryStatus.Cancelled, (await db.Deliveries.SingleAsync(d => d.TaskId == held.Id, Token)).Status);
        Assert.True(await db.Attempts.AnyAsync(a => a.TaskId == held.Id, Token));
        Assert.Equal(["/files/held.png"], _scene.Removed);
    }

    [Fact]
    public async Task Delete_FileThatAnotherAssetUses_Stays()
    {
        var one = _scene.Scene.AddTask("same.png", _scene.Scene.Label, ListScene.Now);
        _scene.Scene.AddTask("same.png", _scene.Scene.Label, ListScene.Now);
        await _scene.Scene.SaveAsync();

        await _scene.RunAsync(TaskChange.Delete, one.Id);

        Assert.Empty(_scene.Removed);
        Assert.Equal(1, await _scene.ReadAsync(db => db.Assets.CountAsync(a => a.Data == "/files/same.png", Token)));
    }

    [Fact]
    public async Task Activity_OfAnOperation_SaysHowFarItIsAndCanBeCancelled()
    {
        var id = await _scene.StartAsync(ToWebhook);
        await _scene.Runner.StepAsync(id, Token);
        IActivitySource source = _scene.Operations;

        var going = Assert.Single(await source.ListAsync(_scene.Project, ListScene.Now, Token));
        Assert.Equal(("Moving 450 tasks to Webhook", 200, 450, true), (going.Title, going.Done, going.Total, going.CanCancel));
        Assert.False(await source.CancelAsync(_scene.Project, "run-66f0", Token));
        Assert.True(await source.CancelAsync(_scene.Project, going.Key, Token));

        var ended = Assert.Single(await source.ListAsync(_scene.Project, ListScene.Now, Token));
        Assert.Equal((true, false, "200 moved to Webhook, cancelled before 250"), (ended.HasTrouble, ended.CanCancel, ended.Result));
        Assert.Empty(await source.ListAsync(_scene.Project, ListScene.Now.AddHours(1), Token));
    }

    [Fact]
    public async Task Start_NothingChosen_IsRefused() => await Assert.ThrowsAsync<DomainRuleException>(
        () => _scene.Operations.StartAsync(_scene.Project, [], TaskChange.Delete, OperationScene.By, Token));

    private async Task GivenPersonAsync(string email)
    {
        await using var db = _scene.Scene.CreateDbContext();
        db.Users.Add(new() { Email = email, UserName = email, DisplayName = "Mina Sato" });
        await db.SaveChangesAsync(Token);
    }
}
