using System.Net;
using Microsoft.EntityFrameworkCore;
using WebhookStudio.Domain.Alerts;
using WebhookStudio.Features.Alerts;
using WebhookStudio.Features.Deliveries;
using WebhookStudio.Tests.TestKit;

namespace WebhookStudio.Tests.Features.Alerts;

/// <summary>Alerts that really go out, to a receiver of their own.</summary>
public sealed class AlertDeliveryTests : ReceiverTest
{
    public AlertDeliveryTests() => App.WithFastAlerts();

    [Fact]
    public async Task Stage_FailsAndRecovers_IsToldOnceEachAndSigned()
    {
        await using var alerts = await WebhookReceiver.StartAsync();
        var scenario = await Scenario.CreateAsync(App, Receiver.AlwaysAnswers(HttpStatusCode.ServiceUnavailable).Url, AlertScene.HoldsAtOnce);
        await scenario.SendAlertsAsync(App, alerts.Url);

        foreach (var name in (string[])["task1.png", "task2.png", "task3.png"])
        {
            await scenario.SubmitNewAsync(name);
        }

        var began = await alerts.NextAsync(Cancelled);
        Receiver.AlwaysAnswers(HttpStatusCode.OK);
        await Eventually.GetAsync(scenario.DeliveriesAsync, all => all.Count == 3 && all.All(one => one.Attempts == 1), Cancelled);
        await App.Get<IDeliveryReruns>().RerunAsync(new(scenario.ProjectId), StudioApp.OwnerEmail, Cancelled);
        var recovered = await alerts.NextAsync(Cancelled);

        Assert.Equal(["stage.failing", "stage.recovered"], [began.Type(), recovered.Type()]);
        Assert.All([began, recovered], sent => Assert.True(sent.IsSignedWith(AlertScene.Secret)));
        Assert.All([began, recovered], sent => Assert.StartsWith("v1,", sent.Header("webhook-signature"), StringComparison.Ordinal));
        var data = began.Json().GetProperty("data");
        Assert.Equal("503", data.GetProperty("cause").GetString());
        Assert.Equal(scenario.Webhook.Id.Value, data.GetProperty("stage").GetProperty("id").GetString());
        Assert.StartsWith($"{App.BaseUrl}/projects/{scenario.ProjectId}/logs", data.GetProperty("url").GetString(), StringComparison.Ordinal);
        Assert.Equal(2, (await App.Get<IAlerts>().ListAsync(scenario.ProjectId, 20, Cancelled)).Count);
        Assert.Empty(alerts.TakeAll());
    }

    [Fact]
    public async Task Alert_NotTaken_IsSentAgainUnderTheSameId()
    {
        await using var alerts = await WebhookReceiver.StartAsync();
        alerts.Answers(HttpStatusCode.InternalServerError, HttpStatusCode.NoContent);
        var scenario = await Scenario.CreateAsync(App, Receiver.AlwaysAnswers(HttpStatusCode.ServiceUnavailable).Url, AlertScene.HoldsAtOnce);
        await scenario.SendAlertsAsync(App, alerts.Url);
        await scenario.SubmitNewAsync();

        var first = await alerts.NextAsync(Cancelled);
        var second = await alerts.NextAsync(Cancelled);

        Assert.Equal(first.Header("webhook-id"), second.Header("webhook-id"));
        Assert.Equal(("1", "2"), (first.Header("webhook-attempt"), second.Header("webhook-attempt")));
        Assert.Equal(first.Body, second.Body);
        var alert = await Eventually.GetAsync(
            () => App.ReadAsync(db => db.Alerts.AsNoTracking().SingleAsync()), found => found.Sending is AlertSending.Sent, Cancelled);
        Assert.Equal((2, "204"), (alert.Attempts, alert.LastResult));
    }

    [Fact]
    public async Task Alert_WithoutAnAddress_IsKeptAndSentNowhere()
    {
        var scenario = await Scenario.CreateAsync(App, Receiver.AlwaysAnswers(HttpStatusCode.ServiceUnavailable).Url, AlertScene.HoldsAtOnce);
        await scenario.SubmitNewAsync();

        var alert = await Eventually.GetAsync(
            () => App.ReadAsync(db => db.Alerts.AsNoTracking().SingleOrDefaultAsync()), found => found is not null, Cancelled);

        Assert.Equal((AlertKind.Began, AlertSending.None, 1), (alert!.Kind, alert.Sending, alert.Held));
    }

    [Fact]
    public async Task Test_UnsavedAddress_IsSentSignedAndAnswered()
    {
        await using var alerts = await WebhookReceiver.StartAsync();
        alerts.Answers(HttpStatusCode.OK, HttpStatusCode.Forbidden);
        var scenario = await Scenario.CreateAsync(App, Receiver.Url);
        var change = new AlertChange(alerts.Url, App.Get<WebhookStudio.Platform.ISecretProtector>().Seal(AlertScene.Secret), IsOn: false);

        var arrived = await App.Get<IAlerts>().TestAsync(scenario.ProjectId, change, StudioApp.OwnerEmail, Cancelled);
        var refused = await App.Get<IAlerts>().TestAsync(scenario.ProjectId, change, StudioApp.OwnerEmail, Cancelled);

        Assert.Equal((true, "200"), (arrived.Arrived, arrived.Result));
        Assert.Equal((false, "403"), (refused.Arrived, refused.Result));
        var sent = await alerts.NextAsync(Cancelled);
        Assert.Equal("alert.test", sent.Type());
        Assert.True(sent.IsSignedWith(AlertScene.Secret));
        Assert.Empty(await App.Get<IAlerts>().ListAsync(scenario.ProjectId, 20, Cancelled));
    }
}
