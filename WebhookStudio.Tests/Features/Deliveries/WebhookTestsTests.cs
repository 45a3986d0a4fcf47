using System.Net;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Deliveries;
using WebhookStudio.Domain.Workflows;
using WebhookStudio.Features.Deliveries;
using WebhookStudio.Features.Tasks;
using WebhookStudio.Features.Workflows;
using WebhookStudio.Platform;
using WebhookStudio.Tests.TestKit;

namespace WebhookStudio.Tests.Features.Deliveries;

/// <summary>A test goes the way of every webhook, and leaves nothing but a line in the log.</summary>
public sealed class WebhookTestsTests : ReceiverTest
{
    [Theory]
    [InlineData(HttpStatusCode.OK, true)]
    [InlineData(HttpStatusCode.InternalServerError, false)]
    public async Task Send_NewestTask_MovesAndCountsNothing(HttpStatusCode answer, bool accepted)
    {
        var scenario = await Scenario.CreateAsync(App, Receiver.Url);
        var task = (await scenario.AddTasksAsync("task5.png"))[0];
        Receiver.AlwaysAnswers(answer);

        var attempt = await SendAsync(scenario);

        var webhook = await Receiver.NextAsync(Cancelled);
        Assert.True(webhook.IsSignedWith(Scenario.Secret));
        Assert.Equal("test", webhook.Header("webhook-trigger"));
        Assert.Equal("task5.png", Json(webhook).GetProperty("externalId").GetString());
        Assert.Equal(scenario.Webhook.Id.Value, Json(webhook).GetProperty("task").GetProperty("stage").GetString());
        Assert.Equal((AttemptTrigger.Test, accepted, task), (attempt.Trigger, attempt.Accepted, attempt.TaskId));
        Assert.Equal(StageId.Label, (await scenario.TaskAsync(task)).StageId);
        Assert.Empty(await scenario.DeliveriesAsync());
        Assert.Empty(await App.ReadAsync(db => db.Circuits.ToListAsync()));
        var counts = await App.Get<IStageCounters>().CountAsync(scenario.ProjectId, Cancelled);
        Assert.DoesNotContain(scenario.Webhook.Id, counts.Keys);
        Assert.Equal(0, (await App.Get<ITaskList>().FailingAsync(new(scenario.ProjectId), Cancelled)).Count);
    }

    [Fact]
    public async Task Send_Failed_IsListedAndCountedAsATestOnly()
    {
        var scenario = await Scenario.CreateAsync(App, Receiver.Url);
        Receiver.AlwaysAnswers(HttpStatusCode.InternalServerError);

        var attempt = await SendAsync(scenario);

        var log = App.Get<IDeliveryLog>();
        var query = new LogQuery(scenario.ProjectId);
        var page = await log.ReadAsync(query, LogCursor.Newest, Cancelled);
        Assert.Equal((new LogCounts(All: 1, 0, 0, 0), 1), (page.Counts, page.Total));
        Assert.Equal(0, (await log.ReadAsync(query with { Status = "failed" }, LogCursor.Newest, Cancelled)).Total);
        var details = await log.GetAsync(scenario.ProjectId, attempt.Id, Cancelled);
        Assert.EndsWith("This was a test. No task moved.", AttemptSentence.Of(details!), StringComparison.Ordinal);
        var bodies = await log.GetBodiesAsync(scenario.ProjectId, attempt.Id, Cancelled);
        Assert.Equal((await Receiver.NextAsync(Cancelled)).Body, bodies!.Request);
        Assert.False(details!.CanRerun);
    }

    [Fact]
    public async Task Send_NoTasks_SendsTheSample()
    {
        var scenario = await Scenario.CreateAsync(App, Receiver.Url);

        var attempt = await SendAsync(scenario);

        Assert.Equal(WebhookTest.SampleName, attempt.ExternalId);
        var document = Json(await Receiver.NextAsync(Cancelled));
        Assert.Equal(WebhookTest.SampleName, document.GetProperty("externalId").GetString());
        Assert.Equal(scenario.ProjectId.Value, document.GetProperty("projectId").GetString());
        Assert.Equal(0, await App.ReadAsync(db => db.Tasks.CountAsync()));
    }

    [Fact]
    public async Task Send_ChosenTask_SendsThatOne()
    {
        var scenario = await Scenario.CreateAsync(App, Receiver.Url);
        var tasks = await scenario.AddTasksAsync("first.png", "second.png");

        await SendAsync(scenario, test => test with { Task = tasks[0] });

        Assert.Equal("first.png", Json(await Receiver.NextAsync(Cancelled)).GetProperty("externalId").GetString());
    }

    [Fact]
    public async Task Send_UnsavedSettings_AreUsed()
    {
        var scenario = await Scenario.CreateAsync(App, "http://127.0.0.1:9/old");
        var unsaved = scenario.Webhook with
        {
            Settings = new WebhookStageSettings
            {
                Url = Receiver.Url,
                Auth = WebhookAuth.Secret,
                Secret = App.Get<ISecretProtector>().Seal("typed and not saved"),
            },
        };

        var attempt = await SendAsync(scenario, test => test with { Stage = unsaved });

        Assert.True(attempt.Accepted);
        Assert.True((await Receiver.NextAsync(Cancelled)).IsSignedWith("typed and not saved"));
    }

    [Fact]
    public async Task Send_StoredSecretToAHostThatNobodyHasConfirmed_IsRefused()
    {
        var scenario = await Scenario.CreateAsync(App, "https://ml.bakery.example/hook");
        var settings = (WebhookStageSettings)scenario.Webhook.Settings;
        var moved = scenario.Webhook with { Settings = settings with { Url = Receiver.Url } };

        var refusal = await Assert.ThrowsAsync<DomainRuleException>(
            () => SendAsync(scenario, test => test with { Stage = moved }));

        Assert.Equal("webhook.host", refusal.Code);
        Assert.Empty(Receiver.TakeAll());
        Assert.Empty(await scenario.AttemptsAsync());
    }

    [Theory]
    [InlineData("the draft still names the host that live has left", false)]
    [InlineData("the draft names the host that live has now, with the old secret", true)]
    public async Task Send_DraftIsOlderThanLive_KeepsTheOldSecretBack(string why, bool namesNewHost)
    {
        await using var left = await WebhookReceiver.StartAsync();
        var scenario = await Scenario.CreateAsync(App, left.Url);
        var known = (WebhookStageSettings)scenario.Webhook.Settings;
        await SaveAsync(scenario, known with { Url = Receiver.Url, Secret = App.Get<ISecretProtector>().Seal("for the new host") });
        var draft = scenario.Webhook with { Settings = known with { Url = namesNewHost ? Receiver.Url : left.Url } };

        var refusal = await Assert.ThrowsAsync<DomainRuleException>(
            () => SendAsync(scenario, test => test with { Stage = draft, Known = known }));

        Assert.Equal("webhook.host", refusal.Code);
        Assert.StartsWith("Nothing was sent: the host changed from 127.0.0.1:", refusal.Message, StringComparison.Ordinal);
        Assert.Empty(left.TakeAll());
        Assert.Empty(Receiver.TakeAll());
        Assert.NotEmpty(why);
    }

    [Fact]
    public async Task Send_DraftIsOlderThanLiveAndItsHostIsConfirmed_IsSent()
    {
        var scenario = await Scenario.CreateAsync(App, Receiver.Url);
        var known = (WebhookStageSettings)scenario.Webhook.Settings;
        await SaveAsync(scenario, known with { Url = "https://ml.bakery.example/hook", Secret = App.Get<ISecretProtector>().Seal("other") });
        var confirmed = known with { ConfirmedHost = $"http://{new Uri(Receiver.Url).Authority}" };

        await SendAsync(scenario, test => test with { Stage = scenario.Webhook with { Settings = confirmed }, Known = known });

        Assert.True((await Receiver.NextAsync(Cancelled)).IsSignedWith(Scenario.Secret));
    }

    [Fact]
    public async Task Send_StageIsGoneFromLive_KeepsItsSecretBack()
    {
        var scenario = await Scenario.CreateAsync(App, Receiver.Url);
        var known = (WebhookStageSettings)scenario.Webhook.Settings;
        var elsewhere = scenario.Webhook with { Id = StageId.New() };

        var refusal = await Assert.ThrowsAsync<DomainRuleException>(
            () => SendAsync(scenario, test => test with { Stage = elsewhere, Known = known }));

        Assert.Equal("webhook.host", refusal.Code);
        Assert.Contains("has no stage Webhook any more", refusal.Message, StringComparison.Ordinal);
        Assert.Empty(Receiver.TakeAll());
    }

    [Fact]
    public async Task Send_NothingListens_TellsTheReasonInWords()
    {
        var scenario = await Scenario.CreateAsync(App, $"http://127.0.0.1:{StudioProcess.FreePort()}/hook");

        var attempt = await SendAsync(scenario);

        Assert.Equal(AttemptOutcome.ConnectionRefused, attempt.Outcome);
        Assert.StartsWith("Nothing accepted the connection", AttemptSentence.Happened(LogLine.Of(attempt)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Send_OtherStageOrTask_IsRefused()
    {
        var scenario = await Scenario.CreateAsync(App, Receiver.Url);

        var stage = await Assert.ThrowsAsync<DomainRuleException>(
            () => SendAsync(scenario, test => test with { Stage = scenario.Workflow.Get(StageId.Label) }));
        var task = await Assert.ThrowsAsync<DomainRuleException>(
            () => SendAsync(scenario, test => test with { Task = new("000000000000000000000001") }));

        Assert.Equal(("stage.not_webhook", "task.unknown"), (stage.Code, task.Code));
        Assert.Empty(Receiver.TakeAll());
    }

    private Task<int> SaveAsync(Scenario scenario, WebhookStageSettings settings) => App.Get<IWorkflowService>().SaveAsync(
        scenario.ProjectId, scenario.Workflow.With(scenario.Webhook with { Settings = settings }), 1, StudioApp.OwnerEmail, Cancelled);

    private static JsonElement Json(ReceivedWebhook webhook) => JsonElement.Parse(webhook.Text);

    private Task<DeliveryAttempt> SendAsync(Scenario scenario, Func<WebhookTest, WebhookTest>? change = null)
    {
        var test = new WebhookTest(scenario.ProjectId, scenario.Webhook, StudioApp.OwnerEmail);

        return App.Get<IWebhookTests>().SendAsync(change?.Invoke(test) ?? test, Cancelled);
    }
}
