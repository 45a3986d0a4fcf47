using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using WebhookStudio.Data;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Alerts;
using WebhookStudio.Domain.Workflows;
using WebhookStudio.Features.Alerts;
using WebhookStudio.Features.Projects;
using WebhookStudio.Tests.TestKit;

namespace WebhookStudio.Tests.Features.Alerts;

/// <summary>Looks at stages on a real database, with a clock that the test moves.</summary>
public sealed class AlertWatchTests : IAsyncLifetime, IAlertJobs
{
    private readonly FakeTimeProvider _clock = new(ListScene.Now);
    private readonly List<Id<StageAlert>> _queued = [];
    private readonly WriteTurns _turns = new();
    private ListScene _scene = null!;
    private SqlSessions _sessions = null!;
    private AlertWatch _watch = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _scene = await ListScene.CreateAsync();
        _sessions = new(new() { DataSource = _scene.File }, new(Options.Create(new DatabaseOptions())));
        Restart();
    }

    public async ValueTask DisposeAsync()
    {
        _watch.Dispose();
        _sessions.Dispose();
        _turns.Dispose();
        await _scene.DisposeAsync();
    }

    void IAlertJobs.Enqueue(Id<StageAlert> alert) => _queued.Add(alert);

    [Fact]
    public async Task Look_ManyTasksHeld_IsOneAlertWithTheirCounts()
    {
        _scene.Held("a.png", ListScene.Now, 503);
        _scene.Held("b.png", ListScene.Now, 503);
        _scene.Held("c.png", ListScene.Now, 500);
        await _scene.SaveAsync();

        await LookAsync(TimeSpan.Zero);
        await LookAsync(TimeSpan.FromMinutes(1));
        await LookAsync(TimeSpan.FromMinutes(1));

        var alert = Assert.Single(await AlertsAsync());
        Assert.Equal((AlertKind.Began, 3, 0, "503"), (alert.Kind, alert.Held, alert.Retrying, alert.Cause));
        Assert.Equal(("Webhook", ListScene.Now), (alert.StageName, alert.FailingSince));
        Assert.Equal(AlertSending.None, alert.Sending);
        Assert.Empty(_queued);
    }

    [Fact]
    public async Task Look_AfterARestart_GoesOnWithTheSameStory()
    {
        _scene.Held("a.png", ListScene.Now);
        await _scene.SaveAsync();
        await LookAsync(TimeSpan.Zero);
        Restart();
        await LookAsync(TimeSpan.FromMinutes(1));
        Restart();
        await LookAsync(TimeSpan.FromMinutes(58));
        Restart();
        await LookAsync(TimeSpan.FromMinutes(1));

        Assert.Equal([AlertKind.Began, AlertKind.StillFailing], (await AlertsAsync()).Select(alert => alert.Kind));
    }

    [Fact]
    public async Task Look_StageSwitchedOff_EndsTheStoryAndSaysWhy()
    {
        _scene.Held("a.png", ListScene.Now);
        await _scene.SaveAsync();
        await LookAsync(TimeSpan.Zero);
        await LookAsync(TimeSpan.FromMinutes(1));
        var settings = (WebhookStageSettings)_scene.Webhook.Settings;
        _scene.Project.ChangeWorkflow(
            _scene.Project.Workflow.With(_scene.Webhook with { Settings = settings with { Enabled = false } }), "ada@bakery.example", _clock.GetUtcNow());
        await _scene.SaveAsync();

        await LookAsync(TimeSpan.FromMinutes(1));
        await LookAsync(TimeSpan.FromMinutes(5));

        var last = (await AlertsAsync())[^1];
        Assert.Equal((AlertKind.Recovered, "switched off"), (last.Kind, last.Cause));
        Assert.Equal("Webhook was switched off", AlertWords.Title(last));
        Assert.Equal(0, await CountAlarmsAsync());
    }

    [Fact]
    public async Task Look_AlertIsDue_QueuesItOnceAMinute()
    {
        await GivenTargetAsync();
        _scene.Held("a.png", ListScene.Now);
        await _scene.SaveAsync();
        await LookAsync(TimeSpan.Zero);

        await LookAsync(TimeSpan.FromMinutes(1));
        await LookAsync(TimeSpan.FromSeconds(10));
        Assert.Single(_queued);

        await LookAsync(TimeSpan.FromSeconds(50));
        Assert.Equal(2, _queued.Count);
        Assert.Single(_queued.Distinct());
    }

    [Fact]
    public async Task Look_ManyAtOnce_TellOnce()
    {
        _scene.Held("a.png", ListScene.Now);
        await _scene.SaveAsync();
        await LookAsync(TimeSpan.Zero);
        _clock.Advance(TimeSpan.FromMinutes(1));

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => _watch.LookAsync(Token))));

        Assert.Single(await AlertsAsync());
    }

    [Fact]
    public async Task Look_NothingFails_WritesNothing()
    {
        _scene.Delivered("a.png", ListScene.Now);
        await _scene.SaveAsync();

        await LookAsync(TimeSpan.Zero);

        Assert.Equal(0, await CountAlarmsAsync());
        Assert.Empty(await AlertsAsync());
    }

    [Fact]
    public async Task Look_OldAlerts_AreForgottenWithTheNextOne()
    {
        _scene.Held("a.png", ListScene.Now);
        await _scene.SaveAsync();
        await LookAsync(TimeSpan.Zero);
        await LookAsync(TimeSpan.FromMinutes(1));

        await LookAsync(StageAlert.Lifetime + TimeSpan.FromMinutes(2));

        Assert.Equal([AlertKind.StillFailing], (await AlertsAsync()).Select(alert => alert.Kind));
    }

    private void Restart()
    {
        _watch?.Dispose();
        _watch = new(
            _scene, _turns, new LiveProjects(_scene, _sessions), this, new PageFakes.Feed(), Options.Create(new AlertOptions()), _clock);
    }

    private async Task LookAsync(TimeSpan later)
    {
        _clock.Advance(later);
        await _watch.LookAsync(Token);
    }

    private async Task GivenTargetAsync()
    {
        var target = new AlertTarget { ProjectId = _scene.Project.Id };
        target.Change("https://a.example/alerts", null, isOn: true);
        _scene.Add(target);
        await _scene.SaveAsync();
    }

    private async Task<List<StageAlert>> AlertsAsync()
    {
        await using var db = _scene.CreateDbContext();

        return await db.Alerts.AsNoTracking().OrderBy(alert => alert.Id).ToListAsync(Token);
    }

    private async Task<int> CountAlarmsAsync()
    {
        await using var db = _scene.CreateDbContext();

        return await db.Alarms.CountAsync(Token);
    }
}
