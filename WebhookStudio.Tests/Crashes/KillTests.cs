using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using WebhookStudio.Tests.TestKit;

namespace WebhookStudio.Tests.Crashes;

/// <summary>The process dies without a chance to clean up. No webhook is lost, and every task is in exactly one stage.</summary>
public sealed class KillTests : IAsyncLifetime
{
    private const int Tasks = 40;
    private const int Rounds = 4;
    private readonly string _data = Directory.CreateTempSubdirectory("studio-").FullName;
    private WebhookReceiver _receiver = null!;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private static string[] ExternalIds => [.. Enumerable.Range(1, Tasks).Select(number => $"task{number}.png")];

    public async ValueTask InitializeAsync() => _receiver = await WebhookReceiver.StartAsync();

    public async ValueTask DisposeAsync()
    {
        await _receiver.DisposeAsync();
        Directory.Delete(_data, recursive: true);
    }

    [Fact]
    public async Task Kill_BetweenSubmitAndDelivery_LosesNoWebhook()
    {
        var forever = new TaskCompletionSource();
        _receiver.Answers(_ => forever.Task);
        string project, stage;

        await using (var studio = await StudioProcess.StartAsync(_data, Cancelled))
        {
            // One request at a time: the first never ends, so that the others are owed and not yet sent.
            using var client = studio.CreateApiClient();
            var api = await StudioApi.CreateAsync(
                client, _receiver.Url, Cancelled, new JsonObject { ["concurrency"] = 1, ["timeoutMs"] = 60_000 });
            (project, stage) = (api.Project, api.WebhookStage);
            await api.AddTasksAsync(ExternalIds, Cancelled);
            await SubmitRestAsync(api);
            await _receiver.NextAsync(Cancelled);
            await studio.KillAsync();
        }

        forever.SetResult();

        await using var restarted = await StudioProcess.StartAsync(_data, Cancelled);
        using var again = restarted.CreateApiClient();
        var after = new StudioApi(again, project, stage);
        await after.AllArriveAsync("Complete", Cancelled);

        Assert.Equal(Tasks, _receiver.TakeAll().Select(webhook => webhook.Header("webhook-id")).Distinct().Count());
        Assert.Single(await after.LogAsync(Cancelled), line => line.Status == "Unknown");
        await AssertMovedOnceAsync(after);
    }

    [Fact]
    public async Task Kill_BetweenAnswerAndSettling_SendsAgainAndMovesOnce()
    {
        StudioProcess victim = null!;
        string project, stage;

        // Each round dies right after a 200 went out, a little later in the queue.
        void DieAfter(int answers)
        {
            _receiver.Answers([.. Enumerable.Repeat(HttpStatusCode.OK, answers)]);
            _receiver.Answers(context => AnswerAndKillAsync(context, victim));
        }

        DieAfter(0);

        await using (victim = await StudioProcess.StartAsync(_data, Cancelled))
        {
            using var client = victim.CreateApiClient();
            var api = await StudioApi.CreateAsync(client, _receiver.Url, Cancelled, new JsonObject { ["concurrency"] = 2 });
            (project, stage) = (api.Project, api.WebhookStage);
            await api.AddTasksAsync(ExternalIds, Cancelled);
            await SubmitUntilKilledAsync(api);
        }

        for (var round = 1; round < Rounds; round++)
        {
            DieAfter(round);

            await using (victim = StudioProcess.Launch(_data))
            {
                if (await victim.BecomesReadyAsync(Cancelled))
                {
                    using var client = victim.CreateApiClient();
                    await SubmitUntilKilledAsync(new(client, project, stage));
                }

                await victim.WaitForEndAsync(Cancelled);
            }
        }

        await using var survivor = await StudioProcess.StartAsync(_data, Cancelled);
        using var last = survivor.CreateApiClient();
        var after = new StudioApi(last, project, stage);
        await SubmitRestAsync(after);
        await after.AllArriveAsync("Complete", Cancelled);

        var received = _receiver.TakeAll();
        Assert.Equal(Tasks, received.Select(webhook => webhook.Header("webhook-id")).Distinct().Count());
        Assert.All(received, webhook => Assert.True(webhook.IsSignedWith(StudioApi.Secret)));
        Assert.Contains(await after.LogAsync(Cancelled), line => line.Status == "Unknown");
        await AssertMovedOnceAsync(after);
    }

    private static async Task AnswerAndKillAsync(HttpContext context, StudioProcess victim)
    {
        context.Response.StatusCode = (int)HttpStatusCode.OK;
        await context.Response.WriteAsync("ok");
        await context.Response.CompleteAsync();
        await victim.KillAsync();
    }

    /// <summary>Submits until the process is gone.</summary>
    private static async Task SubmitUntilKilledAsync(StudioApi api)
    {
        try
        {
            await SubmitRestAsync(api);
        }
        catch (HttpRequestException)
        {
            // That is the kill; what was answered before it must be there after the restart.
        }
    }

    /// <summary>Submits everything that is in Label.</summary>
    private static async Task SubmitRestAsync(StudioApi api)
    {
        foreach (var task in (await api.TasksAsync(Cancelled)).Where(task => task.Stage == "Label"))
        {
            await api.SubmitAsync(task.Id, Cancelled);
        }
    }

    private static async Task AssertMovedOnceAsync(StudioApi api)
    {
        var tasks = await api.TasksAsync(Cancelled);
        Assert.Equal(Tasks, tasks.Count);

        foreach (var task in tasks)
        {
            Assert.Equal(["Start", "Label", api.WebhookStage], await api.HistoryAsync(task.Id, Cancelled));
        }
    }
}
