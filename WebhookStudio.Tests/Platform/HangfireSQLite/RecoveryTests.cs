using Hangfire.Server;
using Hangfire.States;

namespace WebhookStudio.Tests.Platform.HangfireSQLite;

/// <summary>What the next process finds.</summary>
public sealed class RecoveryTests : StorageTest
{
    [Fact]
    public void Open_JobsReadyAndFetched_AreAllReadyAgainInOrder()
    {
        string[] ids;

        using (var storage = Open())
        {
            ids = [Enqueue(storage), Enqueue(storage), Enqueue(storage)];
            using var connection = storage.GetConnection();
            Assert.Equal(ids[0], connection.FetchNextJob(["default"], Cancelled).JobId);
        }

        using var next = Open();
        using var again = next.GetConnection();
        Assert.Equal(ids, ids.Select(_ => again.FetchNextJob(["default"], Cancelled).JobId));
    }

    [Fact]
    public void Open_JobDone_IsNotReadyAgain()
    {
        using (var storage = Open())
        {
            Enqueue(storage);
            using var connection = Connect(storage);
            using var fetched = connection.FetchNextJob(["default"], Cancelled);
            Commit(storage, transaction =>
            {
                transaction.SetJobState(fetched.JobId, new DeletedState());
                transaction.RemoveFromQueue(fetched);
            });
        }

        using var next = Open();
        Assert.Equal(0, Monitor(next).EnqueuedCount("default"));
        Assert.Equal(1, Monitor(next).DeletedListCount());
    }

    [Fact]
    public void Open_ServersOfTheLastProcess_AreGone()
    {
        using (var storage = Open())
        {
            using var connection = storage.GetConnection();
            connection.AnnounceServer("old", new ServerContext { Queues = ["default"], WorkerCount = 1 });
        }

        using var next = Open();
        Assert.Empty(Monitor(next).Servers());
    }

    [Fact]
    public void Open_SchedulesCountersAndHashes_AreThere()
    {
        using (var storage = Open())
        {
            Commit(storage, transaction =>
            {
                transaction.AddToSet("schedule", "7", 42);
                transaction.SetRangeInHash("recurring-job:x", [new("Cron", "* * * * *")]);
                transaction.IncrementCounter("stats:succeeded");
            });
        }

        using var next = Open();
        using var connection = Connect(next);
        Assert.Equal("7", connection.GetFirstByLowestScoreFromSet("schedule", 0, 50));
        Assert.Equal("* * * * *", connection.GetValueFromHash("recurring-job:x", "Cron"));
        Assert.Equal(1, connection.GetCounter("stats:succeeded"));
    }

    [Fact]
    public void Open_JobsDeleted_TheirNumbersAreNotUsedAgain()
    {
        using (var storage = Open())
        {
            var id = Enqueue(storage);
            Commit(storage, transaction => transaction.ExpireJob(id, TimeSpan.Zero));
        }

        using var next = Open();
        Assert.Equal("2", Enqueue(next));
    }
}
