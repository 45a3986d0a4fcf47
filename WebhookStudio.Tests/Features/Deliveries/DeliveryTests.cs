using System.Net;
using WebhookStudio.Domain.Deliveries;
using WebhookStudio.Domain.Tasks;
using WebhookStudio.Domain.Workflows;
using WebhookStudio.Features.Deliveries;
using WebhookStudio.Features.Tasks;
using WebhookStudio.Tests.TestKit;

namespace WebhookStudio.Tests.Features.Deliveries;

/// <summary>The main job through the real application and a real receiver.</summary>
public sealed class DeliveryTests : ReceiverTest
{
    [Fact]
    public async Task Submit_ReceiverAnswers200_TaskPassesOn()
    {
        var scenario = await Scenario.CreateAsync(App, Receiver.Url);

        var task = await scenario.SubmitNewAsync("Le Croissànt 🥐.png");

        await scenario.ArrivesAsync(task, StageId.Complete, Cancelled);
        var attempt = Assert.Single(await scenario.AttemptsAsync());
        Assert.Equal((AttemptOutcome.Answered, 200, true), (attempt.Outcome, attempt.StatusCode, attempt.Accepted));
        Assert.Equal(
            ["Start", "Label", "Webhook"], (await scenario.VisitsAsync(task)).Select(visit => visit.StageName));
        Assert.Contains("Le Croissànt 🥐.png", (await Receiver.NextAsync(Cancelled)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Submit_SecretSet_SignsTheBytesSent()
    {
        var scenario = await Scenario.CreateAsync(App, Receiver.Url);

        await scenario.SubmitNewAsync();

        var webhook = await Receiver.NextAsync(Cancelled);
        var delivery = Assert.Single(await scenario.DeliveriesAsync());
        Assert.True(webhook.IsSignedWith(Scenario.Secret));
        Assert.Equal(WebhookSignature.Hub256(Scenario.Secret, webhook.Body), webhook.Header("X-Hub-Signature-256"));
        Assert.Equal(delivery.Id.Value, webhook.Header("webhook-id"));
        var at = DateTimeOffset.FromUnixTimeSeconds(long.Parse(webhook.Header("webhook-timestamp")!, null));
        Assert.Equal(
            WebhookSignature.Standard(Scenario.Secret, delivery.Id.Value, at, webhook.Body),
            webhook.Header("webhook-signature"));
        Assert.Equal("application/json; charset=utf-8", webhook.Header("Content-Type"));
        Assert.StartsWith("WebhookStudio/", webhook.Header("User-Agent"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Submit_NoSecret_SendsNoSignature()
    {
        var scenario = await Scenario.CreateAsync(
            App, Receiver.Url, settings => settings with { Auth = WebhookAuth.None, Secret = null });

        await scenario.SubmitNewAsync();

        var webhook = await Receiver.NextAsync(Cancelled);
        Assert.DoesNotContain(webhook.Headers.Keys, name => name.Contains("signature", StringComparison.OrdinalIgnoreCase));
        Assert.Null(webhook.Header("traceparent"));
    }

    [Fact]
    public async Task Submit_BearerToken_IsSentAndNotLogged()
    {
        var protector = App.Get<WebhookStudio.Platform.ISecretProtector>();
        var scenario = await Scenario.CreateAsync(App, Receiver.Url, settings => settings with
        {
            Auth = WebhookAuth.Bearer,
            Token = protector.Seal("top-secret-token"),
            Headers = [new("X-Team", protector.Seal("hidden-value"))],
        });

        var task = await scenario.SubmitNewAsync();

        var webhook = await Receiver.NextAsync(Cancelled);
        Assert.Equal("Bearer top-secret-token", webhook.Header("Authorization"));
        Assert.Equal("hidden-value", webhook.Header("X-Team"));
        await scenario.ArrivesAsync(task, StageId.Complete, Cancelled);
        var logged = Assert.Single(await scenario.AttemptsAsync()).Exchange!.RequestHeaders!;
        Assert.Contains("X-Team: (hidden)", logged, StringComparison.Ordinal);
        Assert.DoesNotContain("top-secret-token", logged, StringComparison.Ordinal);
        Assert.DoesNotContain("hidden-value", logged, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(HttpStatusCode.ServiceUnavailable, DeliveryStatus.Retrying)]
    [InlineData(HttpStatusCode.TooManyRequests, DeliveryStatus.Retrying)]
    [InlineData(HttpStatusCode.BadRequest, DeliveryStatus.Held)]
    [InlineData(HttpStatusCode.NoContent, DeliveryStatus.Held)]
    [InlineData(HttpStatusCode.Found, DeliveryStatus.Held)]
    public async Task Submit_AnythingBut200_KeepsTheTask(HttpStatusCode answer, DeliveryStatus expected)
    {
        Receiver.AlwaysAnswers(answer);
        var scenario = await Scenario.CreateAsync(App, Receiver.Url);

        var task = await scenario.SubmitNewAsync();

        await scenario.SettlesAsync(expected, Cancelled);
        Assert.Equal(scenario.Webhook.Id, (await scenario.TaskAsync(task)).StageId);
        Assert.Equal((int)answer, (await scenario.AttemptsAsync())[0].StatusCode);
    }

    [Fact]
    public async Task Submit_AutomaticRetryOff_HoldsAfterTheFirstFailure()
    {
        Receiver.AlwaysAnswers(HttpStatusCode.ServiceUnavailable);
        var scenario = await Scenario.CreateAsync(
            App, Receiver.Url, settings => settings with { AutomaticRetry = false });

        await scenario.SubmitNewAsync();

        await scenario.SettlesAsync(DeliveryStatus.Held, Cancelled);
        Assert.Single(await scenario.AttemptsAsync());
    }

    [Fact]
    public async Task Submit_Any2xxCounts_AcceptsNoContent()
    {
        Receiver.AlwaysAnswers(HttpStatusCode.NoContent);
        var scenario = await Scenario.CreateAsync(
            App, Receiver.Url, settings => settings with { SuccessCodes = SuccessCodes.Any2xx });

        var task = await scenario.SubmitNewAsync();

        await scenario.ArrivesAsync(task, StageId.Complete, Cancelled);
    }

    [Fact]
    public async Task Rerun_ReceiverIsBack_SendsTheSameBytesAndPassesOn()
    {
        Receiver.Answers(HttpStatusCode.BadRequest);
        var scenario = await Scenario.CreateAsync(App, Receiver.Url);
        var task = await scenario.SubmitNewAsync();
        await scenario.SettlesAsync(DeliveryStatus.Held, Cancelled);

        var count = await App.Get<IDeliveryReruns>().RerunStageAsync(
            scenario.ProjectId, scenario.Webhook.Id, StudioApp.OwnerEmail, Cancelled);

        Assert.Equal(1, count);
        await scenario.ArrivesAsync(task, StageId.Complete, Cancelled);
        var (first, second) = (await Receiver.NextAsync(Cancelled), await Receiver.NextAsync(Cancelled));
        Assert.Equal(first.Body, second.Body);
        Assert.Equal(first.Header("webhook-id"), second.Header("webhook-id"));
        var attempt = (await scenario.AttemptsAsync())[1];
        Assert.Equal(
            (2, AttemptTrigger.Rerun, StudioApp.OwnerEmail), (attempt.Number, attempt.Trigger, attempt.TriggeredBy));
    }

    [Fact]
    public async Task Rerun_NothingFailing_SendsNothing()
    {
        var scenario = await Scenario.CreateAsync(App, Receiver.Url);
        var task = await scenario.SubmitNewAsync();
        await scenario.ArrivesAsync(task, StageId.Complete, Cancelled);

        var count = await App.Get<IDeliveryReruns>().RerunStageAsync(
            scenario.ProjectId, scenario.Webhook.Id, StudioApp.OwnerEmail, Cancelled);

        Assert.Equal(0, count);
        Assert.Single(await scenario.AttemptsAsync());
    }

    [Fact]
    public async Task Requeue_WhileSending_CancelsAndOnlyLogsTheAnswer()
    {
        var answer = new TaskCompletionSource();
        Receiver.Answers(_ => answer.Task);
        var scenario = await Scenario.CreateAsync(App, Receiver.Url);
        var task = await scenario.SubmitNewAsync();
        await Receiver.NextAsync(Cancelled);

        await App.Get<ITaskFlow>().RequeueAsync(
            scenario.ProjectId, [task], StageId.Label, new RequeueOptions(), Cancelled);
        answer.SetResult();

        var attempts = await Eventually.GetAsync(scenario.AttemptsAsync, found => found.Count == 1, Cancelled);
        Assert.True(attempts[0].Accepted);
        Assert.Equal(StageId.Label, (await scenario.TaskAsync(task)).StageId);
        await scenario.SettlesAsync(DeliveryStatus.Cancelled, Cancelled);
    }
}
