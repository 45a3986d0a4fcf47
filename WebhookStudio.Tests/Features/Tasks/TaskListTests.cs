using WebhookStudio.Domain;
using WebhookStudio.Domain.Deliveries;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Domain.Tasks;
using WebhookStudio.Domain.Workflows;
using WebhookStudio.Features.Assets;
using WebhookStudio.Features.Tasks;
using WebhookStudio.Features.Workflows;
using WebhookStudio.Tests.TestKit;

namespace WebhookStudio.Tests.Features.Tasks;

public sealed class TaskListTests : IAsyncLifetime
{
    private ListScene _scene = null!;
    private TaskList _list = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private TaskQuery All => new(_scene.Project.Id) { Size = 1000 };

    public async ValueTask InitializeAsync()
    {
        _scene = await ListScene.CreateAsync();
        _list = new(_scene, new StageCounters(_scene), new(new PlainFiles()));
    }

    public ValueTask DisposeAsync() => _scene.DisposeAsync();

    [Fact]
    public async Task List_SubmittedBy_IsWhoSubmittedLastAndNobodyBeforeThat()
    {
        var submitted = _scene.Held("a.png", ListScene.Now);
        _scene.AddTask("b.png", _scene.Label, ListScene.Now.AddMinutes(-1));
        await _scene.SaveAsync();
        await using (var db = _scene.CreateDbContext())
        {
            db.Visits.AddRange(Visit(submitted, "mina@bakery.example", 2), Visit(submitted, "theo@bakery.example", 1), Visit(submitted, null, 0));
            await db.SaveChangesAsync(Token);
        }

        var rows = (await _list.ListAsync(All, Token)).Items.ToDictionary(row => row.ExternalId, row => row.SubmittedBy);

        Assert.Equal("theo@bakery.example", rows["a.png"]);
        Assert.Null(rows["b.png"]);
    }

    [Theory]
    [InlineData(TaskColumn.TimeInStage, false)]
    [InlineData(TaskColumn.TimeInStage, true)]
    [InlineData(TaskColumn.ExternalId, false)]
    [InlineData(TaskColumn.ExternalId, true)]
    [InlineData(TaskColumn.Updated, true)]
    public async Task List_HundredsOfTasks_PagesInTheOrderAsked(TaskColumn column, bool descending)
    {
        for (var i = 0; i < 210; i++)
        {
            _scene.AddTask($"task{i * 7 % 210:000}.png", _scene.Label, ListScene.Now.AddSeconds(-(i * 11 % 70)), "batch-1");
        }

        await _scene.SaveAsync();

        var rows = new List<TaskRow>();
        TaskCursor? cursor = null;

        do
        {
            var page = await _list.ListAsync(All with { Size = 50, Cursor = cursor, Sort = new(column, descending) }, Token);
            rows.AddRange(page.Items);
            cursor = page.Next;
        }
        while (cursor is not null);

        object Key(TaskRow row) => column switch
        {
            TaskColumn.ExternalId => row.ExternalId,
            TaskColumn.Updated => row.UpdatedAt,
            _ => ListScene.Now - row.StageEnteredAt,
        };
        var byKey = descending ? rows.OrderByDescending(Key) : rows.OrderBy(Key);
        Assert.Equal(210, rows.Select(row => row.Id).Distinct().Count());
        Assert.Equal(byKey.ThenByDescending(row => row.Id).Select(row => row.Id), rows.Select(row => row.Id));
        Assert.All(rows, row => Assert.Equal(["batch-1"], row.Batches));
    }

    [Fact]
    public async Task Rail_MixedProject_AgreesWithTheListsBehindIt()
    {
        await GivenMixedAsync();

        var rail = (await _list.RailAsync(_scene.Project.Id, "ada@bakery.example", Token))!;

        Assert.Equal(["Start", "Label", "Webhook", "Complete"], rail.Stages.Select(stage => stage.Name));
        Assert.Equal((8, 3, 1), (rail.All, rail.Held, rail.Retrying));
        Assert.Equal(rail.All, await TotalAsync(All));
        Assert.Equal(rail.Held, await TotalAsync(All with { State = TaskState.Held }));
        Assert.Equal(rail.Retrying, await TotalAsync(All with { State = TaskState.Retrying }));

        foreach (var stage in rail.Stages)
        {
            var inStage = All with { Stage = stage.Id };
            Assert.Equal(stage.Count.Here, await TotalAsync(inStage));
            Assert.Equal(stage.Count.Held, await TotalAsync(inStage with { State = TaskState.Held }));
            Assert.Equal(stage.Count.Sending, await TotalAsync(inStage with { State = TaskState.Sending }));
        }

        Assert.Equal([("batch-1", 2), ("Le Croissànt", 1)], rail.Batches.Select(batch => (batch.Name, batch.Count)).Order());
        foreach (var batch in rail.Batches)
        {
            Assert.Equal(batch.Count, await TotalAsync(All with { Batch = batch.Id }));
        }
    }

    [Fact]
    public async Task List_EachState_HasEveryTaskOnce()
    {
        await GivenMixedAsync();

        var counts = new List<int>();
        foreach (var state in Enum.GetValues<TaskState>())
        {
            var page = await _list.ListAsync(All with { State = state }, Token);
            Assert.All(page.Items, row => Assert.Equal(state, row.State));
            counts.Add(page.Total);
        }

        Assert.Equal([2, 1, 1, 3, 1], counts);
    }

    [Fact]
    public async Task List_HeldTask_CarriesItsNewestAttemptAndBatches()
    {
        var task = _scene.AddTask("task5.png", _scene.Webhook, ListScene.Now, "Le Croissànt", "batch-1");
        var delivery = _scene.Owe(task);
        _scene.Attempt(delivery, AttemptOutcome.TimedOut, null, ListScene.Now);
        var last = _scene.Answer(delivery, 503, ListScene.Now.AddMinutes(1));
        await _scene.SaveAsync();

        var row = (await _list.ListAsync(All, Token)).Items.Single();

        Assert.Equal(new TaskResult("503", ListScene.Now.AddMinutes(1), last.Id), row.LastResult);
        Assert.Equal(["Le Croissànt", "batch-1"], row.Batches);
        Assert.Equal(("browser:/files/task5.png", 2, true), (row.Picture, row.Attempts, row.IsFailing));
    }

    [Fact]
    public async Task List_ReceiverAskedToWait_CarriesHowLong()
    {
        _scene.Answer(
            _scene.Owe(_scene.AddTask("a.png", _scene.Webhook, ListScene.Now)), 429, ListScene.Now, RetrySchedule.StandardWebhooks, asked: 120);
        await _scene.SaveAsync();

        var row = (await _list.ListAsync(All, Token)).Items.Single();

        Assert.Equal((120, ListScene.Now.AddMilliseconds(1_210).AddSeconds(120)), (row.AskedSeconds, row.NextAttemptAt));
    }

    [Fact]
    public async Task List_Search_FindsPartsOfExternalIdsAndWholeIds()
    {
        var task = _scene.AddTask("Task5.png", _scene.Label, ListScene.Now);
        _scene.AddTask("other.png", _scene.Label, ListScene.Now);
        await _scene.SaveAsync();

        Assert.Equal(1, await TotalAsync(All with { Search = " task5 " }));
        Assert.Equal(1, await TotalAsync(All with { Search = task.Id.Value }));
        Assert.Equal(1, await TotalAsync(All with { Search = task.AssetId.Value }));
        Assert.Equal(0, await TotalAsync(All with { Search = "_" }));
        Assert.Equal(2, await TotalAsync(All with { Search = "  " }));
    }

    [Fact]
    public async Task Failing_SeveralCauses_CountsThemAndFindsTheirTasks()
    {
        await GivenMixedAsync();

        var failing = await _list.FailingAsync(All, Token);

        Assert.Equal((3, 1), (failing.Held, failing.Retrying));
        Assert.Equal([("503", 2), ("404", 1), ("Timed out", 1)], failing.Causes.Select(cause => (cause.Status, cause.Count)));
        foreach (var cause in failing.Causes)
        {
            var ids = await _list.IdsAsync(All with { Result = cause.Status }, Token);
            Assert.Equal(cause.Count, ids.Count);
        }

        var stage = failing.Stages.Single();
        Assert.Equal(("Webhook", "ml.bakery.example/hook", "Complete", 4), (stage.Name, stage.Target, stage.Next, stage.Count));
    }

    [Fact]
    public async Task Failing_NothingAcceptedSince_TellsTheFirstFailure()
    {
        _scene.Held("early.png", ListScene.Now.AddMinutes(-30));
        _scene.Delivered("good.png", ListScene.Now.AddMinutes(-20));
        _scene.Held("first.png", ListScene.Now.AddMinutes(-10));
        _scene.Held("second.png", ListScene.Now.AddMinutes(-5));
        await _scene.SaveAsync();

        var failing = await _list.FailingAsync(All, Token);

        Assert.Equal(ListScene.Now.AddMinutes(-10), failing.NoSuccessSince);
    }

    [Fact]
    public async Task Failing_AcceptedMeanwhile_NamesNoTime()
    {
        _scene.Held("first.png", ListScene.Now.AddMinutes(-10));
        _scene.Delivered("good.png", ListScene.Now.AddMinutes(-5));
        await _scene.SaveAsync();

        Assert.Null((await _list.FailingAsync(All, Token)).NoSuccessSince);
    }

    [Fact]
    public async Task List_ResultIsNeitherNumberNorWord_IsRefused()
    {
        var refusal = await Assert.ThrowsAsync<DomainRuleException>(() => TotalAsync(All with { Result = "broken" }));

        Assert.Equal("tasks.result", refusal.Code);
    }

    [Fact]
    public async Task Rail_UnknownProject_IsNull() =>
        Assert.Null(await _list.RailAsync(Id<Project>.New(ListScene.Now), "", Token));

    [Theory]
    [InlineData("302")]
    [InlineData("Redirect not followed")]
    public async Task List_HeldByARedirect_IsFoundByItsNumberAndByItsWord(string result)
    {
        _scene.Attempt(
            _scene.Owe(_scene.AddTask("a.png", _scene.Webhook, ListScene.Now)), AttemptOutcome.RedirectNotFollowed, 302, ListScene.Now);
        _scene.Held("b.png", ListScene.Now, 503);
        await _scene.SaveAsync();

        Assert.Equal(1, await TotalAsync(All with { Result = result }));
    }

    private async Task<int> TotalAsync(TaskQuery query) => (await _list.ListAsync(query, Token)).Total;

    private async Task GivenMixedAsync()
    {
        _scene.AddTask("a.png", _scene.Label, ListScene.Now, "batch-1");
        _scene.AddTask("b.png", _scene.Label, ListScene.Now);
        _scene.Delivered("c.png", ListScene.Now, "batch-1");
        _scene.Held("d.png", ListScene.Now, 503, "Le Croissànt");
        _scene.Held("e.png", ListScene.Now, 404);
        _scene.Attempt(
            _scene.Owe(_scene.AddTask("f.png", _scene.Webhook, ListScene.Now)), AttemptOutcome.TimedOut, null, ListScene.Now);
        _scene.Answer(
            _scene.Owe(_scene.AddTask("g.png", _scene.Webhook, ListScene.Now)), 503, ListScene.Now, RetrySchedule.StandardWebhooks);
        _scene.Owe(_scene.AddTask("h.png", _scene.Webhook, ListScene.Now));
        await _scene.SaveAsync();
    }

    private static StageVisit Visit(LabelTask task, string? by, int minutesAgo) => new()
    {
        Id = Id<StageVisit>.New(ListScene.Now),
        TaskId = task.Id,
        StageId = StageId.Label,
        StageName = "Label",
        Kind = by is null ? VisitKind.Automatic : VisitKind.Human,
        CompletedAt = ListScene.Now.AddMinutes(-minutesAgo),
        SubmittedBy = by,
    };

    private sealed class PlainFiles : IAssetFiles
    {
        public Task<string> StoreAsync(
            Id<Project> project, string fileName, Stream content, CancellationToken cancellationToken) =>
            throw new NotSupportedException();

        public string PublicUrl(string data) => data;

        public string BrowserUrl(string data) => $"browser:{data}";
    }
}
