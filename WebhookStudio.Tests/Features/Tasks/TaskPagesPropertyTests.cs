using Microsoft.EntityFrameworkCore;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Assets;
using WebhookStudio.Domain.Deliveries;
using WebhookStudio.Domain.Tasks;
using WebhookStudio.Domain.Workflows;
using WebhookStudio.Features.Tasks;
using WebhookStudio.Features.Workflows;
using WebhookStudio.Tests.TestKit;

namespace WebhookStudio.Tests.Features.Tasks;

/// <summary>Whatever the filter and the order are, the pages of the list are what one gets by looking at every task.</summary>
public sealed class TaskPagesPropertyTests : IAsyncLifetime
{
    private const string Ada = "ada@bakery.example";
    private static readonly string[] Batches = ["batch-1", "batch-2", "batch-3"];
    private readonly List<Facts> _facts = [];
    private ListScene _scene = null!;
    private TaskList _list = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _scene = await ListScene.CreateAsync();
        _list = new(_scene, new StageCounters(_scene), new(new OperationFiles()));
        var random = new Random(7);

        for (var i = 0; i < 260; i++)
        {
            await AddAsync(random, i);
        }

        await _scene.SaveAsync();
        await using var db = _scene.CreateDbContext();

        foreach (var task in _facts.Where(each => each.IsSkipped).Select(each => each.Task))
        {
            db.Visits.Add(new()
            {
                Id = Id<StageVisit>.New(ListScene.Now),
                TaskId = task.Id,
                StageId = _scene.Label.Id,
                StageName = "Label",
                Kind = VisitKind.Automatic,
                CompletedAt = ListScene.Now,
                IsSkipped = true,
            });
        }

        await db.SaveChangesAsync(Token);
    }

    public ValueTask DisposeAsync() => _scene.DisposeAsync();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task List_AnyFilterAndOrder_IsWhatLookingAtEachTaskGives(int seed)
    {
        var random = new Random(seed);
        await using var db = _scene.CreateDbContext();
        var batches = await db.Batches.ToDictionaryAsync(batch => batch.Name, batch => batch.Id, Token);

        for (var run = 0; run < 60; run++)
        {
            var query = Any(random, batches);
            var expected = Expected(query, batches);
            var (forward, backward, total) = await PagesAsync(query);

            Assert.True(expected.SequenceEqual(forward), $"{query}: {expected.Count} expected, {forward.Count} found");
            Assert.True(expected.SequenceEqual(backward), $"backwards, {query}: {expected.Count} expected, {backward.Count} found");
            Assert.Equal(expected.Count, total);
            Assert.Equal(expected.Order(), await _list.IdsAsync(query, Token));
        }
    }

    [Fact]
    public async Task Neighbours_OfEachTask_AreThoseBesideItInTheList()
    {
        var query = new TaskQuery(_scene.Project.Id) { Sort = new(TaskColumn.Updated, Descending: true) };
        var all = (await PagesAsync(query)).Forward;

        for (var i = 0; i < all.Count; i += 37)
        {
            var beside = await _list.NeighboursAsync(query, all[i], Token);
            Assert.Equal((i == 0 ? null : all[i - 1], i == all.Count - 1 ? null : all[i + 1]), beside);
        }
    }

    [Fact]
    public async Task List_TasksAddedAndMovedWhileReading_RepeatsAndLosesNone()
    {
        var query = new TaskQuery(_scene.Project.Id) { Size = 40, Sort = new(TaskColumn.ExternalId, Descending: false) };
        var first = await _list.ListAsync(query, Token);
        _scene.AddTask("0-new.png", _scene.Label, ListScene.Now);
        await _scene.SaveAsync();

        var second = await _list.ListAsync(query with { Cursor = first.Next }, Token);

        var expected = _facts.Select(each => each.Task).OrderBy(t => t.ExternalId, StringComparer.Ordinal).ThenByDescending(t => t.Id)
            .Select(t => t.Id).Skip(40).Take(40);
        Assert.Equal(expected, second.Items.Select(row => row.Id));
    }

    [Theory]
    [InlineData("x~66f0c0ffee66f0c0ffee66f0")]
    [InlineData("~66f0c0ffee66f0c0ffee66f0")]
    public async Task List_CursorOfAnotherOrder_IsRefused(string cursor)
    {
        var query = new TaskQuery(_scene.Project.Id) { Cursor = TaskCursor.Parse(cursor) };

        var refusal = await Assert.ThrowsAsync<DomainRuleException>(() => _list.ListAsync(query, Token));

        Assert.Equal("tasks.place", refusal.Code);
    }

    private async Task AddAsync(Random random, int i)
    {
        Stage[] stages = [_scene.Label, _scene.Webhook, _scene.Complete];
        var stage = stages[random.Next(3)];
        var at = ListScene.Now.AddSeconds(-random.Next(40));
        string[] batches = [.. Batches.Where(_ => random.Next(3) == 0)];
        var task = _scene.AddTask($"{(char)('a' + random.Next(4))}{random.Next(90)}{(i % 9 == 0 ? "_É" : "")}.png", stage, at, batches);
        TaskState? state = null;

        if (stage == _scene.Webhook && random.Next(5) > 0)
        {
            var delivery = _scene.Owe(task);
            state = TaskState.Sending;

            if (random.Next(4) > 0)
            {
                var retries = random.Next(3) == 0 ? RetrySchedule.StandardWebhooks : null;
                _scene.Answer(delivery, random.Next(2) == 0 ? 503 : 500, at, retries);
                state = delivery.Status is DeliveryStatus.Retrying ? TaskState.Retrying : TaskState.Held;
            }

            _facts.Add(new(task, batches, state.Value, delivery.LastStatusCode, i % 11 == 0));
        }
        else
        {
            _facts.Add(new(task, batches, stage == _scene.Complete ? TaskState.Complete : TaskState.Queued, null, i % 11 == 0));
        }

        if (random.Next(3) == 0)
        {
            task.Assign(random.Next(2) == 0 ? Ada : "mina@bakery.example");
        }

        if (i % 50 == 0)
        {
            await _scene.SaveAsync();
        }
    }

    private TaskQuery Any(Random random, Dictionary<string, Id<Batch>> batches) => new(_scene.Project.Id)
    {
        Stage = random.Next(3) == 0 ? new[] { _scene.Label, _scene.Webhook, _scene.Complete }[random.Next(3)].Id : null,
        State = random.Next(3) == 0 ? (TaskState)random.Next(5) : null,
        Batch = random.Next(3) == 0 ? batches[Batches[random.Next(3)]] : null,
        Search = random.Next(4) == 0 ? new[] { "A", "b1", ".PNG", "_É", "%", "zzz" }[random.Next(6)] : null,
        Result = random.Next(5) == 0 ? "503" : null,
        Assignee = random.Next(4) == 0 ? new[] { Ada, TaskQuery.Nobody }[random.Next(2)] : null,
        IsSkipped = random.Next(6) == 0,
        Among = random.Next(5) == 0 ? [.. _facts.Where(_ => random.Next(2) == 0).Select(each => each.Task.Id)] : null,
        Size = 7 + random.Next(40),
        Sort = new((TaskColumn)random.Next(3), random.Next(2) == 0),
    };

    private List<Id<LabelTask>> Expected(TaskQuery query, Dictionary<string, Id<Batch>> batches)
    {
        var found = _facts.Where(each =>
            (query.Stage is null || each.Task.StageId == query.Stage)
            && (query.State is null || each.State == query.State)
            && (query.Batch is null || each.Batches.Any(name => batches[name] == query.Batch))
            && (query.Search is null || each.Task.ExternalId.Contains(query.Search, StringComparison.OrdinalIgnoreCase))
            && (query.Result is null || (each.State is TaskState.Held or TaskState.Retrying && each.Code == 503))
            && (query.Assignee is null || each.Task.Assignee == (query.Assignee == TaskQuery.Nobody ? null : query.Assignee))
            && (!query.IsSkipped || each.IsSkipped)
            && (query.Among is null || query.Among.Contains(each.Task.Id))).Select(each => each.Task);
        var sorted = query.Sort switch
        {
            (TaskColumn.ExternalId, false) => found.OrderBy(t => t.ExternalId, StringComparer.Ordinal),
            (TaskColumn.ExternalId, true) => found.OrderByDescending(t => t.ExternalId, StringComparer.Ordinal),
            (TaskColumn.Updated, false) => found.OrderBy(t => t.UpdatedAt),
            (TaskColumn.Updated, true) => found.OrderByDescending(t => t.UpdatedAt),
            (_, false) => found.OrderByDescending(t => t.StageEnteredAt),
            (_, true) => found.OrderBy(t => t.StageEnteredAt),
        };

        return [.. sorted.ThenByDescending(t => t.Id).Select(t => t.Id)];
    }

    /// <summary>Pages to the end, and back to the beginning.</summary>
    private async Task<(List<Id<LabelTask>> Forward, List<Id<LabelTask>> Backward, int Total)> PagesAsync(TaskQuery query)
    {
        var page = await _list.ListAsync(query, Token);
        var (forward, total) = (page.Items.Select(row => row.Id).ToList(), page.Total);

        while (page.Next is { } next)
        {
            page = await _list.ListAsync(query with { Cursor = next }, Token);
            forward.AddRange(page.Items.Select(row => row.Id));
        }

        var backward = page.Items.Select(row => row.Id).ToList();

        while (page.Previous is { } previous)
        {
            page = await _list.ListAsync(query with { Cursor = previous }, Token);
            backward.InsertRange(0, page.Items.Select(row => row.Id));
        }

        return (forward, backward, total);
    }

    private sealed record Facts(LabelTask Task, string[] Batches, TaskState State, int? Code, bool IsSkipped);
}
