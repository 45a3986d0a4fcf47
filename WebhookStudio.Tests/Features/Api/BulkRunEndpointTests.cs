using System.Net;
using System.Text.Json;
using WebhookStudio.Tests.TestKit;

namespace WebhookStudio.Tests.Features.Api;

[Collection(ApiTests.Name)]
public sealed class BulkRunEndpointTests(ApiFixture fixture)
{
    private readonly ApiClient _api = fixture.Api;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Rerun_CauseAndTasks_NarrowIt()
    {
        await using var receiver = (await WebhookReceiver.StartAsync()).Answers(HttpStatusCode.BadRequest, HttpStatusCode.Unauthorized);
        var (project, stage) = await GivenHeldAsync(receiver.Url, "a.png", "b.png");
        var tasks = (await _api.TasksAsync(project)).ToDictionary(Name, task => task.GetProperty("_id").GetString());

        var none = await RerunAsync(project, new { stageId = stage, cause = "401", taskIds = new[] { tasks["a.png"] } });
        var one = await RerunAsync(project, new { stageId = stage, cause = "401" });

        Assert.Equal((0, JsonValueKind.Null), (none.GetProperty("rerun").GetInt32(), none.GetProperty("runId").ValueKind));
        Assert.Equal(1, one.GetProperty("rerun").GetInt32());
        var arrived = await Eventually.GetAsync(
            () => _api.TasksAsync(project, "stage=Complete"), found => found.Count == 1, Cancelled);
        Assert.Equal("b.png", Name(arrived[0]));
    }

    [Theory]
    [InlineData("""{"stageId":"08960214-cb68-4109-ac75-33ed521e9cac","cause":"broken"}""", "'broken' is not a cause")]
    [InlineData("""{"stageId":"08960214-cb68-4109-ac75-33ed521e9cac","taskIds":["x"]}""", "Invalid task")]
    [InlineData("""{"stageId":"08960214-cb68-4109-ac75-33ed521e9cac","causes":[]}""", "'causes' is not known")]
    public async Task Rerun_CannotBeRead_IsRefused(string body, string words)
    {
        var (project, _) = await _api.CreateWebhookProjectAsync("http://127.0.0.1:9/hook");

        (await _api.PostTextAsync($"/v2/project/{project}/rerun-webhook", body)).AssertRefused(400, words);
    }

    [Fact]
    public async Task BulkRuns_PausedResumedAndCancelled_TellHowFarTheyAre()
    {
        await using var receiver = (await WebhookReceiver.StartAsync()).Answers(HttpStatusCode.BadRequest, HttpStatusCode.BadRequest);
        var (project, stage) = await GivenHeldAsync(receiver.Url, "a.png", "b.png");
        var answer = new TaskCompletionSource();
        receiver.TakeAll();
        receiver.Answers(_ => answer.Task);
        var run = (await RerunAsync(project, new { stageId = stage })).GetProperty("runId").GetString();
        await receiver.NextAsync(Cancelled);

        var paused = await ChangeAsync(project, run, "pause");
        Assert.Equal(("paused", 2, 2), (paused.GetProperty("status").GetString(), Number(paused, "total"), Number(paused, "left")));
        (await _api.PostAsync($"/v2/project/{project}/bulkRuns/{run}/pause", new { })).AssertRefused(409, "paused");
        var cancelled = await ChangeAsync(project, run, "cancel");
        Assert.Equal("cancelled", cancelled.GetProperty("status").GetString());
        answer.SetResult();

        var ended = await Eventually.GetAsync(
            () => _api.GetAsync($"/v2/project/{project}/bulkRuns/{run}"),
            found => Number(found.Data.GetProperty("run"), "left") == 0, Cancelled);
        Assert.Equal(
            (1, 1), (Number(ended.Data.GetProperty("run"), "delivered"), Number(ended.Data.GetProperty("run"), "gone")));
        var listed = (await _api.GetAsync($"/v2/project/{project}/bulkRuns")).Data.GetProperty("runs").EnumerateArray();
        Assert.Equal(run, Assert.Single(listed).GetProperty("_id").GetString());
        (await _api.GetAsync($"/v2/project/{project}/bulkRuns/000000000000000000000001")).AssertRefused(400, "Invalid bulk run");
    }

    [Fact]
    public async Task Redeliver_Delivered_AnswersWithTheAttempt()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        var (project, _) = await _api.CreateWebhookProjectAsync(receiver.Url, new { concurrency = 1 });
        await SubmitAsync(project, "a.png");
        await Eventually.GetAsync(() => _api.TasksAsync(project, "stage=Complete"), found => found.Count == 1, Cancelled);
        var line = (await _api.GetAsync($"/v2/project/{project}/webhookLogs")).Data.GetProperty("logs")[0];
        var deliveryId = line.GetProperty("deliveryId").GetString();

        var answer = await _api.PostAsync($"/v2/project/{project}/redeliver", new { deliveryId, body = "current" });

        var attempt = answer.Data.GetProperty("attempt");
        Assert.Equal((200, 2, "redeliver"), (Number(attempt, "status"), Number(attempt, "attempt"), attempt.GetProperty("trigger").GetString()));
        Assert.Equal(2, receiver.TakeAll().Count);
        (await _api.PostAsync($"/v2/project/{project}/redeliver", new { deliveryId, body = "other" })).AssertRefused(400, "'same' or 'current'");
        (await _api.PostAsync($"/v2/project/{project}/redeliver", new { deliveryId = "000000000000000000000001", body = "same" }))
            .AssertRefused(400, "Invalid delivery");
    }

    [Fact]
    public async Task SendTest_Stage_AnswersWithTheAttemptAndMovesNothing()
    {
        await using var receiver = (await WebhookReceiver.StartAsync()).AlwaysAnswers(HttpStatusCode.NotFound);
        var (project, stage) = await _api.CreateWebhookProjectAsync(receiver.Url);
        await _api.AddAsync(project, "a.png");

        var answer = await _api.PostAsync($"/v2/project/{project}/sendTest", new { stageId = stage });

        var attempt = answer.Data.GetProperty("attempt");
        Assert.Equal((404, "test", "a.png"), (Number(attempt, "status"), attempt.GetProperty("trigger").GetString(), Name(attempt)));
        Assert.False(attempt.GetProperty("accepted").GetBoolean());
        Assert.Single(await _api.TasksAsync(project, "stage=Label"));
        (await _api.PostAsync($"/v2/project/{project}/sendTest", new { stageId = "Label" })).AssertRefused(400, "not a Webhook stage");
    }

    private static string Name(JsonElement task) => task.GetProperty("externalId").GetString()!;

    private static int Number(JsonElement json, string name) => json.GetProperty(name).GetInt32();

    private async Task<(string Project, string Stage)> GivenHeldAsync(string url, params string[] externalIds)
    {
        var (project, stage) = await _api.CreateWebhookProjectAsync(url, new { concurrency = 1 });

        foreach (var (externalId, index) in externalIds.Select((name, index) => (name, index)))
        {
            await SubmitAsync(project, externalId);
            await Eventually.GetAsync(
                () => _api.GetAsync($"/v2/project/{project}/webhookLogs"),
                logs => Number(logs.Data, "total") == index + 1, Cancelled);
        }

        return (project, stage);
    }

    private async Task SubmitAsync(string project, string externalId)
    {
        await _api.AddAsync(project, externalId);
        var task = (await _api.TasksAsync(project, "stage=Label")).Single().GetProperty("_id").GetString();
        Assert.Equal(200, (await _api.PostTextAsync($"/v2/annotate/{task}?nextStage=true", """{"answer":{},"duration":5}""")).Status);
    }

    private async Task<JsonElement> RerunAsync(string project, object body) =>
        (await _api.PostAsync($"/v2/project/{project}/rerun-webhook", body)).Data;

    private async Task<JsonElement> ChangeAsync(string project, string? run, string verb) =>
        (await _api.PostAsync($"/v2/project/{project}/bulkRuns/{run}/{verb}", new { })).Data.GetProperty("run");
}
