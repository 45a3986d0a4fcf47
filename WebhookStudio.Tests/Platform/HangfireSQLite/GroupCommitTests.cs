using System.Collections.Concurrent;

namespace WebhookStudio.Tests.Platform.HangfireSQLite;

/// <summary>Writers that come together share a transaction, and nothing else.</summary>
public sealed class GroupCommitTests : StorageTest
{
    private const int Members = 20;

    [Fact]
    public async Task Group_OneMemberFails_OnlyThatOneFails()
    {
        using var storage = Open();
        var writer = storage.Database.Writer;
        var refused = new ConcurrentBag<int>();

        await InOneGroupAsync(writer, member =>
        {
            try
            {
                writer.Run(session => session.Run(
                    "INSERT INTO set_item (key, value, score) VALUES ('group', ?1, 0)", member == 7 ? null : $"{member}"));
            }
            catch (Microsoft.Data.Sqlite.SqliteException)
            {
                refused.Add(member);
            }
        });

        Assert.Equal([7], refused);
        using var connection = Connect(storage);
        Assert.Equal(Members - 1, connection.GetSetCount("group"));
    }

    [Fact]
    public async Task Group_MemberIsRunAgain_WhatFollowsHappensOnce()
    {
        using var storage = Open();
        var writer = storage.Database.Writer;
        var followed = 0;

        await InOneGroupAsync(writer, member =>
        {
            if (member == 0)
            {
                Assert.Throws<InvalidOperationException>(() => writer.Run(_ => throw new InvalidOperationException()));
            }
            else
            {
                writer.Run(
                    session => session.Run("INSERT INTO list_item (key, value) VALUES ('group', 'x')"),
                    () => Interlocked.Increment(ref followed));
            }
        });

        Assert.Equal(Members - 1, followed);
        using var connection = Connect(storage);
        Assert.Equal(Members - 1, connection.GetListCount("group"));
    }

    [Fact]
    public async Task Transactions_InOneGroup_AreEachAllOrNothing()
    {
        using var storage = Open();
        var failed = 0;

        await InOneGroupAsync(storage.Database.Writer, member =>
        {
            try
            {
                Commit(storage, transaction =>
                {
                    transaction.AddToSet("all", $"{member}");

                    // A field without a name is refused when it is written.
                    transaction.SetRangeInHash("nothing", [new(member % 2 == 0 ? null! : $"{member}", "x")]);
                });
            }
            catch (Microsoft.Data.Sqlite.SqliteException)
            {
                Interlocked.Increment(ref failed);
            }
        });

        using var connection = Connect(storage);
        Assert.Equal(Members / 2, failed);
        Assert.Equal(Members / 2, connection.GetSetCount("all"));
        Assert.Equal(Members / 2, connection.GetHashCount("nothing"));
    }

    [Fact]
    public void Run_AfterDispose_IsRefused()
    {
        var storage = Open();
        storage.Dispose();

        Assert.Throws<ObjectDisposedException>(() => Enqueue(storage));
        storage.Dispose();
    }

    /// <summary>Starts the members while a first write holds the lead, so that they gather behind it.</summary>
    private static async Task InOneGroupAsync(Hangfire.Storage.SQLite.Writing.Writer writer, Action<int> member)
    {
        using var held = new ManualResetEventSlim();
        using var leading = new ManualResetEventSlim();
        var first = OnThread(() => writer.Run(_ =>
        {
            leading.Set();
            held.Wait(Cancelled);
        }));
        leading.Wait(Cancelled);
        var members = Enumerable.Range(0, Members).Select(number => OnThread(() => member(number))).ToArray();
        await TestKit.Eventually.GetAsync(() => Task.FromResult(writer.Gathered), gathered => gathered == Members, Cancelled);
        held.Set();
        await Task.WhenAll([first, .. members]);
    }

    private static Task OnThread(Action action) =>
        Task.Factory.StartNew(action, Cancelled, TaskCreationOptions.LongRunning, TaskScheduler.Default);
}
