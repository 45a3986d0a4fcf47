using WebhookStudio.Domain;
using WebhookStudio.Domain.Deliveries;
using WebhookStudio.Domain.Workflows;
using WebhookStudio.Features.Workflows;
using WebhookStudio.Platform;
using WebhookStudio.Tests.TestKit;

namespace WebhookStudio.Tests.Features.Deliveries;

/// <summary>What a real receiver gets while a secret is being rotated.</summary>
public sealed class RotationDeliveryTests : ReceiverTest
{
    private const string Next = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    private static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    [Fact]
    public async Task Submit_BeforeTheSwitch_CarriesBothWithTheOldInFront()
    {
        var webhook = await SubmitAsync(Now.AddHours(1), null);

        AssertSigned(webhook, Scenario.Secret, Next);
    }

    [Fact]
    public async Task Submit_AfterTheSwitch_CarriesBothWithTheNewInFront()
    {
        var webhook = await SubmitAsync(Now.AddMinutes(-1), Now.AddHours(1));

        AssertSigned(webhook, Next, Scenario.Secret);
    }

    [Fact]
    public async Task Submit_AfterTheEndWithoutASave_CarriesTheNewAlone()
    {
        var webhook = await SubmitAsync(Now.AddHours(-2), Now.AddHours(-1));

        AssertSigned(webhook, Next, other: null);
    }

    [Fact]
    public async Task Save_HostUnconfirmed_KeepsTheBearerTokenFromTheNewHost()
    {
        await using var stranger = await WebhookReceiver.StartAsync();
        var token = App.Get<ISecretProtector>().Seal("my-token");
        var scenario = await Scenario.CreateAsync(
            App, Receiver.Url, settings => settings with { Auth = WebhookAuth.Bearer, Token = token });
        var moved = (WebhookStageSettings)scenario.Webhook.Settings with { Url = stranger.Url };
        var edited = scenario.Workflow.With(scenario.Webhook with { Settings = moved });

        await Assert.ThrowsAsync<DomainRuleException>(() => App.Get<IWorkflowService>()
            .SaveAsync(scenario.ProjectId, edited, 1, StudioApp.OwnerEmail, Cancelled));
        await scenario.SubmitNewAsync();

        Assert.Equal("Bearer my-token", (await Receiver.NextAsync(Cancelled)).Header("Authorization"));
        Assert.Empty(stranger.TakeAll());
    }

    private async Task<ReceivedWebhook> SubmitAsync(DateTimeOffset? switchAt, DateTimeOffset? endsAt)
    {
        var next = App.Get<ISecretProtector>().Seal(Next);
        var scenario = await Scenario.CreateAsync(
            App, Receiver.Url, settings => settings with { Rotation = new(next, switchAt, endsAt) });
        await scenario.SubmitNewAsync();

        return await Receiver.NextAsync(Cancelled);
    }

    private static void AssertSigned(ReceivedWebhook webhook, string main, string? other)
    {
        var at = DateTimeOffset.FromUnixTimeSeconds(
            long.Parse(webhook.Header("webhook-timestamp")!, System.Globalization.CultureInfo.InvariantCulture));
        string[] valid = other is null ? [main] : [main, other];

        Assert.Equal(WebhookSignature.Hub(main, webhook.Body), webhook.Header("X-Hub-Signature"));
        Assert.Equal(WebhookSignature.Hub256(main, webhook.Body), webhook.Header("X-Hub-Signature-256"));
        Assert.Equal(other is null ? null : WebhookSignature.Hub(other, webhook.Body), webhook.Header("X-Hub-Signature-Alt"));
        Assert.Equal(
            string.Join(' ', valid.Select(secret => WebhookSignature.Standard(secret, webhook.Header("webhook-id")!, at, webhook.Body))),
            webhook.Header("webhook-signature"));
    }
}
