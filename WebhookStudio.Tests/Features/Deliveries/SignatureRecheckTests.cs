using Microsoft.EntityFrameworkCore;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Deliveries;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Domain.Workflows;
using WebhookStudio.Features.Deliveries;
using WebhookStudio.Features.Workflows;
using WebhookStudio.Platform;
using WebhookStudio.Tests.TestKit;

namespace WebhookStudio.Tests.Features.Deliveries;

/// <summary>Signing what was really sent again, with what has become of the secret since.</summary>
public sealed class SignatureRecheckTests : ReceiverTest
{
    private ISecretProtector Protector => App.Get<ISecretProtector>();

    [Fact]
    public async Task Check_SecretAsItWas_MatchesEverySignature()
    {
        var (scenario, attempt) = await DeliverAsync();

        var check = await CheckAsync(scenario, attempt);

        Assert.Equal(RecheckVerdict.Matches, check.Verdict);
        Assert.Equal(
            ["X-Hub-Signature", "X-Hub-Signature-256", "webhook-signature"], check.Signatures.Select(signature => signature.Header));
        Assert.All(check.Signatures, signature => Assert.True(signature.Matches));
    }

    [Fact]
    public async Task Check_SecretReplaced_SaysSoAndComputesTheNewOne()
    {
        var (scenario, attempt) = await DeliverAsync();
        await ChangeAsync(scenario, settings => settings with { Secret = Protector.Seal("another_key") });

        var check = await CheckAsync(scenario, attempt);

        Assert.Equal(RecheckVerdict.Changed, check.Verdict);
        Assert.Equal(
            WebhookSignature.Hub("another_key", (await Receiver.NextAsync(Cancelled)).Body), check.Signatures[0].Computed);
    }

    [Fact]
    public async Task Check_RotationSinceBegun_StillMatches()
    {
        var (scenario, attempt) = await DeliverAsync();
        await ChangeAsync(scenario, settings => settings with { Rotation = new(Protector.Seal("another_key")) });

        Assert.Equal(RecheckVerdict.Matches, (await CheckAsync(scenario, attempt)).Verdict);
    }

    [Fact]
    public async Task Check_SentDuringARotationThatIsOver_MatchesInPart()
    {
        var next = Protector.Seal("another_key");
        var (scenario, attempt) = await DeliverAsync(settings => settings with { Rotation = new(next) });
        await ChangeAsync(scenario, settings => settings with { Secret = next, Rotation = null });

        var check = await CheckAsync(scenario, attempt);

        Assert.Equal(RecheckVerdict.MatchesInPart, check.Verdict);
        Assert.Equal(
            ["X-Hub-Signature False", "X-Hub-Signature-256 False", "X-Hub-Signature-Alt True", "webhook-signature False", "webhook-signature True"],
            check.Signatures.Select(signature => $"{signature.Header} {signature.Matches}"));
    }

    [Fact]
    public async Task Check_BodyOfTheRequestKept_IsSignedInPlaceOfThePayload()
    {
        var (scenario, attempt) = await DeliverAsync();
        await App.ReadAsync(db => db.Set<AttemptExchange>()
            .ExecuteUpdateAsync(set => set.SetProperty(exchange => exchange.RequestBody, "another body"u8.ToArray())));

        Assert.Equal(RecheckVerdict.Changed, (await CheckAsync(scenario, attempt)).Verdict);
    }

    [Fact]
    public async Task Check_PayloadPruned_ShowsWhatWasSent()
    {
        var (scenario, attempt) = await DeliverAsync();
        await App.ReadAsync(db => db.Payloads.ExecuteDeleteAsync());

        var check = await CheckAsync(scenario, attempt);

        Assert.Equal(RecheckVerdict.PayloadPruned, check.Verdict);
        Assert.All(check.Signatures, signature => Assert.Null(signature.Computed));
        Assert.Equal(3, check.Signatures.Count);
    }

    [Fact]
    public async Task Check_RequestPruned_SaysSo()
    {
        var (scenario, attempt) = await DeliverAsync();
        await App.ReadAsync(db => db.Set<AttemptExchange>().ExecuteDeleteAsync());

        Assert.Equal(RecheckVerdict.RequestPruned, (await CheckAsync(scenario, attempt)).Verdict);
    }

    [Fact]
    public async Task Check_SecretRemovedOrLost_SaysSo()
    {
        var (scenario, attempt) = await DeliverAsync();

        await ChangeAsync(scenario, settings => settings with { Auth = WebhookAuth.None, Secret = null });
        Assert.Equal(RecheckVerdict.NoSecret, (await CheckAsync(scenario, attempt)).Verdict);

        await ChangeAsync(scenario, settings => settings with { Secret = new("sealed with a key that is gone") });
        Assert.Equal(RecheckVerdict.SecretLost, (await CheckAsync(scenario, attempt)).Verdict);
    }

    [Fact]
    public async Task Check_RequestWithoutSignature_SaysSo()
    {
        var (scenario, attempt) = await DeliverAsync(settings => settings with { Auth = WebhookAuth.None });

        Assert.Equal(RecheckVerdict.NotSigned, (await CheckAsync(scenario, attempt)).Verdict);
    }

    [Fact]
    public async Task Check_AttemptOfAnotherProject_IsNull()
    {
        var (_, attempt) = await DeliverAsync();

        Assert.Null(await App.Get<ISignatureRecheck>().CheckAsync(Id<Project>.New(default), attempt, Cancelled));
    }

    private async Task<(Scenario Scenario, Id<DeliveryAttempt> Attempt)> DeliverAsync(
        Func<WebhookStageSettings, WebhookStageSettings>? change = null)
    {
        var scenario = await Scenario.CreateAsync(App, Receiver.Url, change);
        await scenario.SubmitNewAsync();
        await scenario.SettlesAsync(DeliveryStatus.Delivered, Cancelled);

        return (scenario, (await scenario.AttemptsAsync()).Single().Id);
    }

    private async Task ChangeAsync(Scenario scenario, Func<WebhookStageSettings, WebhookStageSettings> change)
    {
        var workflows = App.Get<IWorkflowService>();
        var live = (await workflows.GetAsync(scenario.ProjectId, Cancelled))!;
        var stage = live.Workflow.Get(scenario.Webhook.Id);
        var edited = live.Workflow.With(stage with { Settings = change((WebhookStageSettings)stage.Settings) });
        await workflows.SaveAsync(scenario.ProjectId, edited, live.Version, StudioApp.OwnerEmail, Cancelled);
    }

    private async Task<SignatureRecheck> CheckAsync(Scenario scenario, Id<DeliveryAttempt> attempt) =>
        (await App.Get<ISignatureRecheck>().CheckAsync(scenario.ProjectId, attempt, Cancelled))!;
}
