using System.Globalization;
using Hangfire.States;
using Hangfire.Storage.SQLite.Tables;

namespace WebhookStudio.Tests.Platform.HangfireSQLite;

/// <summary>A job is written with its first state, and nobody can tell.</summary>
public sealed class NewJobTests : StorageTest
{
    [Fact]
    public void Created_IsReadThroughAnotherConnection()
    {
        using var storage = Open();
        using var creator = Connect(storage);
        using var other = Connect(storage);

        var id = Create(creator);

        Assert.Equal("en", other.GetJobParameter(id, "Culture"));
        Assert.Equal(typeof(Console), other.GetJobData(id).Job.Type);
        Assert.NotNull(Monitor(storage).JobDetails(id));
    }

    [Fact]
    public void Created_IsChangedThroughAnotherConnection()
    {
        using var storage = Open();
        using var creator = Connect(storage);
        var id = Create(creator);

        Commit(storage, transaction => transaction.SetJobState(id, new DeletedState()));

        Assert.Equal(DeletedState.StateName, creator.GetStateData(id).Name);
    }

    [Fact]
    public void Created_ConnectionDisposed_IsWritten()
    {
        string id;

        using (var storage = Open())
        {
            using var connection = Connect(storage);
            id = Create(connection);
        }

        using var next = Open();
        Assert.NotNull(Monitor(next).JobDetails(id));
    }

    [Fact]
    public void Created_TransactionFails_TheNextOneWritesIt()
    {
        using var storage = Open();
        using var connection = Connect(storage);
        var id = Create(connection);

        using (var failing = Begin(connection))
        {
            failing.SetJobState(id, new EnqueuedState());
            failing.SetRangeInHash("hash", [new(null!, "x")]);
            Assert.Throws<Microsoft.Data.Sqlite.SqliteException>(failing.Commit);
        }

        Assert.Null(Monitor(storage).JobDetails(id).History.FirstOrDefault());
        Commit(storage, transaction => transaction.SetJobState(id, new DeletedState()));
        Assert.Single(Monitor(storage).JobDetails(id).History);
    }

    [Fact]
    public void Created_WrittenByAReaderInTheSameGroup_DoesNotExpire()
    {
        using var storage = Open();
        using var connection = Connect(storage);
        var id = Create(connection);

        using (var transaction = Begin(connection))
        {
            transaction.SetJobState(id, new EnqueuedState());
            transaction.PersistJob(id);

            // Earlier in the group somebody has looked at the job, and so written it; that is not committed yet.
            storage.Database.Writer.Run(
                session => JobTable.Insert(session, storage.Database.Newborns.Find(long.Parse(id, CultureInfo.InvariantCulture))!));
            transaction.Commit();
        }

        Assert.Null(Monitor(storage).JobDetails(id).ExpireAt);
    }

    [Fact]
    public void Parameters_OfAnyText_AreKept()
    {
        const string Odd = "a \"quoted\" 'name' with \n, ß and 🥐";
        using var storage = Open();
        using var connection = Connect(storage);
        var id = Create(connection);

        connection.SetJobParameter(id, Odd, Odd);
        connection.SetJobParameter(id, "nothing", null);

        Assert.Equal(Odd, connection.GetJobParameter(id, Odd));
        Assert.Null(connection.GetJobData(id).ParametersSnapshot["nothing"]);
        Assert.Equal(3, connection.GetJobData(id).ParametersSnapshot.Count);
    }

    [Fact]
    public void Enqueue_CostsOneCommit()
    {
        using var storage = Open();
        var before = storage.Database.Writer.Committed;

        Enqueue(storage);

        Assert.Equal(before + 1, storage.Database.Writer.Committed);
    }
}
