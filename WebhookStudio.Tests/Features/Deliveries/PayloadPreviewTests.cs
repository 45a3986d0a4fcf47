using System.Net;
using System.Text.Json;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Workflows;
using WebhookStudio.Features.Deliveries;
using WebhookStudio.Tests.TestKit;

namespace WebhookStudio.Tests.Features.Deliveries;

/// <summary>The preview of a payload is what the sender sends.</summary>
public sealed class PayloadPreviewTests : ReceiverTest
{
    [Fact]
    public async Task Compose_TaskThatWasSent_IsWhatWasSent()
    {
        var scenario = await Scenario.CreateAsync(App, Receiver.Url);
        Receiver.AlwaysAnswers(HttpStatusCode.ServiceUnavailable);
        var task = await scenario.SubmitNewAsync("Le Croissànt 🥐.png");
        var sent = await Receiver.NextAsync(Cancelled);

        var preview = await PreviewAsync(scenario, new(task));

        Assert.Equal("Le Croissànt 🥐.png", preview.ExternalId);
        Assert.Equal(sent.Body, preview.Body);
        Assert.Equal(new("[]", "[]"), preview.Differences.Batches);
        Assert.Equal(new("0 of 2", "2 of 2"), preview.Differences.StageHistory);
    }

    [Fact]
    public async Task Compose_NothingChosen_IsTheNewestTaskOrTheSample()
    {
        var scenario = await Scenario.CreateAsync(App, Receiver.Url);
        Assert.Equal(WebhookTest.SampleName, (await PreviewAsync(scenario, default)).ExternalId);

        await scenario.AddTasksAsync("first.png", "second.png");

        Assert.Equal("second.png", (await PreviewAsync(scenario, default)).ExternalId);
        Assert.Equal(WebhookTest.SampleName, (await PreviewAsync(scenario, new(null, IsSample: true))).ExternalId);
    }

    [Fact]
    public async Task Compose_EditedName_IsInTheDocument()
    {
        var scenario = await Scenario.CreateAsync(App, Receiver.Url);

        var preview = await App.Get<IPayloadPreviews>().ComposeAsync(
            scenario.ProjectId, scenario.Webhook with { Name = "Renamed" }, default, Cancelled);

        Assert.Equal("Renamed", JsonElement.Parse(preview!.Body).GetProperty("task").GetProperty("stageName").GetString());
    }

    [Fact]
    public async Task Compose_TaskOfAnotherProject_IsRefused()
    {
        var scenario = await Scenario.CreateAsync(App, Receiver.Url);
        var other = await Scenario.CreateAsync(App, Receiver.Url);
        var task = (await other.AddTasksAsync("theirs.png"))[0];

        await Assert.ThrowsAsync<DomainRuleException>(() => PreviewAsync(scenario, new(task)));
        Assert.Null(await App.Get<IPayloadPreviews>().ComposeAsync(new("67a3be4088cb6f0f7976327b"), scenario.Webhook, default, Cancelled));
    }

    [Theory]
    [InlineData("preview")]
    [InlineData("schema")]
    public async Task Address_WithoutSigningIn_GivesNothing(string what)
    {
        var scenario = await Scenario.CreateAsync(App, Receiver.Url);
        using var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = new(App.BaseUrl) };
        var url = what == "schema" ? "/schemas/webhook.schema.json" : $"/projects/{scenario.ProjectId}/stages/{scenario.Webhook.Id}/preview";

        using var answer = await client.GetAsync(url, Cancelled);

        Assert.Contains(answer.StatusCode, new[] { HttpStatusCode.Redirect, HttpStatusCode.Unauthorized });
    }

    [Fact]
    public void Url_Stage_NamesItAsEdited()
    {
        var stage = new Stage { Id = StageId.Label, Name = "A & B", Settings = new WebhookStageSettings() };

        Assert.Equal(
            "/projects/67a3be4088cb6f0f7976327b/stages/Label/preview?name=A%20%26%20B&sample=true",
            PreviewEndpoints.Url(new("67a3be4088cb6f0f7976327b"), stage, new(null, IsSample: true)));
    }

    private async Task<PayloadPreview> PreviewAsync(Scenario scenario, TaskChoice choice) =>
        await App.Get<IPayloadPreviews>().ComposeAsync(scenario.ProjectId, scenario.Webhook, choice, Cancelled)
        ?? throw new InvalidOperationException("There is no such project.");
}
