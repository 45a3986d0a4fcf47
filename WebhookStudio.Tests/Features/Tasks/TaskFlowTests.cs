using System.Net;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Deliveries;
using WebhookStudio.Domain.Tasks;
using WebhookStudio.Domain.Workflows;
using WebhookStudio.Features.Tasks;
using WebhookStudio.Platform;
using WebhookStudio.Tests.TestKit;

namespace WebhookStudio.Tests.Features.Tasks;

/// <summary>Tasks move along the workflow as it is drawn.</summary>
public sealed class TaskFlowTests : ReceiverTest
{
    [Fact]
    public async Task Submit_TwoWebhookStagesInARow_FiresBothInOrder()
    {
        var (first, second) = (WebhookStage("First"), WebhookStage("Second"));
        var scenario = await Scenario.CreateAsync(App, Chain(Label(), first, second));

        var task = await scenario.SubmitNewAsync();

        await scenario.ArrivesAsync(task, StageId.Complete, Cancelled);
        Assert.Equal(["First", "Second"], (await scenario.AttemptsAsync()).Select(attempt => attempt.StageName));
        var webhooks = new[] { await Receiver.NextAsync(Cancelled), await Receiver.NextAsync(Cancelled) };
        Assert.Contains($"\"stageId\":\"{first.Id}\"", webhooks[1].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Add_WebhookBeforeLabel_FiresForEveryNewTask()
    {
        var scenario = await Scenario.CreateAsync(App, Chain(WebhookStage("Notify"), Label()));

        var tasks = await scenario.AddTasksAsync("a.png", "b.png");

        foreach (var task in tasks)
        {
            await scenario.ArrivesAsync(task, StageId.Label, Cancelled);
        }

        Assert.Equal(2, (await scenario.AttemptsAsync()).Count);
    }

    [Fact]
    public async Task Submit_BranchesIntoOneStage_EachArrives()
    {
        var webhook = WebhookStage("Webhook");
        var second = Label() with { Id = StageId.New(), Name = "Second look", Next = [webhook.Id] };
        var workflow = Chain(Label(), webhook);
        var scenario = await Scenario.CreateAsync(App, workflow with { Stages = [.. workflow.Stages, second] });
        var tasks = await scenario.AddTasksAsync("a.png", "b.png");
        await App.Get<ITaskFlow>().RequeueAsync(scenario.ProjectId, [tasks[1]], second.Id, new(), Cancelled);

        await scenario.SubmitAsync(tasks[0]);
        await scenario.SubmitAsync(tasks[1]);

        await scenario.ArrivesAsync(tasks[0], StageId.Complete, Cancelled);
        await scenario.ArrivesAsync(tasks[1], StageId.Complete, Cancelled);
        Assert.Equal(
            ["Start", "Second look", "Webhook"], (await scenario.VisitsAsync(tasks[1])).Select(visit => visit.StageName));
    }

    [Fact]
    public async Task Submit_WebhookIsOff_TaskPassesStraightThrough()
    {
        var scenario = await Scenario.CreateAsync(App, Receiver.Url, settings => settings with { Enabled = false });

        var task = await scenario.SubmitNewAsync();

        Assert.Equal(StageId.Complete, (await scenario.TaskAsync(task)).StageId);
        Assert.Empty(await scenario.DeliveriesAsync());
        Assert.Equal(["Start", "Label", "Webhook"], (await scenario.VisitsAsync(task)).Select(visit => visit.StageName));
    }

    [Fact]
    public async Task Submit_ReceiverIsDown_AnswersAtOnceAndKeepsTheTask()
    {
        Receiver.AlwaysAnswers(HttpStatusCode.InternalServerError);
        var scenario = await Scenario.CreateAsync(App, Receiver.Url);

        var task = await scenario.SubmitNewAsync();

        Assert.Equal(scenario.Webhook.Id, (await scenario.TaskAsync(task)).StageId);
        await scenario.SettlesAsync(DeliveryStatus.Retrying, Cancelled);
    }

    [Fact]
    public async Task Submit_TwiceAtOnce_MovesOnce()
    {
        var scenario = await Scenario.CreateAsync(App, Receiver.Url);
        var task = (await scenario.AddTasksAsync("task5.png"))[0];

        var submits = Enumerable.Range(0, 8).Select(_ => Record.ExceptionAsync(() => scenario.SubmitAsync(task)).AsTask());
        var refusals = await Task.WhenAll(submits);

        Assert.Equal(7, refusals.Count(refusal => refusal is DomainRuleException));
        await scenario.ArrivesAsync(task, StageId.Complete, Cancelled);
        Assert.Single(await scenario.DeliveriesAsync());
        Assert.Equal(3, (await scenario.VisitsAsync(task)).Count);
    }

    [Fact]
    public async Task Submit_NotInLabel_IsRefusedAndStoresNothing()
    {
        var scenario = await Scenario.CreateAsync(App, Receiver.Url);
        var task = await scenario.SubmitNewAsync();
        await scenario.ArrivesAsync(task, StageId.Complete, Cancelled);

        var refusal = await Assert.ThrowsAsync<DomainRuleException>(() => scenario.SubmitAsync(task));

        Assert.Equal("task.not_in_label", refusal.Code);
        Assert.Equal(3549, (await scenario.TaskAsync(task)).TotalTime.Active);
    }

    [Fact]
    public async Task Add_AutoForwardOff_TasksWaitInStartUntilForwarded()
    {
        var workflow = Workflow.Default;
        var start = workflow.Start with { Settings = new StartStageSettings { AutoForward = false } };
        var scenario = await Scenario.CreateAsync(App, workflow.With(start));
        var task = (await scenario.AddTasksAsync("task5.png"))[0];
        Assert.Equal(StageId.Start, (await scenario.TaskAsync(task)).StageId);

        var count = await App.Get<ITaskFlow>().ForwardAsync(scenario.ProjectId, StageId.Start, new("ada@bakery.example"), Cancelled);

        Assert.Equal(1, count);
        Assert.Equal(StageId.Label, (await scenario.TaskAsync(task)).StageId);
    }

    [Fact]
    public async Task Requeue_IntoWebhook_FiresAgain()
    {
        var scenario = await Scenario.CreateAsync(App, Receiver.Url);
        var task = await scenario.SubmitNewAsync();
        await scenario.ArrivesAsync(task, StageId.Complete, Cancelled);

        await App.Get<ITaskFlow>().RequeueAsync(
            scenario.ProjectId, [task], scenario.Webhook.Id, new RequeueOptions(), Cancelled);

        await Eventually.GetAsync(scenario.AttemptsAsync, found => found.Count == 2, Cancelled);
        await scenario.ArrivesAsync(task, StageId.Complete, Cancelled);
    }

    private static Stage Label() => Workflow.Default.Stages[1];

    private static Workflow Chain(params Stage[] between)
    {
        var stages = new List<Stage> { Workflow.Default.Stages[0] };
        stages.AddRange(between);
        stages.Add(Workflow.Default.Stages[2]);

        for (var i = 0; i < stages.Count - 1; i++)
        {
            stages[i] = stages[i] with { Next = [stages[i + 1].Id] };
        }

        return new() { Stages = [.. stages] };
    }

    private Stage WebhookStage(string name) => new()
    {
        Id = StageId.New(),
        Name = name,
        Settings = new WebhookStageSettings
        {
            Url = Receiver.Url,
            Auth = WebhookAuth.Secret,
            Secret = App.Get<ISecretProtector>().Seal(Scenario.Secret),
        },
    };
}
