using WebhookStudio.Features.Deliveries;
using WebhookStudio.Tests.TestKit;

namespace WebhookStudio.Tests.Features.Deliveries.Engine;

/// <summary>Lanes that have to share few workers.</summary>
public sealed class LaneWorkerTests : ReceiverTest
{
    public LaneWorkerTests() => App
        .With("WebhookStudio:Jobs:Workers", "2")
        .With("WebhookStudio:Delivery:MaxConcurrency", "0")
        .With("WebhookStudio:Delivery:ShutdownGrace", "00:00:00");

    [Fact]
    public async Task Run_ReceiverHangsAndMuchIsReady_LeavesTheWorkerToOthers()
    {
        var never = new TaskCompletionSource();
        Enumerable.Range(0, 100).ToList().ForEach(_ => Receiver.Answers(_ => never.Task));
        var scenarios = new[] { await Scenario.CreateAsync(App, Receiver.Url), await Scenario.CreateAsync(App, Receiver.Url) };

        for (var number = 0; number < 80; number++)
        {
            await scenarios[number % 2].SubmitNewAsync($"task{number}.png");
        }

        await Receiver.NextAsync(Cancelled);

        // A lane that looks again and again keeps its worker for five seconds.
        await Eventually.GetAsync(
            () => Task.FromResult(App.Get<LaneSwitchboard>().IsCrowded), crowded => !crowded, Cancelled, TimeSpan.FromSeconds(4));

        Assert.Empty(await scenarios[0].AttemptsAsync());
        Assert.Empty(await scenarios[1].AttemptsAsync());
    }
}
