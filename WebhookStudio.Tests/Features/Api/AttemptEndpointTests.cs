using System.Net;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Deliveries;
using WebhookStudio.Tests.TestKit;

namespace WebhookStudio.Tests.Features.Api;

/// <summary>One attempt with everything that is kept of it, and the settings of the engine.</summary>
[Collection(ApiTests.Name)]
public sealed class AttemptEndpointTests(ApiFixture fixture) : IAsyncLifetime
{
    private readonly ApiClient _api = fixture.Api;
    private WebhookReceiver _receiver = null!;
    private string _project = "";
    private string _attempt = "";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string Path => $"/v2/project/{_project}/webhookLogs/{_attempt}";

    public async ValueTask InitializeAsync()
    {
        _receiver = (await WebhookReceiver.StartAsync()).Answers(HttpStatusCode.BadRequest);
        (_project, _) = await _api.CreateWebhookProjectAsync(_receiver.Url, new { secret = Scenario.Secret });
        await _api.AddAsync(_project, "Le Croissànt.png");
        var task = (await _api.TasksAsync(_project, "stage=Label")).Single().GetProperty("_id").GetString();
        await _api.PostTextAsync($"/v2/annotate/{task}?nextStage=true", """{"answer":{},"duration":5}""");
        var logs = await Eventually.GetAsync(
            () => _api.GetAsync($"/v2/project/{_project}/webhookLogs"), logs => logs.Data.GetProperty("total").GetInt32() == 1, Token);
        _attempt = logs.Data.GetProperty("logs")[0].GetProperty("_id").GetString()!;
    }

    public ValueTask DisposeAsync() => _receiver.DisposeAsync();

    [Fact]
    public async Task Get_Attempt_HoldsRequestResponseAndDelivery()
    {
        var log = (await _api.GetAsync(Path)).Data.GetProperty("log");

        var webhook = await _receiver.NextAsync(Token);
        Assert.Equal(webhook.Text, log.GetProperty("request").GetProperty("body").GetString());
        Assert.Equal(webhook.Header("X-Hub-Signature"), Header(log.GetProperty("request"), "X-Hub-Signature"));
        Assert.Equal(JsonValueKind.String, log.GetProperty("response").GetProperty("body").ValueKind);
        Assert.NotNull(Header(log.GetProperty("response"), "Date"));
        Assert.Equal((400, false), (log.GetProperty("status").GetInt32(), log.GetProperty("accepted").GetBoolean()));
        Assert.Equal(("held", JsonValueKind.Null), (
            log.GetProperty("delivery").GetProperty("status").GetString(), log.GetProperty("delivery").GetProperty("nextAttemptAt").ValueKind));
        Assert.False(log.GetProperty("isPruned").GetBoolean());
    }

    [Fact]
    public async Task Get_PrunedAttempt_SaysSo()
    {
        var id = new Id<DeliveryAttempt>(_attempt);
        await fixture.App.ReadAsync(db => db.Exchanges.Where(e => e.AttemptId == id).ExecuteDeleteAsync(Token));

        var log = (await _api.GetAsync(Path)).Data.GetProperty("log");

        Assert.True(log.GetProperty("isPruned").GetBoolean());
        Assert.False(log.GetProperty("isPayloadPruned").GetBoolean());
        Assert.Equal(JsonValueKind.Null, log.GetProperty("response").ValueKind);
        Assert.Equal(JsonValueKind.Null, log.GetProperty("request").GetProperty("headers").ValueKind);
        Assert.Equal(JsonValueKind.String, log.GetProperty("request").GetProperty("body").ValueKind);
    }

    [Fact]
    public async Task Get_UnknownAttempt_IsInvalid()
    {
        var other = await _api.CreateProjectAsync();

        (await _api.GetAsync($"/v2/project/{other}/webhookLogs/{_attempt}")).AssertRefused(400, "Invalid attempt");
        (await _api.GetAsync($"/v2/project/{_project}/webhookLogs/nonsense")).AssertRefused(400, "Invalid attempt");
    }

    [Theory]
    [InlineData("auto", 1)]
    [InlineData("Retry", 0)]
    [InlineData("test", 0)]
    public async Task List_ByTrigger_HoldsThoseAlone(string trigger, int expected)
    {
        var logs = await _api.GetAsync($"/v2/project/{_project}/webhookLogs?trigger={trigger}");

        Assert.Equal(expected, logs.Data.GetProperty("total").GetInt32());
    }

    [Fact]
    public async Task List_ByUnknownTrigger_IsRefusedWithTheWordsThatWork() =>
        (await _api.GetAsync($"/v2/project/{_project}/webhookLogs?trigger=oops"))
            .AssertRefused(400, "auto, retry, rerun, redeliver, test");

    [Fact]
    public async Task Settings_Always_HoldValuesAsTheConfigurationSaysThem()
    {
        var data = (await _api.GetAsync("/v2/deliverySettings")).Data;

        var settings = data.GetProperty("settings").EnumerateArray().Where(each => each.GetProperty("key").ValueKind is JsonValueKind.String)
            .ToDictionary(each => each.GetProperty("key").GetString()!);
        Assert.Equal("00:00:05", settings["WebhookStudio:Delivery:ConnectTimeout"].GetProperty("value").GetString());
        Assert.Equal("30.00:00:00", settings["WebhookStudio:Retention:Bodies"].GetProperty("default").GetString());
        Assert.Equal("90 days", settings["WebhookStudio:Retention:Logs"].GetProperty("text").GetString());
        Assert.Equal(24, settings["WebhookStudio:Jobs:Workers"].GetProperty("value").GetInt32());
        var timedOut = data.GetProperty("outcomes").EnumerateArray().Single(row => row.GetProperty("outcome").GetString() == "Timed out");
        Assert.Equal(("retry", true), (timedOut.GetProperty("then").GetString(), timedOut.GetProperty("countsForCircuit").GetBoolean()));
    }

    private static string? Header(JsonElement message, string name) => message.GetProperty("headers").EnumerateArray()
        .Where(header => header.GetProperty("name").GetString() == name)
        .Select(header => header.GetProperty("value").GetString()).SingleOrDefault();
}
