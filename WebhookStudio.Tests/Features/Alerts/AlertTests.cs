using System.Net;
using System.Text.Json;
using WebhookStudio.Domain.Alerts;
using WebhookStudio.Domain.Deliveries;
using WebhookStudio.Features.Alerts;
using WebhookStudio.Features.Deliveries;
using WebhookStudio.Platform;
using WebhookStudio.Tests.TestKit;

namespace WebhookStudio.Tests.Features.Alerts;

/// <summary>Alerts of the real application, sent to a real receiver.</summary>
public sealed class AlertTests : ReceiverTest
{
    public AlertTests() => App
        .With("WebhookStudio:Alerts:Interval", "00:00:00.05")
        .With("WebhookStudio:Alerts:After", "00:00:00")
        .With("WebhookStudio:Alerts:CalmFor", "00:00:00");

    [Fact]
    public async Task Stage_FailsAndRecovers_IsToldOnceEachAndSigned()
    {
        await using var alerts = await WebhookReceiver.StartAsync();
        var scenario = await Scenario.CreateAsync(App, Receiver.Url, settings => settings with { AutomaticRetry = false });
        var secret = App.Get<ISecretProtector>().Seal("alert-secret");
        await App.Get<IAlerts>().SaveAsync(scenario.ProjectId, new(alerts.Url, secret, IsOn: true), Cancelled);
        Receiver.AlwaysAnswers(HttpStatusCode.ServiceUnavailable);

        await scenario.SubmitNewAsync("task1.png");
        await scenario.SubmitNewAsync("task2.png");
        var began = await alerts.NextAsync(Cancelled);
        Receiver.AlwaysAnswers(HttpStatusCode.OK);
        await App.Get<IDeliveryReruns>().RerunStageAsync(
            scenario.ProjectId, scenario.Webhook.Id, StudioApp.OwnerEmail, Cancelled);
        var recovered = await alerts.NextAsync(Cancelled);

        Assert.Equal(["stage.failing", "stage.recovered"], new[] { began, recovered }.Select(alert => Text(alert, "type")));
        Assert.Equal(
            WebhookSignature.Hub("alert-secret", began.Body), began.Header("X-Hub-Signature"));
        Assert.Empty(alerts.TakeAll());
        Assert.Equal(
            [AlertKind.Recovered, AlertKind.Began],
            (await App.Get<IAlerts>().ListAsync(scenario.ProjectId, 10, Cancelled)).Select(alert => alert.Kind));
    }

    private static string? Text(ReceivedWebhook alert, string name) =>
        JsonDocument.Parse(alert.Body).RootElement.GetProperty(name).GetString();
}
