using Hangfire.Storage;

namespace WebhookStudio.Tests.Platform.HangfireSQLite;

/// <summary>Locks belong to connections and die with them.</summary>
public sealed class LockTests : StorageTest
{
    [Fact]
    public void Lock_HeldByAnother_TimesOutWithItsName()
    {
        using var storage = Open();
        using var owner = storage.GetConnection();
        using var other = storage.GetConnection();
        using var held = owner.AcquireDistributedLock("cake", TimeSpan.Zero);

        var refusal = Assert.Throws<DistributedLockTimeoutException>(
            () => other.AcquireDistributedLock("cake", TimeSpan.FromMilliseconds(10)));

        Assert.Equal("cake", refusal.Resource);
    }

    [Fact]
    public void Lock_TakenTwice_IsReleasedTwice()
    {
        using var storage = Open();
        using var owner = storage.GetConnection();
        using var other = storage.GetConnection();

        var first = owner.AcquireDistributedLock("cake", TimeSpan.Zero);
        var second = owner.AcquireDistributedLock("cake", TimeSpan.Zero);
        first.Dispose();
        first.Dispose();
        Assert.Throws<DistributedLockTimeoutException>(() => other.AcquireDistributedLock("cake", TimeSpan.Zero));
        second.Dispose();

        using var held = other.AcquireDistributedLock("cake", TimeSpan.Zero);
    }

    [Fact]
    public async Task Lock_OwnerDisposed_GoesToWhoHasWaitedLongest()
    {
        using var storage = Open();
        var owner = storage.GetConnection();
        owner.AcquireDistributedLock("cake", TimeSpan.Zero);
        using var other = storage.GetConnection();
        var waiting = Task.Run(() => other.AcquireDistributedLock("cake", TimeSpan.FromMinutes(1)), Cancelled);

        owner.Dispose();

        using var held = await waiting;
    }

    [Fact]
    public void Lock_OfATransaction_EndsWithIt()
    {
        using var storage = Open();
        using var connection = Connect(storage);
        using var other = storage.GetConnection();

        using (var transaction = Begin(connection))
        {
            transaction.AcquireDistributedLock("cake", TimeSpan.Zero);
            Assert.Throws<DistributedLockTimeoutException>(() => other.AcquireDistributedLock("cake", TimeSpan.Zero));
        }

        using var held = other.AcquireDistributedLock("cake", TimeSpan.Zero);
    }
}
