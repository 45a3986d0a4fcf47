using System.Net;
using System.Text.Json;
using WebhookStudio.Tests.TestKit;

namespace WebhookStudio.Tests.Features.Api;

[Collection(ApiTests.Name)]
public sealed class DeliveryEndpointTests(ApiFixture fixture)
{
    private readonly ApiClient _api = fixture.Api;

    [Theory]
    [InlineData("/v2/project/{0}/rerun-webhook")]
    [InlineData("/v2//project/{0}/rerun-webhook")]
    public async Task Webhook_Refused_IsLoggedAndDeliveredByRerun(string path)
    {
        await using var receiver = (await WebhookReceiver.StartAsync()).Answers(HttpStatusCode.BadRequest);
        var (project, stage) = await _api.CreateWebhookProjectAsync(receiver.Url, new { secret = Scenario.Secret });
        await SubmitAsync(project, "Le Croissànt.png");
        await LogsAsync(project, "", total: 1);
        var url = new Uri(_api.Http.BaseAddress!, string.Format(null, path, project)).OriginalString;

        var answer = await Eventually.GetAsync(
            () => _api.PostAsync(url, new { stageId = stage }),
            rerun => rerun.Data.GetProperty("rerun").GetInt32() == 1,
            TestContext.Current.CancellationToken);

        Assert.Equal(["rerun", "stageId", "runId"], answer.Data.EnumerateObject().Select(field => field.Name));
        Assert.Equal(stage, answer.Data.GetProperty("stageId").GetString());
        var logs = await LogsAsync(project, "", total: 2);
        Assert.Equal(200, logs[0].GetProperty("status").GetInt32());
        Assert.Equal("rerun", logs[0].GetProperty("trigger").GetString());
        Assert.Equal(StudioApp.OwnerEmail, logs[0].GetProperty("triggeredBy").GetString());
        Assert.Equal(2, logs[0].GetProperty("workflowVersion").GetInt32());
        Assert.Equal(2, logs[0].GetProperty("attempt").GetInt32());
        Assert.Equal(400, logs[1].GetProperty("status").GetInt32());
        Assert.Equal("auto", logs[1].GetProperty("trigger").GetString());
        Assert.Equal(logs[0].GetProperty("deliveryId").GetString(), logs[1].GetProperty("deliveryId").GetString());
        Assert.Equal(
            ["_id", "taskId", "externalId", "stageId", "stageName", "date", "status", "trigger", "attempt", "durationMs", "url", "deliveryId",
                "triggeredBy", "workflowVersion", "remoteAddress", "phases", "retryAfterSeconds"],
            logs[0].EnumerateObject().Select(f => f.Name));
        Assert.Equal("Le Croissànt.png", logs[0].GetProperty("externalId").GetString());
        Assert.All(receiver.TakeAll(), webhook => Assert.True(webhook.IsSignedWith(Scenario.Secret)));
        await Eventually.GetAsync(
            () => _api.TasksAsync(project, "stage=Complete"), tasks => tasks.Count == 1, TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Logs_Filtered_HoldWhatWasAskedFor()
    {
        await using var receiver = (await WebhookReceiver.StartAsync()).Answers(HttpStatusCode.BadRequest);
        var (project, stage) = await _api.CreateWebhookProjectAsync(receiver.Url);
        await SubmitAsync(project, "a.png");
        await LogsAsync(project, "", total: 1);
        await SubmitAsync(project, "b.png");
        await LogsAsync(project, "", total: 2);

        Assert.Equal(["b.png"], Names(await LogsAsync(project, "status=200")));
        Assert.Equal(["a.png"], Names(await LogsAsync(project, "status=400")));
        Assert.Equal(["a.png"], Names(await LogsAsync(project, "status=failed")));
        Assert.Equal(["b.png"], Names(await LogsAsync(project, "status=delivered")));
        Assert.Equal(["a.png"], Names(await LogsAsync(project, "externalId=a.png")));
        Assert.Equal(["b.png", "a.png"], Names(await LogsAsync(project, $"stage={stage}")));
        Assert.Equal(["a.png"], Names(await LogsAsync(project, "page=2&limit=1")));
        Assert.Empty(await LogsAsync(project, "stage=Label"));
        (await _api.GetAsync($"/v2/project/{project}/webhookLogs?status=oops")).AssertRefused(400, "oops");
    }

    [Fact]
    public async Task Log_OfARefusedConnection_HoldsTheWord()
    {
        var (project, _) = await _api.CreateWebhookProjectAsync("http://127.0.0.1:9/hook", new { automaticRetry = false });
        await SubmitAsync(project, "a.png");

        var log = (await LogsAsync(project, "", total: 1))[0];

        Assert.Equal("Connection refused", log.GetProperty("status").GetString());
        Assert.Single(await LogsAsync(project, "status=Connection%20refused"));
    }

    [Theory]
    [InlineData("""{}""", 400, "stageId is missing")]
    [InlineData("""{"stageId":"Nowhere"}""", 400, "no stage 'Nowhere'")]
    [InlineData("""{"stageId":"Label"}""", 400, "Label is not a Webhook stage")]
    public async Task Rerun_OfNoWebhookStage_IsRefused(string body, int status, string words)
    {
        var project = await _api.CreateProjectAsync();

        (await _api.PostTextAsync($"/v2/project/{project}/rerun-webhook", body)).AssertRefused(status, words);
    }

    [Fact]
    public async Task Rerun_OfAStageThatIsOff_IsAConflict()
    {
        var (project, stage) = await _api.CreateWebhookProjectAsync("http://127.0.0.1:9/hook", new { enabled = false });

        (await _api.PostAsync($"/v2/project/{project}/rerun-webhook", new { stageId = stage })).AssertRefused(409, "is off");
    }

    private static IEnumerable<string?> Names(IEnumerable<JsonElement> logs) =>
        logs.Select(log => log.GetProperty("externalId").GetString());

    private async Task SubmitAsync(string project, string externalId)
    {
        await _api.AddAsync(project, externalId);
        var task = (await _api.TasksAsync(project, "stage=Label")).Single().GetProperty("_id").GetString();
        Assert.Equal(200, (await _api.PostTextAsync($"/v2/annotate/{task}?nextStage=true", """{"answer":{},"duration":5}""")).Status);
    }

    private async Task<List<JsonElement>> LogsAsync(string project, string query, int? total = null)
    {
        var answer = await Eventually.GetAsync(
            () => _api.GetAsync($"/v2/project/{project}/webhookLogs?{query}"),
            logs => total is null || logs.Data.GetProperty("total").GetInt32() == total,
            TestContext.Current.CancellationToken);

        return [.. answer.Data.GetProperty("logs").EnumerateArray()];
    }
}
