using System.Net;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Deliveries;
using WebhookStudio.Domain.Workflows;
using WebhookStudio.Features.Deliveries;
using WebhookStudio.Tests.TestKit;

namespace WebhookStudio.Tests.Features.Deliveries;

/// <summary>Bulk runs through the real application to a real receiver.</summary>
public sealed class BulkRunJourneyTests : ReceiverTest
{
    private const int Tasks = 12;

    [Fact]
    public async Task Run_ReceiverRefusesSome_EndsWithBothCounts()
    {
        var scenario = await GivenHeldAsync();
        Receiver.Answers([.. Enumerable.Repeat(HttpStatusCode.BadRequest, 3)]);

        var result = await RerunAsync(scenario);

        Assert.Equal(Tasks, result.Count);
        var ended = await EndsAsync(scenario, result.RunId!.Value);
        Assert.Equal((BulkRunStatus.Finished, 9, 3, 0), (ended.Status, ended.Delivered, ended.Failed, ended.Gone));
        Assert.Equal("9 delivered, 3 still held", BulkRunWords.Result(ended));
    }

    [Fact]
    public async Task Run_PausedAndResumed_SendsNothingMeanwhileAndThenTheRest()
    {
        var scenario = await GivenHeldAsync(settings => settings with { Concurrency = 1 });
        var answer = new TaskCompletionSource();
        Receiver.Answers(_ => answer.Task);
        var run = (await RerunAsync(scenario)).RunId!.Value;
        await Receiver.NextAsync(Cancelled);

        await App.Get<IBulkRuns>().PauseAsync(scenario.ProjectId, run, Cancelled);
        answer.SetResult();
        await Eventually.GetAsync(
            () => App.Get<IBulkRuns>().GetAsync(scenario.ProjectId, run, Cancelled), found => found!.Delivered == 1, Cancelled);
        Assert.Empty(Receiver.TakeAll());
        await App.Get<IBulkRuns>().ResumeAsync(scenario.ProjectId, run, Cancelled);

        var ended = await EndsAsync(scenario, run);
        Assert.Equal((Tasks, 0), (ended.Delivered, ended.Failed));
        Assert.Equal(Tasks - 1, Receiver.TakeAll().Count);
    }

    [Fact]
    public async Task Run_Cancelled_LeavesTheRestHeldAndCountsWhatWasUnderWay()
    {
        var scenario = await GivenHeldAsync(settings => settings with { Concurrency = 1 });
        var answer = new TaskCompletionSource();
        Receiver.Answers(_ => answer.Task);
        var run = (await RerunAsync(scenario)).RunId!.Value;
        await Receiver.NextAsync(Cancelled);

        await App.Get<IBulkRuns>().CancelAsync(scenario.ProjectId, run, Cancelled);
        answer.SetResult();

        var ended = await Eventually.GetAsync(
            () => App.Get<IBulkRuns>().EndedAsync(scenario.ProjectId, DateTimeOffset.UnixEpoch, Cancelled),
            found => found.Count == 1, Cancelled);
        Assert.Equal((BulkRunStatus.Cancelled, 1, Tasks - 1), (ended[0].Status, ended[0].Delivered, ended[0].Gone));
        Assert.Equal(Tasks - 1, (await scenario.DeliveriesAsync()).Count(d => d.Status is DeliveryStatus.Held));
        Assert.Empty(Receiver.TakeAll());
    }

    [Fact]
    public async Task Run_OneChosenTask_SendsThatOneAlone()
    {
        var scenario = await GivenHeldAsync();
        var chosen = (await scenario.DeliveriesAsync())[4];

        var result = await App.Get<IDeliveryReruns>().RerunAsync(
            new(scenario.ProjectId) { Tasks = [chosen.TaskId] }, StudioApp.OwnerEmail, Cancelled);

        await scenario.ArrivesAsync(chosen.TaskId, StageId.Complete, Cancelled);
        Assert.Equal((1, 1), (result.Count, (await EndsAsync(scenario, result.RunId!.Value)).Delivered));
        Assert.Equal(chosen.Id.Value, Assert.Single(Receiver.TakeAll()).Header("webhook-id"));
    }

    private async Task<Scenario> GivenHeldAsync(Func<WebhookStageSettings, WebhookStageSettings>? change = null)
    {
        Receiver.Answers([.. Enumerable.Repeat(HttpStatusCode.BadRequest, Tasks)]);
        var scenario = await Scenario.CreateAsync(App, Receiver.Url, change);

        foreach (var task in await scenario.AddTasksAsync([.. Enumerable.Range(1, Tasks).Select(i => $"task{i}.png")]))
        {
            await scenario.SubmitAsync(task);
        }

        await Eventually.GetAsync(
            scenario.DeliveriesAsync,
            found => found.Count == Tasks && found.All(d => d.Status is DeliveryStatus.Held),
            Cancelled);
        Receiver.TakeAll();

        return scenario;
    }

    private Task<RerunResult> RerunAsync(Scenario scenario) => App.Get<IDeliveryReruns>().RerunAsync(
        new(scenario.ProjectId) { Stage = scenario.Webhook.Id }, StudioApp.OwnerEmail, Cancelled);

    private async Task<BulkRunProgress> EndsAsync(Scenario scenario, Id<BulkRun> run) => (await Eventually.GetAsync(
        () => App.Get<IBulkRuns>().GetAsync(scenario.ProjectId, run, Cancelled), found => !found!.IsActive, Cancelled))!;
}
