using Microsoft.EntityFrameworkCore;
using WebhookStudio.Data;
using WebhookStudio.Domain.Deliveries;
using WebhookStudio.Features.Deliveries.Retention;

namespace WebhookStudio.Tests.Features.Deliveries.Retention;

/// <summary>How the pruning lives with others: turns, shutdown, and the time of a run.</summary>
public sealed class PruningTurnsTests : IAsyncLifetime
{
    private PruningScene _scene = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _scene = await PruningScene.CreateAsync();

    public ValueTask DisposeAsync() => _scene.DisposeAsync();

    [Fact]
    public async Task Run_RerunBetweenFindingAndDeleting_KeepsWhatIsOwedAgain()
    {
        var delivery = _scene.Given(DeliveryStatus.Delivered, 40);
        await _scene.Scene.SaveAsync();
        var turn = await _scene.Turns.TakeAsync(Token);

        // SQLite answers at once: the rows are found when this returns, and wait for the turn that the writer has.
        var running = _scene.Pruning().RunAsync(Token);
        await using (var db = _scene.Scene.CreateDbContext())
        {
            await db.Deliveries.ExecuteUpdateAsync(set => set.SetProperty(d => d.Status, DeliveryStatus.Pending), Token);
        }

        turn.Dispose();

        Assert.Equal(0, (await running).Rows);
        Assert.Equal(new Remains(1, 1, 1, 1), await _scene.ReadAsync(delivery));
    }

    [Fact]
    public async Task Run_SomebodyHasTheTurn_WaitsForIt()
    {
        _scene.Given(DeliveryStatus.Delivered, 40);
        await _scene.Scene.SaveAsync();
        var turn = await _scene.Turns.TakeAsync(Token);

        var running = _scene.Pruning().RunAsync(Token);

        Assert.Equal(new Remains(1, 1, 1, 1), await _scene.CountAsync());
        Assert.False(running.IsCompleted);
        turn.Dispose();
        Assert.Equal(2, (await running).Rows);
    }

    [Fact]
    public async Task Run_ShutDown_StopsAndIsTakenUpByTheNext()
    {
        for (var i = 0; i < 4; i++)
        {
            _scene.Given(DeliveryStatus.Delivered, 40);
        }

        await _scene.Scene.SaveAsync();
        using var shutdown = new CancellationTokenSource();
        using (await _scene.Turns.TakeAsync(Token))
        {
            var running = _scene.Pruning(batch: 2).RunAsync(shutdown.Token);
            await shutdown.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        }

        Assert.Equal(new Remains(4, 4, 4, 4), await _scene.CountAsync());
        Assert.Equal(8, (await _scene.Pruning(batch: 2).RunAsync(Token)).Rows);
    }

    [Fact]
    public async Task Run_TimeIsUp_LeavesTheRestToTheNext()
    {
        for (var i = 0; i < 5; i++)
        {
            _scene.Given(DeliveryStatus.Delivered, 40);
        }

        await _scene.Scene.SaveAsync();
        _scene.Clock.AutoAdvanceAmount = DeliveryPruning.LongestRun;

        var first = await _scene.Pruning(batch: 2).RunAsync(Token);
        var second = await _scene.Pruning(batch: 2).RunAsync(Token);

        Assert.Equal(new PruneResult(Exchanges: 2, 0, 0, 0, HasMore: true), first);
        Assert.Equal(new PruneResult(Exchanges: 2, 0, 0, 0, HasMore: true), second);
    }

    [Fact]
    public async Task Scopes_OldestFirst_AreFoundByTheirKeys()
    {
        await using var db = _scene.Scene.CreateDbContext();

        // Otherwise a table would be read from its first row to its last every hour.
        Assert.StartsWith("SEARCH a USING INDEX sqlite_autoindex_attempt_exchanges_1 (AttemptId<?)", await PlanAsync(
            db, PruneScope.Exchanges(db, PruningScene.Now).OrderBy(e => e.AttemptId)), StringComparison.Ordinal);
        Assert.StartsWith("SEARCH d USING INDEX sqlite_autoindex_delivery_payloads_1 (DeliveryId<?)", await PlanAsync(
            db, PruneScope.Payloads(db, PruningScene.Now).OrderBy(p => p.DeliveryId)), StringComparison.Ordinal);
        Assert.StartsWith("SEARCH a USING PRIMARY KEY (Id<?)", await PlanAsync(
            db, PruneScope.Attempts(db, PruningScene.Now).OrderBy(a => a.Id)), StringComparison.Ordinal);
        Assert.StartsWith("SEARCH d USING INDEX sqlite_autoindex_deliveries_1 (Id<?)", await PlanAsync(
            db, PruneScope.Deliveries(db, PruningScene.Now).OrderBy(d => d.Id)), StringComparison.Ordinal);
    }

    private static async Task<string> PlanAsync<T>(StudioDbContext db, IQueryable<T> rows)
    {
        await using var command = rows.Take(500).CreateDbCommand();
        command.CommandText = $"EXPLAIN QUERY PLAN {command.CommandText}";
        await db.Database.OpenConnectionAsync(Token);
        await using var reader = await command.ExecuteReaderAsync(Token);
        var plan = new List<string>();

        while (await reader.ReadAsync(Token))
        {
            plan.Add(reader.GetString(3));
        }

        return string.Join('\n', plan);
    }
}
