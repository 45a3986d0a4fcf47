using Hangfire.States;
using Hangfire.Storage.SQLite;

namespace WebhookStudio.Tests.Platform.HangfireSQLite;

/// <summary>Nothing grows for ever.</summary>
public sealed class ExpirationTests : StorageTest
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    [Fact]
    public void Run_JobsOfTwoBatches_GoWithStatesAndCounts()
    {
        using var storage = Open();
        var ids = Enumerable.Range(0, 600).Select(_ => Enqueue(storage)).ToList();
        Commit(storage, transaction => ids.ForEach(id =>
        {
            transaction.SetJobState(id, new DeletedState());
            transaction.ExpireJob(id, Hour);
        }));
        var lasting = Enqueue(storage);

        Clock.Advance(Hour);
        Expire(storage);

        Assert.Equal(0, Monitor(storage).DeletedListCount());
        Assert.Null(Monitor(storage).JobDetails(ids[0]));
        Assert.NotNull(Monitor(storage).JobDetails(lasting));
        Assert.Equal(1, Rows(storage, "state"));
        Assert.Equal(1, Monitor(storage).GetStatistics().Enqueued);
    }

    [Fact]
    public void Run_CollectionsAndCounters_GoWhenTheirTimeHasCome()
    {
        using var storage = Open();
        Commit(storage, transaction =>
        {
            transaction.AddRangeToSet("set", [.. Enumerable.Range(0, 600).Select(number => $"{number}")]);
            transaction.SetRangeInHash("hash", [new("a", "1"), new("b", "2")]);
            transaction.InsertToList("list", "x");
            transaction.ExpireSet("set", Hour);
            transaction.ExpireHash("hash", Hour);
            transaction.ExpireList("list", Hour);
            transaction.IncrementCounter("counter", Hour);
            transaction.AddToSet("lasting", "x");
            transaction.IncrementCounter("lasting");
        });

        Clock.Advance(Hour - TimeSpan.FromSeconds(1));
        Expire(storage);
        Assert.Equal(600, Rows(storage, "set_item") - 1);

        Clock.Advance(TimeSpan.FromSeconds(1));
        Expire(storage);

        string[] tables = ["set_item", "hash_field", "list_item", "counter", "expiry"];
        Assert.Equal([1, 0, 0, 1, 0], tables.Select(table => Rows(storage, table)));
    }

    [Fact]
    public void Run_MuchDeleted_GivesSpaceBack()
    {
        using var storage = Open();
        Commit(storage, transaction =>
        {
            transaction.AddRangeToSet("set", [.. Enumerable.Range(0, 3000).Select(number => $"{number} {new string('x', 2000)}")]);
            transaction.ExpireSet("set", Hour);
        });
        var before = Pages(storage);

        Clock.Advance(Hour);
        Expire(storage);

        Assert.InRange(Pages(storage), 1, before / 2);
    }

    [Fact]
    public void Expire_ForNoTime_DeletesAtOnce()
    {
        using var storage = Open();
        var id = Enqueue(storage);

        Commit(storage, transaction => transaction.ExpireJob(id, TimeSpan.Zero));

        Assert.Null(Monitor(storage).JobDetails(id));
    }

    private static void Expire(SQLiteStorage storage) =>
        new Expiration(storage.Database, TimeSpan.FromMinutes(1)).RunOnce(Cancelled);

    private static long Rows(SQLiteStorage storage, string table) =>
        storage.Database.Readers.Read(session => session.Number($"SELECT count(*) FROM {table}"));

    private static long Pages(SQLiteStorage storage) =>
        storage.Database.Readers.Read(session => session.Number("PRAGMA page_count"));
}
