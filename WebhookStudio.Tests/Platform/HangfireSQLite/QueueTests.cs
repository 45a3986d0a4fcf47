namespace WebhookStudio.Tests.Platform.HangfireSQLite;

/// <summary>Jobs go to one worker each, in order, as soon as there are some.</summary>
public sealed class QueueTests : StorageTest
{
    [Fact]
    public void Fetch_SeveralQueues_TakesTheFirstNamedFirst()
    {
        using var storage = Open();
        var (low, high) = (Enqueue(storage, "low"), Enqueue(storage, "high"));
        using var connection = storage.GetConnection();

        Assert.Equal(high, connection.FetchNextJob(["high", "low"], Cancelled).JobId);
        Assert.Equal(low, connection.FetchNextJob(["high", "low"], Cancelled).JobId);
    }

    [Fact]
    public async Task Fetch_NothingThere_WaitsForTheCommit()
    {
        using var storage = Open();
        var waiting = Task.Run(() => storage.GetConnection().FetchNextJob(["default"], Cancelled), Cancelled);

        var id = Enqueue(storage);

        Assert.Equal(id, (await waiting).JobId);
        Assert.Equal(1, Monitor(storage).FetchedCount("default"));
    }

    [Fact]
    public async Task Fetch_Cancelled_EndsAndTakesNothing()
    {
        using var storage = Open();
        using var stop = new CancellationTokenSource();
        var waiting = Task.Run(() => storage.GetConnection().FetchNextJob(["default"], stop.Token), Cancelled);

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        Enqueue(storage);
        Assert.Equal(1, Monitor(storage).EnqueuedCount("default"));
    }

    [Fact]
    public async Task Fetch_StorageDisposed_Ends()
    {
        var storage = Open();
        var waiting = Task.Run(() => storage.GetConnection().FetchNextJob(["default"], Cancelled), Cancelled);
        await TestKit.Eventually.GetAsync(
            () => Task.FromResult(Monitor(storage).Queues().Count), queues => queues == 1, Cancelled);

        storage.Dispose();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => waiting);
    }

    [Fact]
    public void Fetched_DisposedWithoutAnEnd_IsReadyAgain()
    {
        using var storage = Open();
        var id = Enqueue(storage);
        using var connection = storage.GetConnection();

        connection.FetchNextJob(["default"], Cancelled).Dispose();

        Assert.Equal(id, connection.FetchNextJob(["default"], Cancelled).JobId);
    }

    [Fact]
    public void Fetched_Removed_IsNotReadyAgainWhatEverFollows()
    {
        using var storage = Open();
        Enqueue(storage);
        using var connection = storage.GetConnection();
        var fetched = connection.FetchNextJob(["default"], Cancelled);

        fetched.RemoveFromQueue();
        fetched.RemoveFromQueue();
        fetched.Requeue();
        fetched.Dispose();

        Assert.Equal((0, 0), (Monitor(storage).EnqueuedCount("default"), Monitor(storage).FetchedCount("default")));
    }

    [Fact]
    public void Fetched_TransactionThatRemovesItFails_IsStillThere()
    {
        using var storage = Open();
        Enqueue(storage);
        using var connection = storage.GetConnection();
        var fetched = connection.FetchNextJob(["default"], Cancelled);

        Assert.Throws<Microsoft.Data.Sqlite.SqliteException>(() => Commit(storage, transaction =>
        {
            transaction.RemoveFromQueue(fetched);
            transaction.SetRangeInHash("hash", [new(null!, "x")]);
        }));
        fetched.Requeue();

        Assert.Equal(1, Monitor(storage).EnqueuedCount("default"));
    }
}
