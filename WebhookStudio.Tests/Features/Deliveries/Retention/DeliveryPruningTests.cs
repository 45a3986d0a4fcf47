using Microsoft.EntityFrameworkCore;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Deliveries;
using WebhookStudio.Features.Deliveries.Retention;

namespace WebhookStudio.Tests.Features.Deliveries.Retention;

public sealed class DeliveryPruningTests : IAsyncLifetime
{
    private static readonly Remains All = new(1, 1, 1, 1);
    private static readonly Remains LineOnly = new(0, 0, 1, 1);
    private static readonly Remains Nothing = new(0, 0, 0, 0);

    private PruningScene _scene = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _scene = await PruningScene.CreateAsync();

    public ValueTask DisposeAsync() => _scene.DisposeAsync();

    [Theory]
    [InlineData(DeliveryStatus.Delivered)]
    [InlineData(DeliveryStatus.Cancelled)]
    [InlineData(DeliveryStatus.Failed)]
    public async Task Run_Settled_KeepsBodiesThirtyDaysAndLinesNinety(DeliveryStatus status)
    {
        var young = _scene.Given(status, 29.9);
        var old = _scene.Given(status, 30.1);
        var almostGone = _scene.Given(status, 89.9);
        var gone = _scene.Given(status, 90.1);
        await _scene.Scene.SaveAsync();
        await ReleaseTasksAsync();

        var result = await _scene.PruneAsync();

        Assert.Equal(All, await _scene.ReadAsync(young));
        Assert.Equal(LineOnly, await _scene.ReadAsync(old));
        Assert.Equal(LineOnly, await _scene.ReadAsync(almostGone));
        Assert.Equal(Nothing, await _scene.ReadAsync(gone));
        Assert.Equal(new PruneResult(Exchanges: 3, Payloads: 3, Attempts: 1, Deliveries: 1, HasMore: false), result);
    }

    [Theory]
    [InlineData(DeliveryStatus.Pending, 0)]
    [InlineData(DeliveryStatus.Sending, 1)]
    [InlineData(DeliveryStatus.Retrying, 1)]
    [InlineData(DeliveryStatus.Held, 1)]
    public async Task Run_StillOwed_KeepsEverythingHoweverOld(DeliveryStatus status, int attempts)
    {
        var delivery = _scene.Given(status, 1_000);
        Assert.Equal(status, delivery.Status);

        var result = await _scene.PruneAsync();

        Assert.Equal(new Remains(1, attempts, attempts, 1), await _scene.ReadAsync(delivery));
        Assert.Equal(0, result.Rows);
    }

    [Fact]
    public async Task Run_EndedBulkRuns_GoWhenNoDeliveryRemembersThem()
    {
        var young = Ended(PruningScene.DaysAgo(89));
        var remembered = Ended(PruningScene.DaysAgo(91));
        var forgotten = Ended(PruningScene.DaysAgo(91));
        var open = Run(PruningScene.DaysAgo(91));
        var delivery = _scene.Given(DeliveryStatus.Held, 91);
        delivery.Rerun("ada@bakery.example", PruningScene.DaysAgo(91), remembered.Id);

        var result = await _scene.PruneAsync();

        Assert.Equal(1, result.Runs);
        await using var db = _scene.Scene.CreateDbContext();
        Assert.Equal(
            new[] { young.Id, remembered.Id, open.Id }.Order(), await db.BulkRuns.Select(r => r.Id).OrderBy(id => id).ToListAsync(Token));
        Assert.DoesNotContain(forgotten.Id, await db.BulkRuns.Select(r => r.Id).ToListAsync(Token));
    }

    [Fact]
    public async Task Run_DeliveredLongAfterItsFirstAttempt_KeepsThePayloadFromTheLast()
    {
        var delivery = _scene.Given(DeliveryStatus.Held, 100);
        _scene.Scene.Answer(delivery, 200, PruningScene.DaysAgo(10));

        await _scene.PruneAsync();

        Assert.Equal(new Remains(Payloads: 1, Exchanges: 1, Attempts: 1, Deliveries: 1), await _scene.ReadAsync(delivery));
    }

    [Fact]
    public async Task Run_CancelledBeforeAnyAttempt_GoesByItsAge()
    {
        var young = _scene.Given(DeliveryStatus.Pending, 20);
        var old = _scene.Given(DeliveryStatus.Pending, 100);
        young.Cancel();
        old.Cancel();
        await _scene.Scene.SaveAsync();
        await ReleaseTasksAsync();

        await _scene.PruneAsync();

        Assert.Equal(new Remains(1, 0, 0, 1), await _scene.ReadAsync(young));
        Assert.Equal(Nothing, await _scene.ReadAsync(old));
    }

    [Fact]
    public async Task Run_TaskPointsAtTheDelivery_KeepsTheDelivery()
    {
        var delivery = _scene.Given(DeliveryStatus.Delivered, 100);

        await _scene.PruneAsync();

        Assert.Equal(new Remains(0, 0, 0, 1), await _scene.ReadAsync(delivery));
    }

    [Fact]
    public async Task Run_AttemptWithoutADelivery_GoesByItsAge()
    {
        var test = _scene.Scene.Answer(_scene.Scene.Owe(_scene.Scene.AddTask("a.png", _scene.Scene.Webhook, PruningScene.DaysAgo(31))), 200, PruningScene.DaysAgo(31));
        await _scene.Scene.SaveAsync();
        await using var db = _scene.Scene.CreateDbContext();
        await db.Tasks.ExecuteDeleteAsync(Token);
        await db.Deliveries.Where(d => d.Id == test.DeliveryId).ExecuteDeleteAsync(Token);

        var result = await _scene.PruneAsync();

        Assert.Equal((1, 0), (result.Exchanges, result.Attempts));
    }

    [Fact]
    public async Task Run_Zero_KeepsForGood()
    {
        var delivery = _scene.Given(DeliveryStatus.Delivered, 1_000);

        var result = await _scene.PruneAsync(options => (options.Bodies, options.Logs) = (TimeSpan.Zero, TimeSpan.Zero));

        Assert.Equal(All, await _scene.ReadAsync(delivery));
        Assert.Equal(0, result.Rows);
    }

    [Fact]
    public async Task Run_ManyAmongOwed_DeletesAllInSmallBatches()
    {
        for (var i = 0; i < 25; i++)
        {
            _scene.Given(i % 3 == 0 ? DeliveryStatus.Held : DeliveryStatus.Delivered, 100 - (i / 10d));
        }

        await _scene.Scene.SaveAsync();
        await ReleaseTasksAsync();
        var result = await _scene.PruneAsync(batch: 3);

        Assert.Equal(new PruneResult(16, 16, 16, 16, HasMore: false), result);
        Assert.Equal(new Remains(9, 9, 9, 9), await _scene.CountAsync());
    }

    [Fact]
    public async Task Run_Again_FindsNothingMore()
    {
        _scene.Given(DeliveryStatus.Delivered, 100);
        _scene.Given(DeliveryStatus.Held, 100);
        await _scene.PruneAsync();

        Assert.Equal(0, (await _scene.PruneAsync()).Rows);
    }

    private async Task ReleaseTasksAsync()
    {
        await using var db = _scene.Scene.CreateDbContext();
        await db.Tasks.ExecuteUpdateAsync(set => set.SetProperty(t => t.DeliveryId, (Id<WebhookDelivery>?)null), Token);
    }

    private BulkRun Ended(DateTimeOffset at)
    {
        var run = Run(at);
        run.Finish(delivered: 1, stillHeld: 0, at);

        return run;
    }

    private BulkRun Run(DateTimeOffset at)
    {
        var run = new BulkRun
        {
            Id = Id<BulkRun>.New(at),
            ProjectId = _scene.Scene.Project.Id,
            Title = "All in Webhook",
            By = "ada@bakery.example",
            Total = 1,
            CreatedAt = at,
        };
        _scene.Scene.Add(run);

        return run;
    }
}
