using System.Globalization;
using Hangfire;
using Hangfire.States;
using WebhookStudio.Tests.Platform.HangfireSQLite.Differential;

namespace WebhookStudio.Tests.Platform.HangfireSQLite;

/// <summary>A process with a job storage, for tests to kill. It prints what it has come to.</summary>
internal static class JobProgram
{
    public const string Command = "job-process";

    /// <summary>Enqueues all jobs, half of them before any runs, and runs them.</summary>
    public const string Produce = "produce";

    /// <summary>Runs what is left, and ends.</summary>
    public const string Finish = "finish";

    /// <summary>Brings a job into each state, and takes a lock.</summary>
    public const string Scene = "scene";

    public const int Jobs = 20_000;
    public const int Workers = 20;
    private const int Producers = 4;

    /// <summary>Where a process writes each job that it enqueued.</summary>
    public static string EnqueuedFile(string folder) => Path.Combine(folder, "enqueued.log");

    /// <summary>Where a process writes each job that it ran.</summary>
    public static string RanFile(string folder) => Path.Combine(folder, "ran.log");

    public static async Task<int> RunAsync(string mode, string folder)
    {
        using var pair = TemporaryStorage.OursIn(folder);
        using var ran = new NumberLog(RanFile(folder));
        var chores = new Numbered(ran);

        switch (mode)
        {
            case Produce:
                await ProduceAsync(pair.Storage, chores, folder);
                break;
            case Finish:
                await FinishAsync(pair.Storage, chores);
                break;
            default:
                await JobProgramScene.PlayAsync(pair.Storage);
                break;
        }

        return 0;
    }

    private static async Task ProduceAsync(JobStorage storage, Numbered chores, string folder)
    {
        using var enqueued = new NumberLog(EnqueuedFile(folder));
        await EnqueueAsync(storage, enqueued, 0, Jobs / 2);
        using var server = Serve(storage, chores);
        await EnqueueAsync(storage, enqueued, Jobs / 2, Jobs);

        // Until it is killed.
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, CancellationToken.None);
    }

    private static Task EnqueueAsync(JobStorage storage, NumberLog enqueued, int from, int to) =>
        Task.WhenAll(Enumerable.Range(0, Producers).Select(producer => Task.Run(() =>
        {
            var client = new BackgroundJobClient(storage);

            for (var number = from + producer; number < to; number += Producers)
            {
                var each = number;
                client.Enqueue<Numbered>(job => job.Run(each));
                enqueued.Write(number);
            }
        })));

    private static async Task FinishAsync(JobStorage storage, Numbered chores)
    {
        var monitor = storage.GetMonitoringApi();
        Console.WriteLine($"found {monitor.EnqueuedCount(EnqueuedState.DefaultQueue)}");
        using var server = Serve(storage, chores);
        await chores.First;
        Console.WriteLine("running");
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));

        while (monitor.GetStatistics() is { Enqueued: > 0 } or { Processing: > 0 } or { Scheduled: > 0 })
        {
            await timer.WaitForNextTickAsync();
        }

        var all = monitor.GetStatistics();
        var queued = monitor.EnqueuedCount(EnqueuedState.DefaultQueue);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"succeeded {all.Succeeded} failed {all.Failed} queued {queued}"));
    }

    private static BackgroundJobServer Serve(JobStorage storage, Numbered chores) =>
        new(new() { WorkerCount = Workers, Activator = new OneNumbered(chores), ServerName = "killed" }, storage);

    /// <summary>A job that writes its number down.</summary>
    public sealed class Numbered(NumberLog log)
    {
        private readonly TaskCompletionSource _first = new(TaskCreationOptions.RunContinuationsAsynchronously);

        /// <summary>Gets what ends when the first job has run.</summary>
        public Task First => _first.Task;

        public void Run(int number)
        {
            log.Write(number);
            _first.TrySetResult();
        }
    }

    private sealed class OneNumbered(Numbered numbered) : JobActivator
    {
        public override object ActivateJob(Type jobType) => numbered;
    }
}
