using System.Text.Json;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Deliveries;
using WebhookStudio.Domain.Workflows;
using WebhookStudio.Features.Deliveries;
using WebhookStudio.Platform;
using WebhookStudio.Tests.TestKit;

namespace WebhookStudio.Tests.Features.Deliveries;

/// <summary>What a receiver really got is checked with the stored secret and the stored bodies.</summary>
public sealed class SignatureChecksTests : ReceiverTest
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    [Fact]
    public async Task Diagnose_WhatWasSent_Matches()
    {
        var (scenario, sent) = await SendAsync();

        var diagnosis = await DiagnoseAsync(scenario, sent.Body, sent.Header("X-Hub-Signature"));

        Assert.True(diagnosis.Matches);
        Assert.Empty(diagnosis.Faults);
        Assert.Equal("task5.png", diagnosis.SentFor);
    }

    [Fact]
    public async Task Diagnose_WrittenAnew_IsToldFromTheStoredBody()
    {
        var (scenario, sent) = await SendAsync();
        var written = JsonSerializer.SerializeToUtf8Bytes(JsonElement.Parse(sent.Body), Indented);

        var diagnosis = await DiagnoseAsync(scenario, written, sent.Header("X-Hub-Signature"));

        Assert.False(diagnosis.Matches);
        Assert.Equal([SignatureFault.Reserialised], diagnosis.Faults);
        Assert.Equal("task5.png", diagnosis.SentFor);
    }

    [Fact]
    public async Task Diagnose_ReceiverWithAnotherSecret_IsTold()
    {
        var (scenario, sent) = await SendAsync();

        Assert.Equal([SignatureFault.WrongSecret], (await DiagnoseAsync(scenario, sent.Body, WebhookSignature.Hub("another", sent.Body))).Faults);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Diagnose_DuringARotation_KnowsBothSecrets(bool hasSwitched)
    {
        var switchAt = hasSwitched ? TimeProvider.System.GetUtcNow().AddMinutes(-1) : (DateTimeOffset?)null;
        var (scenario, sent) = await SendAsync(settings => settings with { Rotation = new(App.Get<ISecretProtector>().Seal("next_key"), switchAt) });

        Assert.True((await DiagnoseAsync(scenario, sent.Body, sent.Header("X-Hub-Signature"))).Matches);
        Assert.Equal([SignatureFault.OtherSecret], (await DiagnoseAsync(scenario, sent.Body, sent.Header("X-Hub-Signature-Alt"))).Faults);
    }

    [Fact]
    public async Task Diagnose_NoSecret_IsRefused()
    {
        var (scenario, sent) = await SendAsync(settings => settings with { Auth = WebhookAuth.None });

        var refusal = await Assert.ThrowsAsync<DomainRuleException>(() => DiagnoseAsync(scenario, sent.Body, "abc"));

        Assert.Equal("signature.no_secret", refusal.Code);
    }

    [Fact]
    public async Task Diagnose_BodyTooLong_IsRefused()
    {
        var (scenario, _) = await SendAsync();

        await Assert.ThrowsAsync<DomainRuleException>(() => DiagnoseAsync(scenario, new byte[SignatureClaim.MaxBody + 1], "abc"));
    }

    private async Task<(Scenario Scenario, ReceivedWebhook Sent)> SendAsync(Func<WebhookStageSettings, WebhookStageSettings>? change = null)
    {
        var scenario = await Scenario.CreateAsync(App, Receiver.Url, change);
        await scenario.SubmitNewAsync("task5.png");

        return (scenario, await Receiver.NextAsync(Cancelled));
    }

    private Task<SignatureDiagnosis> DiagnoseAsync(Scenario scenario, byte[] body, string? signature) =>
        App.Get<ISignatureChecks>().DiagnoseAsync(new(scenario.ProjectId, scenario.Webhook, body, signature ?? ""), Cancelled);
}
