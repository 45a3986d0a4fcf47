using System.Net;
using Microsoft.EntityFrameworkCore;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Deliveries;
using WebhookStudio.Domain.Tasks;
using WebhookStudio.Domain.Workflows;
using WebhookStudio.Features.Deliveries;
using WebhookStudio.Features.Tasks;
using WebhookStudio.Tests.TestKit;

namespace WebhookStudio.Tests.Features.Deliveries;

/// <summary>What goes wrong around a delivery is survived, shown, and loses nothing.</summary>
public sealed class BadDayTests : ReceiverTest
{
    [Fact]
    public async Task Send_SecretCannotBeOpened_HoldsAndSaysWhy()
    {
        var scenario = await Scenario.CreateAsync(
            App, Receiver.Url, settings => settings with { Secret = new SealedText("sealed with a key that is gone") });

        await scenario.SubmitNewAsync();

        await scenario.SettlesAsync(DeliveryStatus.Held, Cancelled);
        var attempt = Assert.Single(await scenario.AttemptsAsync());
        Assert.Equal(AttemptOutcome.NeedsSetup, attempt.Outcome);
        Assert.Contains("cannot be opened", attempt.Detail, StringComparison.Ordinal);
        Assert.Empty(Receiver.TakeAll());
    }

    [Fact]
    public async Task Sweep_LeaseRanOutWhileTheRequestIsUnderWay_DoesNotSendTwice()
    {
        var answer = new TaskCompletionSource();
        Receiver.Answers(_ => answer.Task);
        var scenario = await Scenario.CreateAsync(App, Receiver.Url);
        var task = await scenario.SubmitNewAsync();
        await Receiver.NextAsync(Cancelled);
        await App.ReadAsync(db => db.Deliveries.ExecuteUpdateAsync(
            set => set.SetProperty(d => d.LeaseUntil, DateTimeOffset.UnixEpoch), Cancelled));

        await App.Get<DeliveryRecovery>().SweepAsync(Cancelled);
        answer.SetResult();

        await scenario.ArrivesAsync(task, StageId.Complete, Cancelled);
        Assert.Single(await scenario.AttemptsAsync());
        Assert.Empty(Receiver.TakeAll());
    }

    [Fact]
    public async Task Settle_DatabaseRefusesForAWhile_WritesDownWhatWasSentOnce()
    {
        var answer = new TaskCompletionSource();
        Receiver.Answers(_ => answer.Task);
        var scenario = await Scenario.CreateAsync(App, Receiver.Url);
        var task = await scenario.SubmitNewAsync();
        await Receiver.NextAsync(Cancelled);
        await ExecuteAsync("CREATE TRIGGER full BEFORE INSERT ON attempts BEGIN SELECT RAISE(ABORT, 'disk is full'); END");

        answer.SetResult();
        await App.Log.WaitForAsync("could not be written down yet", Cancelled);
        await ExecuteAsync("DROP TRIGGER full");

        await scenario.ArrivesAsync(task, StageId.Complete, Cancelled);
        Assert.Equal(AttemptOutcome.Answered, Assert.Single(await scenario.AttemptsAsync()).Outcome);
        Assert.Empty(Receiver.TakeAll());
    }

    [Fact]
    public async Task Settle_NextStageIsGone_HoldsWithTheReasonAndLetsTheOthersPass()
    {
        var scenario = await Scenario.CreateAsync(
            App, Receiver.Url, settings => settings with { Concurrency = 4 });
        var answers = new TaskCompletionSource();
        Receiver.Answers(_ => answers.Task).Answers(_ => answers.Task);
        await scenario.SubmitNewAsync("a.png");
        await scenario.SubmitNewAsync("b.png");
        await Receiver.NextAsync(Cancelled);
        await Receiver.NextAsync(Cancelled);
        var broken = scenario.Workflow.With(scenario.Webhook with { Next = [new StageId("gone")] });
        await App.ReadAsync(db => db.Projects.ExecuteUpdateAsync(
            set => set.SetProperty(project => project.Workflow, broken)
                .SetProperty(project => project.WorkflowVersion, project => project.WorkflowVersion + 1),
            Cancelled));

        answers.SetResult();

        await Eventually.GetAsync(
            scenario.DeliveriesAsync, found => found.All(d => d.Status is DeliveryStatus.Held), Cancelled);
        Assert.All(
            await scenario.AttemptsAsync(),
            attempt => Assert.Contains("cannot move on", attempt.Detail, StringComparison.Ordinal));
    }

    [Fact]
    public async Task SwitchOn_StageOwedBefore_SendsWhatItKept()
    {
        Receiver.Answers(HttpStatusCode.ServiceUnavailable);
        var scenario = await Scenario.CreateAsync(App, Receiver.Url);
        var task = await scenario.SubmitNewAsync();
        await scenario.SettlesAsync(DeliveryStatus.Retrying, Cancelled);
        await SwitchAsync(scenario, on: false);

        var refusal = await Assert.ThrowsAsync<DomainRuleException>(() => App.Get<IDeliveryReruns>().RerunStageAsync(
            scenario.ProjectId, scenario.Webhook.Id, StudioApp.OwnerEmail, Cancelled));
        Assert.Equal("stage.off", refusal.Code);
        await SwitchAsync(scenario, on: true);
        await App.Get<IDeliveryReruns>().RerunStageAsync(
            scenario.ProjectId, scenario.Webhook.Id, StudioApp.OwnerEmail, Cancelled);

        await scenario.ArrivesAsync(task, StageId.Complete, Cancelled);
    }

    [Fact]
    public async Task Requeue_IntoAStageThatIsOff_IsRefused()
    {
        var scenario = await Scenario.CreateAsync(App, Receiver.Url, settings => settings with { Enabled = false });
        var task = (await scenario.AddTasksAsync("task5.png"))[0];

        var refusal = await Assert.ThrowsAsync<DomainRuleException>(() => App.Get<ITaskFlow>().RequeueAsync(
            scenario.ProjectId, [task], scenario.Webhook.Id, new RequeueOptions(), Cancelled));

        Assert.Equal("stage.off", refusal.Code);
        Assert.Equal(StageId.Label, (await scenario.TaskAsync(task)).StageId);
    }

    [Fact]
    public async Task Add_TasksStillWaitInStart_SendsThemAllOnWithTheirBatches()
    {
        var workflow = Workflow.WithWebhook(new WebhookStageSettings { Url = Receiver.Url });
        var webhook = workflow.Stages[2];
        var waiting = workflow.Stages[0] with { Next = [webhook.Id], Settings = new StartStageSettings { AutoForward = false } };
        var scenario = await Scenario.CreateAsync(App, workflow.With(waiting));
        await scenario.AddTasksAsync("a.png", "b.png");
        var forwarding = workflow.With(waiting with { Settings = new StartStageSettings() });
        await App.ReadAsync(db => db.Projects.ExecuteUpdateAsync(
            set => set.SetProperty(project => project.Workflow, forwarding)
                .SetProperty(project => project.WorkflowVersion, project => project.WorkflowVersion + 1),
            Cancelled));

        await scenario.AddTasksAsync("c.png");

        var attempts = await Eventually.GetAsync(scenario.AttemptsAsync, found => found.Count == 3, Cancelled);
        Assert.Equal(["a.png", "b.png", "c.png"], attempts.Select(attempt => attempt.ExternalId).Order());
    }

    private Task<int> ExecuteAsync(string sql) =>
        App.ReadAsync(db => db.Database.ExecuteSqlRawAsync(sql, Cancelled));

    private Task<int> SwitchAsync(Scenario scenario, bool on)
    {
        var settings = (WebhookStageSettings)scenario.Webhook.Settings;
        var workflow = scenario.Workflow.With(scenario.Webhook with { Settings = settings with { Enabled = on } });

        return App.ReadAsync(db => db.Projects.ExecuteUpdateAsync(
            set => set.SetProperty(project => project.Workflow, workflow), Cancelled));
    }
}
