using System.Net;
using WebhookStudio.Domain.Deliveries;
using WebhookStudio.Domain.Workflows;
using WebhookStudio.Features.Deliveries;
using WebhookStudio.Platform;
using WebhookStudio.Tests.TestKit;

namespace WebhookStudio.Tests.Features.Deliveries.Engine;

/// <summary>What decides when a delivery goes out, in the real application with a real receiver.</summary>
public sealed class LaneTests : ReceiverTest
{
    public LaneTests() => App
        .With("WebhookStudio:Delivery:CircuitThreshold", "3")
        .With("WebhookStudio:Delivery:CircuitFirstPause", "00:00:00.2")
        .With("WebhookStudio:Delivery:RetryDelays:0", "00:00:00.05")
        .With("WebhookStudio:Delivery:MaxConcurrency", "8");

    [Fact]
    public async Task Circuit_ReceiverIsDown_KeepsTheRetriesOfTheQueueAndEndsWithTheFirstAnswer()
    {
        var port = StudioProcess.FreePort();
        var scenario = await Scenario.CreateAsync(
            App, $"http://127.0.0.1:{port}/hook", settings => settings with { Concurrency = 3 });
        await SubmitAsync(scenario, 30);
        var open = await Eventually.GetAsync(
            () => CircuitAsync(scenario), circuit => circuit is { IsOpen: true, Probes: >= 2 }, Cancelled);
        Assert.Equal(AttemptOutcome.ConnectionRefused, open!.Cause);

        await using var receiver = await WebhookReceiver.StartAsync(port);
        await AllDeliveredAsync(scenario, 26);

        // What was sent before it opened, and the probes, may have used up their one retry; the queue has not.
        var held = (await scenario.DeliveriesAsync()).Count(delivery => delivery.Status is DeliveryStatus.Held);
        Assert.InRange(held, 0, 4);
        Assert.False((await CircuitAsync(scenario))!.IsOpen);
    }

    [Fact]
    public async Task Order_FirstIsHeld_SendsNothingBehindItUntilItIsDelivered()
    {
        Receiver.Answers(HttpStatusCode.BadRequest);
        var scenario = await Scenario.CreateAsync(
            App, Receiver.Url, settings => settings with { Ordering = DeliveryOrdering.Stage });
        await SubmitAsync(scenario, 5);
        await Eventually.GetAsync(
            scenario.DeliveriesAsync, found => found[0].Status is DeliveryStatus.Held, Cancelled);
        Assert.Equal("task0.png", Assert.Single(await scenario.AttemptsAsync()).ExternalId);

        await App.Get<IDeliveryReruns>().RerunStageAsync(
            scenario.ProjectId, scenario.Webhook.Id, StudioApp.OwnerEmail, Cancelled);
        await AllDeliveredAsync(scenario, 5);

        Assert.Equal(
            ["task0.png", "task0.png", "task1.png", "task2.png", "task3.png", "task4.png"],
            (await scenario.AttemptsAsync()).Select(attempt => attempt.ExternalId));
    }

    [Fact]
    public async Task RateLimit_OneInAHundredSeconds_SendsOneAndKeepsTheRest()
    {
        var scenario = await Scenario.CreateAsync(
            App, Receiver.Url, settings => settings with { RateLimit = WebhookStageSettings.MinRateLimit });
        await SubmitAsync(scenario, 3);
        await AllDeliveredAsync(scenario, 1);

        Assert.Equal(
            2, (await scenario.DeliveriesAsync()).Count(delivery => delivery is { Status: DeliveryStatus.Pending, Attempts: 0 }));
        Assert.Single(Receiver.TakeAll());
    }

    [Fact]
    public async Task RateLimit_Many_SendsAll()
    {
        var scenario = await Scenario.CreateAsync(App, Receiver.Url, settings => settings with { RateLimit = 40 });
        await SubmitAsync(scenario, 20);

        await AllDeliveredAsync(scenario, 20);
    }

    [Fact]
    public async Task Exhausted_StageHasAnOutputForIt_TaskLeavesByIt()
    {
        Receiver.AlwaysAnswers(HttpStatusCode.ServiceUnavailable);
        var workflow = Workflow.WithWebhook(new() { Url = Receiver.Url, OnExhausted = ExhaustedRule.Fail });
        var webhook = workflow.Stages.Single(stage => stage.Kind is StageKind.Webhook);
        var aside = new Stage { Id = new("Aside"), Name = "Aside", Settings = new CompleteStageSettings() };
        workflow = workflow.With(webhook with { Next = [StageId.Complete, aside.Id] });
        var scenario = await Scenario.CreateAsync(App, workflow with { Stages = workflow.Stages.Add(aside) });

        var task = await scenario.SubmitNewAsync();

        await scenario.ArrivesAsync(task, aside.Id, Cancelled);
        Assert.Equal(DeliveryStatus.Failed, Assert.Single(await scenario.DeliveriesAsync()).Status);
        Assert.Equal(2, (await scenario.AttemptsAsync()).Count);
    }

    [Fact]
    public async Task Circuit_OpenAndNothingDue_RestsUntilSomethingIs()
    {
        var scenario = await Scenario.CreateAsync(
            App, $"http://127.0.0.1:{StudioProcess.FreePort()}/hook", settings => settings with { AutomaticRetry = false });
        await SubmitAsync(scenario, 3);
        await Eventually.GetAsync(
            scenario.DeliveriesAsync, found => found.All(one => one.Status is DeliveryStatus.Held), Cancelled);
        await Eventually.GetAsync(
            () => CircuitAsync(scenario), circuit => circuit?.ProbeAt < TimeProvider.System.GetUtcNow(), Cancelled);
        var published = 0;
        using var subscription = App.Get<IProjectFeed>().Subscribe(scenario.ProjectId, () =>
        {
            Interlocked.Increment(ref published);

            return Task.CompletedTask;
        });

        await App.Get<ICircuits>().TryNowAsync(scenario.ProjectId, scenario.Webhook.Id, Cancelled);
        await Eventually.GetAsync(() => Task.FromResult(published), count => count > 0, Cancelled);
        var other = await Scenario.CreateAsync(App, Receiver.Url);
        await SubmitAsync(other, 5);
        await AllDeliveredAsync(other, 5);

        // The feed calls at most twice a second however often it is told; a lane that spins is told of all the time.
        Assert.InRange(published, 1, 4);
    }

    [Fact]
    public async Task Fairness_ManyReceiversHang_HealthyStageGoesOn()
    {
        var never = new TaskCompletionSource();
        await using var hanging = await WebhookReceiver.StartAsync();
        Enumerable.Range(0, 500).ToList().ForEach(_ => hanging.Answers(_ => never.Task));
        var healthy = await Scenario.CreateAsync(App, Receiver.Url);

        for (var stage = 0; stage < 45; stage++)
        {
            await SubmitAsync(await Scenario.CreateAsync(App, hanging.Url), 8);
        }

        await SubmitAsync(healthy, 20);

        await AllDeliveredAsync(healthy, 20);
        never.SetResult();
    }

    private static async Task SubmitAsync(Scenario scenario, int count)
    {
        foreach (var task in await scenario.AddTasksAsync(
            [.. Enumerable.Range(0, count).Select(number => $"task{number}.png")]))
        {
            await scenario.SubmitAsync(task);
        }
    }

    private static Task<List<WebhookDelivery>> AllDeliveredAsync(Scenario scenario, int count) => Eventually.GetAsync(
        scenario.DeliveriesAsync,
        found => found.Count(delivery => delivery.Status is DeliveryStatus.Delivered) >= count,
        Cancelled);

    private Task<StageCircuit?> CircuitAsync(Scenario scenario) => App.ReadAsync(async db =>
        await db.Circuits.FindAsync([scenario.ProjectId, scenario.Webhook.Id], Cancelled));
}
