using System.Net;
using System.Text.Json.Nodes;
using WebhookStudio.Tests.Features.Alerts;
using WebhookStudio.Tests.TestKit;

namespace WebhookStudio.Tests.Crashes;

/// <summary>The process dies while an alert is on its way. The next one sends it again, and begins no second story.</summary>
public sealed class AlertKillTests : IAsyncLifetime
{
    private readonly string _data = Directory.CreateTempSubdirectory("studio-").FullName;
    private WebhookReceiver _receiver = null!;
    private WebhookReceiver _alerts = null!;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() =>
        (_receiver, _alerts) = (await WebhookReceiver.StartAsync(), await WebhookReceiver.StartAsync());

    public async ValueTask DisposeAsync()
    {
        await _receiver.DisposeAsync();
        await _alerts.DisposeAsync();
        Directory.Delete(_data, recursive: true);
    }

    [Fact]
    public async Task Kill_AlertUnderWay_IsSentAgainAndToldNoSecondTime()
    {
        var forever = new TaskCompletionSource();
        _receiver.AlwaysAnswers(HttpStatusCode.BadRequest);
        _alerts.Answers(_ => forever.Task);

        // The settings are made in a first run within this process, which has a screen for them and the process has none.
        await using (var app = new StudioApp(_data).Start())
        {
            var scenario = await Scenario.CreateAsync(app, _receiver.Url);
            await scenario.SendAlertsAsync(app, _alerts.Url);
            await scenario.AddTasksAsync("task1.png");
        }

        ReceivedWebhook before;

        await using (var studio = await StudioProcess.StartAsync(_data, Cancelled, AlertScene.Fast))
        {
            using var client = studio.CreateApiClient();
            await SubmitAsync(client);
            before = await _alerts.NextAsync(Cancelled);
            await studio.KillAsync();
        }

        forever.SetResult();
        await using var restarted = await StudioProcess.StartAsync(_data, Cancelled, AlertScene.Fast);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Cancelled);
        limit.CancelAfter(TimeSpan.FromSeconds(90));
        var after = await _alerts.NextAsync(limit.Token);

        Assert.Equal("stage.failing", before.Type());
        Assert.Equal((before.Header("webhook-id"), Told(before)), (after.Header("webhook-id"), Told(after)));
        Assert.Empty(_alerts.TakeAll());
    }

    /// <summary>Gets all but the link, which leads to the address that the process has by now.</summary>
    private static string Told(ReceivedWebhook alert)
    {
        var json = JsonNode.Parse(alert.Body)!;
        Assert.True(json["data"]!.AsObject().Remove("url"));

        return json.ToJsonString();
    }

    private async Task SubmitAsync(HttpClient client)
    {
        var (project, stage, task) = await ReadAsync();
        await new StudioApi(client, project, stage).SubmitAsync(task, Cancelled);
    }

    /// <summary>Reads what the first run has made.</summary>
    private async Task<(string Project, string Stage, string Task)> ReadAsync()
    {
        var options = new Microsoft.EntityFrameworkCore.DbContextOptionsBuilder<WebhookStudio.Data.StudioDbContext>();
        Microsoft.EntityFrameworkCore.SqliteDbContextOptionsBuilderExtensions.UseSqlite(
            options, $"Data Source={Path.Combine(_data, "studio.db")};Pooling=False");
        await using var db = new WebhookStudio.Data.StudioDbContext(options.Options);
        var task = db.Tasks.Single();
        var stage = db.Projects.Single().Workflow.Stages.Single(stage => stage.Name == "Webhook");

        return (task.ProjectId.Value, stage.Id.Value, task.Id.Value);
    }
}
