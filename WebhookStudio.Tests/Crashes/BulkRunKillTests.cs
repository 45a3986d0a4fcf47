using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using WebhookStudio.Tests.TestKit;

namespace WebhookStudio.Tests.Crashes;

/// <summary>The process dies in the middle of a bulk run. The next one goes on with it, to the end.</summary>
public sealed class BulkRunKillTests : IAsyncLifetime
{
    private const int Tasks = 20;
    private const int BeforeTheKill = 6;
    private readonly string _data = Directory.CreateTempSubdirectory("studio-").FullName;
    private WebhookReceiver _receiver = null!;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _receiver = await WebhookReceiver.StartAsync();

    public async ValueTask DisposeAsync()
    {
        await _receiver.DisposeAsync();
        Directory.Delete(_data, recursive: true);
    }

    [Fact]
    public async Task Kill_InTheMiddleOfARun_GoesOnAndEndsIt()
    {
        var forever = new TaskCompletionSource();
        _receiver.Answers([.. Enumerable.Repeat(HttpStatusCode.BadRequest, Tasks)]);
        string project, stage, run;

        await using (var studio = await StudioProcess.StartAsync(_data, Cancelled))
        {
            using var client = studio.CreateApiClient();
            var api = await StudioApi.CreateAsync(client, _receiver.Url, Cancelled, new JsonObject { ["concurrency"] = 1, ["timeoutMs"] = 60_000 });
            (project, stage) = (api.Project, api.WebhookStage);
            await GivenHeldAsync(api);
            _receiver.TakeAll();
            _receiver.Answers([.. Enumerable.Repeat(HttpStatusCode.OK, BeforeTheKill)]).Answers(_ => forever.Task);

            run = (await api.RerunAsync(Cancelled))["runId"]!.GetValue<string>();

            for (var sent = 0; sent <= BeforeTheKill; sent++)
            {
                await _receiver.NextAsync(Cancelled);
            }

            await studio.KillAsync();
        }

        forever.SetResult();

        await using var restarted = await StudioProcess.StartAsync(_data, Cancelled);
        using var again = restarted.CreateApiClient();
        await new StudioApi(again, project, stage).AllArriveAsync("Complete", Cancelled);
        var ended = await Eventually.GetAsync(
            () => RunAsync(again, project, run), found => found["status"]!.GetValue<string>() == "finished", Cancelled);

        Assert.Equal((Tasks, Tasks, 0), (Number(ended, "total"), Number(ended, "delivered"), Number(ended, "failed")));
        Assert.Equal(Tasks - BeforeTheKill, _receiver.TakeAll().Count);
    }

    private static async Task GivenHeldAsync(StudioApi api)
    {
        foreach (var task in await api.AddTasksAsync([.. Enumerable.Range(1, Tasks).Select(i => $"task{i}.png")], Cancelled))
        {
            await api.SubmitAsync(task, Cancelled);
        }

        await Eventually.GetAsync(() => api.LogAsync(Cancelled), log => log.Count == Tasks, Cancelled);
    }

    private static int Number(JsonNode run, string name) => run[name]!.GetValue<int>();

    private static async Task<JsonNode> RunAsync(HttpClient client, string project, string run)
    {
        var answer = await client.GetFromJsonAsync<JsonNode>($"/v2/project/{project}/bulkRuns/{run}", Cancelled);

        return answer!["data"]!["run"]!;
    }
}
