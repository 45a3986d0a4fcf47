using System.Text;
using Microsoft.EntityFrameworkCore;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Deliveries;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Domain.Workflows;
using WebhookStudio.Features.Deliveries;
using WebhookStudio.Tests.TestKit;

namespace WebhookStudio.Tests.Features.Deliveries;

public sealed class DeliveryLogTests : IAsyncLifetime
{
    private ListScene _scene = null!;
    private DeliveryLog _log = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static LogCursor Whole { get; } = new() { Size = 1000 };

    private LogQuery All => new(_scene.Project.Id);

    public async ValueTask InitializeAsync()
    {
        _scene = await ListScene.CreateAsync();
        _log = new(_scene);
    }

    public ValueTask DisposeAsync() => _scene.DisposeAsync();

    [Fact]
    public async Task List_HundredsOfAttempts_PagesNewestFirstWithoutGapOrRepeat()
    {
        for (var i = 0; i < 230; i++)
        {
            // Three at a time share an instant, so that the identifier has to decide.
            _scene.Delivered($"task{i}.png", ListScene.Now.AddSeconds(i / 3 * 3));
        }

        await _scene.SaveAsync();

        var pages = new List<LogLine>();
        for (var number = 1; number <= 5; number++)
        {
            var page = await _log.ReadAsync(All, new() { Skip = (number - 1) * 50 }, Token);
            Assert.Equal(230, page.Total);
            pages.AddRange(page.Lines);
        }

        Assert.Equal(230, pages.Select(line => line.Id).Distinct().Count());
        Assert.Equal(pages.OrderByDescending(line => line.StartedAt).ThenByDescending(line => line.Id), pages);
        Assert.Equal("task229.png", pages[0].ExternalId);
    }

    [Fact]
    public async Task Count_MixedOutcomes_AgreesWithTheListsBehindIt()
    {
        await GivenMixedAsync();

        var counts = (await _log.ReadAsync(All, Whole, Token)).Counts;

        Assert.Equal(new LogCounts(All: 7, Failed: 5, Delivered: 2, Retrying: 1), counts);
        Assert.Equal(counts.All, await TotalAsync("all"));
        Assert.Equal(counts.Failed, await TotalAsync("failed"));
        Assert.Equal(counts.Delivered, await TotalAsync("delivered"));
        Assert.Equal(counts.Retrying, await TotalAsync("retrying"));
    }

    [Theory]
    [InlineData("503", 2)]
    [InlineData("5xx", 2)]
    [InlineData("4xx", 1)]
    [InlineData("2xx", 2)]
    [InlineData("Timed out", 1)]
    [InlineData("timed OUT", 1)]
    [InlineData("Host not found", 1)]
    [InlineData("TLS failed", 0)]
    [InlineData(" Failed ", 5)]
    public async Task List_ByStatus_FindsThoseAttempts(string status, int expected)
    {
        await GivenMixedAsync();

        Assert.Equal(expected, await TotalAsync(status));
    }

    [Fact]
    public async Task List_UnknownStatus_IsRefusedWithTheFormsThatWork()
    {
        var refusal = await Assert.ThrowsAsync<DomainRuleException>(() => TotalAsync("broken"));

        Assert.Equal("log.status", refusal.Code);
        Assert.Contains("503", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("TASK1", 2)]
    [InlineData("ß_é", 1)]
    [InlineData("%", 0)]
    public async Task List_ByExternalId_FindsParts(string text, int expected)
    {
        _scene.Delivered("task1.png", ListScene.Now);
        _scene.Delivered("task12.png", ListScene.Now);
        _scene.Delivered("groß_é.png", ListScene.Now);
        await _scene.SaveAsync();

        var found = await _log.ReadAsync(All with { ExternalId = text }, Whole, Token);

        Assert.Equal(expected, found.Total);
    }

    [Fact]
    public async Task List_ByTaskStageAndTrigger_NarrowsToBoth()
    {
        var task = _scene.AddTask("task5.png", _scene.Webhook, ListScene.Now);
        var delivery = _scene.Owe(task);
        _scene.Answer(delivery, 503, ListScene.Now);
        _scene.Answer(delivery, 503, ListScene.Now.AddMinutes(1));
        _scene.Held("other.png", ListScene.Now);
        await _scene.SaveAsync();

        var reruns = await _log.ReadAsync(
            All with { Task = task.Id, Stage = _scene.Webhook.Id, Trigger = AttemptTrigger.Rerun }, Whole, Token);
        var elsewhere = await _log.ReadAsync(All with { Stage = StageId.Label }, Whole, Token);

        Assert.Equal(("503", 2, "ada@bakery.example"), (reruns.Lines.Single().Status, reruns.Lines[0].Number, reruns.Lines[0].TriggeredBy));
        Assert.Equal(0, elsewhere.Total);
    }

    [Fact]
    public async Task Get_HeldTask_TellsDeliveryTaskAndAttempts()
    {
        var task = _scene.AddTask("task5.png", _scene.Webhook, ListScene.Now);
        var delivery = _scene.Owe(task, """{"externalId":"task5.png"}""");
        _scene.Attempt(delivery, AttemptOutcome.TimedOut, null, ListScene.Now);
        var last = _scene.Answer(delivery, 503, ListScene.Now.AddMinutes(1));
        await _scene.SaveAsync();

        var details = await _log.GetAsync(_scene.Project.Id, last.Id, Token);

        Assert.NotNull(details);
        Assert.Equal([2, 1], details.Attempts.Select(attempt => attempt.Number));
        var bodies = await _log.GetBodiesAsync(_scene.Project.Id, last.Id, Token);
        Assert.Equal("""{"externalId":"task5.png"}""", Encoding.UTF8.GetString(bodies!.Request!));
        Assert.Equal("""{"error":"upstream unavailable"}""", Encoding.UTF8.GetString(bodies.Response!));
        Assert.Equal((bodies.Request!.Length, bodies.Response!.Length), (details.PayloadSize, details.ResponseSize));
        Assert.Equal((DeliveryStatus.Held, "Webhook", true), (details.DeliveryStatus, details.TaskStageName, details.TaskWaits));
        Assert.True(details is { CanRerun: true, IsLast: true, NextAttemptAt: null, WorkflowVersion: 1 });
    }

    [Fact]
    public async Task Get_RetryPlanned_TellsWhen()
    {
        var task = _scene.AddTask("task5.png", _scene.Webhook, ListScene.Now);
        var attempt = _scene.Answer(_scene.Owe(task), 503, ListScene.Now, RetrySchedule.StandardWebhooks);
        await _scene.SaveAsync();

        var details = await _log.GetAsync(_scene.Project.Id, attempt.Id, Token);

        Assert.Equal(ListScene.Now.AddMilliseconds(1_210).AddSeconds(5), details!.NextAttemptAt);
    }

    [Fact]
    public async Task Get_ReceiverAskedToWait_TellsHowLong()
    {
        var task = _scene.AddTask("task5.png", _scene.Webhook, ListScene.Now);
        var delivery = _scene.Owe(task);
        var attempt = _scene.Answer(delivery, 503, ListScene.Now, RetrySchedule.StandardWebhooks, asked: 120);
        await _scene.SaveAsync();

        var details = await _log.GetAsync(_scene.Project.Id, attempt.Id, Token);

        Assert.Equal((120, 120), (details!.AskedSeconds, details.Line.RetryAfterSeconds));
        Assert.Equal(ListScene.Now.AddMilliseconds(1_210).AddSeconds(120), details.NextAttemptAt);
    }

    [Fact]
    public async Task Get_Measured_TellsPhasesAddressAndWorkflow()
    {
        var task = _scene.AddTask("task5.png", _scene.Webhook, ListScene.Now);
        var attempt = _scene.Answer(_scene.Owe(task), 200, ListScene.Now);
        await _scene.SaveAsync();

        var line = (await _log.ReadAsync(All, Whole, Token)).Lines.Single();

        Assert.Equal(new(Dns: 3, Connect: 18, Tls: null, FirstByte: 1_140.5, Body: 2), line.Phases);
        Assert.Equal(("203.0.113.7:443", 1), (line.RemoteAddress, line.WorkflowVersion));
        Assert.Equal(line, (await _log.GetAsync(_scene.Project.Id, attempt.Id, Token))!.Line);
    }

    [Fact]
    public async Task Get_Pruned_TellsWhatIsGone()
    {
        var task = _scene.AddTask("task5.png", _scene.Webhook, ListScene.Now);
        var attempt = _scene.Answer(_scene.Owe(task), 200, ListScene.Now);
        await _scene.SaveAsync();
        var before = await _log.GetAsync(_scene.Project.Id, attempt.Id, Token);
        await using var db = _scene.CreateDbContext();
        await db.Exchanges.ExecuteDeleteAsync(Token);
        await db.Payloads.ExecuteDeleteAsync(Token);

        var after = await _log.GetAsync(_scene.Project.Id, attempt.Id, Token);

        Assert.Equal((false, false), (before!.IsExchangePruned, before.IsPayloadPruned));
        Assert.Equal((true, true), (after!.IsExchangePruned, after.IsPayloadPruned));
        Assert.Equal(("", 0), (after.RequestHeaders, after.PayloadSize));
    }

    [Fact]
    public async Task Get_NothingWasEverKept_IsNotCalledPruned()
    {
        var delivery = _scene.Owe(_scene.AddTask("task5.png", _scene.Webhook, ListScene.Now));
        var attempt = _scene.Attempt(delivery, AttemptOutcome.Unknown, null, ListScene.Now);
        await _scene.SaveAsync();
        await using var db = _scene.CreateDbContext();
        await db.Exchanges.ExecuteDeleteAsync(Token);

        Assert.False((await _log.GetAsync(_scene.Project.Id, attempt.Id, Token))!.IsExchangePruned);
    }

    [Fact]
    public async Task Get_OtherProject_FindsNothing()
    {
        var task = _scene.AddTask("task5.png", _scene.Webhook, ListScene.Now);
        var attempt = _scene.Answer(_scene.Owe(task), 200, ListScene.Now);
        await _scene.SaveAsync();
        var other = Id<Project>.New(ListScene.Now);

        Assert.Null(await _log.GetAsync(other, attempt.Id, Token));
        Assert.Null(await _log.GetPayloadAsync(other, attempt.DeliveryId, Token));
        Assert.Equal(0, (await _log.ReadAsync(new(other), Whole, Token)).Total);
    }

    [Theory]
    [InlineData("302", 1)]
    [InlineData("3xx", 1)]
    [InlineData("redirect not followed", 1)]
    [InlineData("blocked address", 1)]
    [InlineData("303", 0)]
    [InlineData("failed", 2)]
    public async Task List_RedirectNotFollowed_IsFoundByNumberAndWord(string status, int total)
    {
        _scene.Attempt(
            _scene.Owe(_scene.AddTask("a.png", _scene.Webhook, ListScene.Now)), AttemptOutcome.RedirectNotFollowed, 302, ListScene.Now);
        _scene.Attempt(
            _scene.Owe(_scene.AddTask("b.png", _scene.Webhook, ListScene.Now)), AttemptOutcome.BlockedAddress, null, ListScene.Now);
        await _scene.SaveAsync();

        Assert.Equal(total, await TotalAsync(status));
    }

    private async Task<int> TotalAsync(string status) =>
        (await _log.ReadAsync(All with { Status = status }, Whole, Token)).Total;

    /// <summary>Seven attempts of six tasks: two accepted, five not, one of which is retried.</summary>
    private async Task GivenMixedAsync()
    {
        _scene.Delivered("a.png", ListScene.Now);
        _scene.Held("b.png", ListScene.Now, 404);
        _scene.Answer(_scene.Owe(_scene.AddTask("c.png", _scene.Webhook, ListScene.Now)), 503, ListScene.Now, RetrySchedule.StandardWebhooks);
        _scene.Attempt(_scene.Owe(_scene.AddTask("d.png", _scene.Webhook, ListScene.Now)), AttemptOutcome.TimedOut, null, ListScene.Now);
        _scene.Attempt(_scene.Owe(_scene.AddTask("e.png", _scene.Webhook, ListScene.Now)), AttemptOutcome.HostNotFound, null, ListScene.Now);
        var recovered = _scene.Owe(_scene.AddTask("f.png", _scene.Webhook, ListScene.Now));
        _scene.Answer(recovered, 503, ListScene.Now, RetrySchedule.StandardWebhooks);
        _scene.Answer(recovered, 200, ListScene.Now.AddSeconds(5));
        await _scene.SaveAsync();
    }
}
