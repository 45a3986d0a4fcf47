using Hangfire.Storage;

namespace WebhookStudio.Tests.Platform.HangfireSQLite.Differential.Scripts;

/// <summary>Locks of connections and transactions.</summary>
internal static class LockScripts
{
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(30);

    public static IReadOnlyList<Script> All { get; } =
    [
        new Script("a lock keeps another connection out until it is released")
            .Connection(c => c.AcquireDistributedLock("r", Moment))
            .OtherConnection(
                c => c.AcquireDistributedLock("r", Moment),
                c => c.AcquireDistributedLock("r", TimeSpan.Zero),
                c => c.AcquireDistributedLock("R", TimeSpan.Zero))
            .Release(1)
            .OtherConnection(c => c.AcquireDistributedLock("r", TimeSpan.Zero))
            .Connection(c => c.AcquireDistributedLock("r", TimeSpan.Zero))
            .Release(1)
            .Release(3)
            .Release(2),

        new Script("a connection that ends releases its locks")
            .OtherConnection(c => c.AcquireDistributedLock("r", Moment), c => c.AcquireDistributedLock("q", Moment))
            .Connection(c => c.AcquireDistributedLock("r", Moment))
            .OtherConnection(c => c.Dispose())
            .Connection(c => c.AcquireDistributedLock("r", Moment), c => c.AcquireDistributedLock("q", Moment)),

        new Script("a transaction holds its locks until it commits")
            .Add(Call.Of<JobStorageConnection>(Actor.Connection, c => c.CreateWriteTransaction()))
            .Add(Call.Of<JobStorageTransaction>(Actor.Transaction, t => t.AcquireDistributedLock("r", Moment)))
            .OtherConnection(c => c.AcquireDistributedLock("r", Moment))
            .Add(Call.Of<JobStorageTransaction>(Actor.Transaction, t => t.IncrementCounter("n")))
            .Add(Call.Of<JobStorageTransaction>(Actor.Transaction, t => t.Commit()))
            .OtherConnection(c => c.GetCounter("n"), c => c.AcquireDistributedLock("r", Moment))
            .Add(Call.Of<JobStorageTransaction>(Actor.Transaction, t => t.Dispose()))
            .Connection(c => c.AcquireDistributedLock("r", Moment)),

        new Script("a transaction that is thrown away releases its locks")
            .Discard(t => t.AcquireDistributedLock("r", Moment), t => t.AcquireDistributedLock("q", Moment))
            .OtherConnection(c => c.AcquireDistributedLock("r", Moment), c => c.AcquireDistributedLock("q", Moment)),

        new Script("a transaction waits for a lock in vain")
            .OtherConnection(c => c.AcquireDistributedLock("r", Moment))
            .Commit(t => t.AcquireDistributedLock("r", Moment), t => t.IncrementCounter("n"))
            .Connection(c => c.GetCounter("n")),
    ];
}
