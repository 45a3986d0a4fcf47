using WebhookStudio.Domain.Deliveries;
using WebhookStudio.Domain.Workflows;
using WebhookStudio.Features.Deliveries;
using WebhookStudio.Features.Workflows;
using WebhookStudio.Tests.TestKit;

namespace WebhookStudio.Tests.Features.Deliveries;

/// <summary>An open circuit whose next probe is far away, and what brings it forward.</summary>
public sealed class CircuitsTests : ReceiverTest
{
    public CircuitsTests() => App
        .With("WebhookStudio:Delivery:CircuitThreshold", "1")
        .With("WebhookStudio:Delivery:CircuitFirstPause", "01:00:00")
        .With("WebhookStudio:Delivery:CircuitLongestPause", "01:00:00");

    [Fact]
    public async Task TryNow_ReceiverIsBack_SendsWhatWaits()
    {
        var port = StudioProcess.FreePort();
        var scenario = await OpenAsync($"http://127.0.0.1:{port}/hook");
        await using var receiver = await WebhookReceiver.StartAsync(port);

        Assert.True(await App.Get<ICircuits>().TryNowAsync(scenario.ProjectId, scenario.Webhook.Id, Cancelled));

        await WaitingIsDeliveredAsync(scenario);
    }

    [Fact]
    public async Task TryNow_ReceiverIsStillDown_StaysOpen()
    {
        var scenario = await OpenAsync($"http://127.0.0.1:{StudioProcess.FreePort()}/hook");
        var before = (await scenario.AttemptsAsync()).Count;

        await App.Get<ICircuits>().TryNowAsync(scenario.ProjectId, scenario.Webhook.Id, Cancelled);

        await Eventually.GetAsync(scenario.AttemptsAsync, found => found.Count == before + 1, Cancelled);
        Assert.True((await CircuitAsync(scenario))!.IsOpen);
    }

    [Fact]
    public async Task TryNow_Closed_SaysSo()
    {
        var scenario = await Scenario.CreateAsync(App, Receiver.Url);

        Assert.False(await App.Get<ICircuits>().TryNowAsync(scenario.ProjectId, scenario.Webhook.Id, Cancelled));
    }

    [Fact]
    public async Task Save_ReceiverHasAnotherAddress_SendsWhatWaits()
    {
        var scenario = await OpenAsync($"http://127.0.0.1:{StudioProcess.FreePort()}/hook");
        var webhook = scenario.Webhook;
        var settings = (WebhookStageSettings)webhook.Settings;
        var workflow = scenario.Workflow.With(
            webhook with { Settings = settings with { Url = Receiver.Url, Auth = WebhookAuth.None, Secret = null } });

        await App.Get<IWorkflowService>().SaveAsync(scenario.ProjectId, workflow, 1, StudioApp.OwnerEmail, Cancelled);

        await WaitingIsDeliveredAsync(scenario);
    }

    /// <summary>Opens the circuit with one delivery; a second one waits behind it.</summary>
    private async Task<Scenario> OpenAsync(string url)
    {
        var scenario = await Scenario.CreateAsync(App, url);
        await scenario.SubmitNewAsync("first.png");
        await Eventually.GetAsync(() => CircuitAsync(scenario), circuit => circuit is { IsOpen: true }, Cancelled);
        await scenario.SubmitNewAsync("waits.png");

        return scenario;
    }

    private static Task<List<WebhookDelivery>> WaitingIsDeliveredAsync(Scenario scenario) => Eventually.GetAsync(
        scenario.DeliveriesAsync,
        found => found.Single(one => one.ExternalId == "waits.png").Status is DeliveryStatus.Delivered,
        Cancelled);

    private Task<StageCircuit?> CircuitAsync(Scenario scenario) => App.ReadAsync(async db =>
        await db.Circuits.FindAsync([scenario.ProjectId, scenario.Webhook.Id], Cancelled));
}
