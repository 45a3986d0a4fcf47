using System.Collections.Concurrent;
using Hangfire;
using Hangfire.States;
using Hangfire.Storage;
using WebhookStudio.Tests.Platform.HangfireSQLite.Differential;
using WebhookStudio.Tests.TestKit;

namespace WebhookStudio.Tests.Platform.HangfireSQLite;

/// <summary>Many threads use the storage at once.</summary>
public sealed class ConcurrencyTests : IDisposable
{
    private const int Jobs = 20_000;
    private const int Producers = 4;
    private const int Workers = 20;

    private readonly TemporaryStorage _pair = TemporaryStorage.Ours();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public void Dispose() => _pair.Dispose();

    [Fact]
    public async Task Workers_RunEachJobOnce()
    {
        var runs = new int[Jobs];
        var counted = new RunCount(runs);
        using var server = new BackgroundJobServer(
            new() { WorkerCount = Workers, Activator = new OneRunCount(counted), StopTimeout = TimeSpan.FromSeconds(5) }, _pair.Storage);
        var client = new BackgroundJobClient(_pair.Storage);

        await Task.WhenAll(Enumerable.Range(0, Producers).Select(producer => Task.Run(() =>
        {
            for (var number = producer; number < Jobs; number += Producers)
            {
                var each = number;
                client.Enqueue<RunCount>(count => count.Run(each));
            }
        })));
        var monitor = _pair.Storage.GetMonitoringApi();
        await Eventually.GetAsync(
            () => Task.FromResult(monitor.SucceededListCount()), done => done == Jobs, Cancelled, TimeSpan.FromSeconds(90));

        Assert.All(runs, count => Assert.Equal(1, count));
        Assert.Equal((0, 0, Jobs), (monitor.EnqueuedCount("default"), monitor.ProcessingCount(), monitor.GetStatistics().Succeeded));
    }

    [Fact]
    public async Task FetchNextJob_ManyWait_EachJobWakesOne()
    {
        var fetched = new ConcurrentQueue<string>();
        var waiting = Enumerable.Range(0, Workers).Select(_ => OnAThread(() =>
        {
            using var connection = _pair.Storage.GetConnection();
            using var job = connection.FetchNextJob(["default"], Cancelled);
            fetched.Enqueue(job.JobId);
            job.RemoveFromQueue();
        })).ToList();

        var enqueued = Enumerable.Range(0, Workers).Select(_ => Enqueue()).ToList();
        await Task.WhenAll(waiting).WaitAsync(TimeSpan.FromSeconds(30), Cancelled);

        Assert.Equal(enqueued.Order(), fetched.Order());
    }

    [Fact]
    public async Task FetchNextJob_Cancelled_EndsAndTakesNothing()
    {
        using var connection = _pair.Storage.GetConnection();
        using var leaving = new CancellationTokenSource();
        var waiting = OnAThread(() => connection.FetchNextJob(["default"], leaving.Token));

        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting.WaitAsync(TimeSpan.FromSeconds(30), Cancelled));
        var job = Enqueue();

        using var fetched = connection.FetchNextJob(["default"], Cancelled);
        Assert.Equal(job, fetched.JobId);
    }

    [Fact]
    public async Task Dispose_AFetchedJobThatIsNotDone_GivesItToWhoWaits()
    {
        var job = Enqueue();
        using var connection = _pair.Storage.GetConnection();
        var fetched = connection.FetchNextJob(["default"], Cancelled);
        using var other = _pair.Storage.GetConnection();
        var waiting = OnAThread(() => other.FetchNextJob(["default"], Cancelled));

        fetched.Dispose();

        using var again = await waiting.WaitAsync(TimeSpan.FromSeconds(30), Cancelled);
        Assert.Equal(job, again.JobId);
        fetched.Dispose();
        Assert.Equal(0, _pair.Storage.GetMonitoringApi().EnqueuedCount("default"));
    }

    [Fact]
    public void Commit_ThatFails_LeavesTheFetchedJobToBeTakenAgain()
    {
        var job = Enqueue();
        using var connection = _pair.Storage.GetConnection();

        using (var fetched = connection.FetchNextJob(["default"], Cancelled))
        using (var transaction = (JobStorageTransaction)connection.CreateWriteTransaction())
        {
            transaction.RemoveFromQueue(fetched);
            transaction.SetJobState(job, new SucceededState(null, 0, 0));
        }

        using var again = connection.FetchNextJob(["default"], Cancelled);
        Assert.Equal(job, again.JobId);
        Assert.Equal("Enqueued", connection.GetStateData(job).Name);
    }

    [Fact]
    public async Task IncrementCounter_FromManyThreads_CountsAll()
    {
        const int Each = 250;

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => OnAThread(() =>
        {
            using var connection = _pair.Storage.GetConnection();

            for (var time = 0; time < Each; time++)
            {
                using var transaction = connection.CreateWriteTransaction();
                transaction.IncrementCounter("n");
                transaction.InsertToList("l", "x");
                transaction.Commit();
            }
        })));

        using var reader = (JobStorageConnection)_pair.Storage.GetConnection();
        Assert.Equal((8 * Each, 8 * Each), (reader.GetCounter("n"), reader.GetListCount("l")));
    }

    private string Enqueue() => new BackgroundJobClient(_pair.Storage).Enqueue<RunCount>(count => count.Run(0));

    private static Task<bool> OnAThread(Action work) => OnAThread(() =>
    {
        work();

        return true;
    });

    private static Task<T> OnAThread<T>(Func<T> work) =>
        Task.Factory.StartNew(work, Cancelled, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    /// <summary>Counts how often each job runs.</summary>
    public sealed class RunCount(int[] runs)
    {
        public void Run(int number) => Interlocked.Increment(ref runs[number]);
    }

    private sealed class OneRunCount(RunCount count) : JobActivator
    {
        public override object ActivateJob(Type jobType) => count;
    }
}
