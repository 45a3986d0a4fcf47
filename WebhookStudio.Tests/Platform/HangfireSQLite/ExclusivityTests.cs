using Hangfire.Storage;
using WebhookStudio.Tests.Platform.HangfireSQLite.Differential;

namespace WebhookStudio.Tests.Platform.HangfireSQLite;

/// <summary>Locks are exclusive, belong to connections and not to threads, and end with them.</summary>
public sealed class ExclusivityTests : IDisposable
{
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(50);

    private readonly TemporaryStorage _pair = TemporaryStorage.Ours();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public void Dispose() => _pair.Dispose();

    [Fact]
    public async Task AcquireDistributedLock_FromManyThreads_LetsOneInAtATime()
    {
        const int Each = 300;
        var (inside, most, total) = (0, 0, 0);

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => OnAThread(() =>
        {
            using var connection = _pair.Storage.GetConnection();

            for (var time = 0; time < Each; time++)
            {
                using (connection.AcquireDistributedLock("r", Long))
                {
                    most = Math.Max(most, Interlocked.Increment(ref inside));
                    total++;
                    Thread.Yield();
                    Interlocked.Decrement(ref inside);
                }
            }

            return true;
        })));

        Assert.Equal((1, 8 * Each), (most, total));
    }

    [Fact]
    public void AcquireDistributedLock_SameThreadOtherConnection_TimesOut()
    {
        using var connection = _pair.Storage.GetConnection();
        using var other = _pair.Storage.GetConnection();
        using var held = connection.AcquireDistributedLock("r", Moment);
        var started = TimeProvider.System.GetTimestamp();

        var failure = Assert.Throws<DistributedLockTimeoutException>(() => other.AcquireDistributedLock("r", Moment));

        Assert.Equal("r", failure.Resource);
        Assert.True(TimeProvider.System.GetElapsedTime(started) >= Moment * 0.9);
    }

    [Fact]
    public async Task Release_OnAnotherThread_LetsTheNextIn()
    {
        using var connection = _pair.Storage.GetConnection();
        using var other = _pair.Storage.GetConnection();
        var held = connection.AcquireDistributedLock("r", Moment);
        var waiting = OnAThread(() => other.AcquireDistributedLock("r", Long));

        await OnAThread(() =>
        {
            held.Dispose();

            return true;
        });

        using var next = await waiting.WaitAsync(Long, Cancelled);
        held.Dispose();
        Assert.Throws<DistributedLockTimeoutException>(() => connection.AcquireDistributedLock("r", TimeSpan.Zero));
    }

    [Fact]
    public async Task Dispose_TheOwningConnection_LetsTheNextIn()
    {
        var owner = _pair.Storage.GetConnection();
        using var other = _pair.Storage.GetConnection();
        var held = owner.AcquireDistributedLock("r", Moment);
        var waiting = OnAThread(() => other.AcquireDistributedLock("r", Long));

        owner.Dispose();

        using var next = await waiting.WaitAsync(Long, Cancelled);
        held.Dispose();
        using var third = _pair.Storage.GetConnection();
        Assert.Throws<DistributedLockTimeoutException>(() => third.AcquireDistributedLock("r", TimeSpan.Zero));
    }

    [Fact]
    public async Task AcquireDistributedLock_ManyTimeOut_LeaveNothingBehind()
    {
        using var owner = _pair.Storage.GetConnection();

        using (owner.AcquireDistributedLock("r", Moment))
        {
            await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => OnAThread(() =>
            {
                using var connection = _pair.Storage.GetConnection();

                return Assert.Throws<DistributedLockTimeoutException>(() => connection.AcquireDistributedLock("r", Moment));
            })));
        }

        using var next = _pair.Storage.GetConnection();
        using var taken = next.AcquireDistributedLock("r", TimeSpan.Zero);
    }

    private static Task<T> OnAThread<T>(Func<T> work) =>
        Task.Factory.StartNew(work, Cancelled, TaskCreationOptions.LongRunning, TaskScheduler.Default);
}
