using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Hangfire;

namespace WebhookStudio.Bench.Jobs;

/// <summary>Measures one storage in a process of its own, and prints <see cref="JobFigures"/>.</summary>
internal static class JobProgram
{
    public const string Command = "job-storage";
    public const int Workers = 20;

    private const int Producers = 4;
    private const int Samples = 200;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    /// <param name="arguments">The storage, its place, how many jobs to make, how many have finished on the pages, and the seconds
    /// of idling.</param>
    public static async Task<int> RunAsync(IReadOnlyList<string> arguments)
    {
        var (name, place) = (arguments[0], arguments[1]);
        var (jobs, finished, idle) = (Number(arguments[2]), Number(arguments[3]), TimeSpan.FromSeconds(Number(arguments[4])));

        // Warm up.
        Enqueue(name, place, "warm_enqueue", Math.Max(jobs / 10, Producers), Producers);
        await WorkAsync(name, place, "warm_work", Math.Max(jobs / 10, Producers));

        var (latencies, idleCores) = await IdleAsync(name, place, idle);
        var (run, cpu) = await WorkAsync(name, place, "work", jobs);
        var figures = new JobFigures
        {
            EnqueuedByOne = Enqueue(name, place, "enqueue_one", jobs, 1),
            EnqueuedByFour = Enqueue(name, place, "enqueue_four", jobs, Producers),
            Run = run,
            RunCpuSeconds = cpu,
            StartMilliseconds = latencies,
            IdleCores = idleCores,
            PageMilliseconds = await JobPages.MeasureAsync(name, place, finished),
        };
        Console.WriteLine(JsonSerializer.Serialize(figures));

        return 0;
    }

    /// <returns>Jobs a second.</returns>
    private static double Enqueue(string name, string place, string part, int jobs, int threads)
    {
        var storage = JobStorages.Open(name, place, part);
        var started = Stopwatch.GetTimestamp();
        Fill(storage, jobs, threads);
        var elapsed = Stopwatch.GetElapsedTime(started);
        (storage as IDisposable)?.Dispose();

        return jobs / elapsed.TotalSeconds;
    }

    /// <returns>Jobs a second, of a backlog that was there before the workers; and processor time of each.</returns>
    private static async Task<(double PerSecond, double CpuSeconds)> WorkAsync(string name, string place, string part, int jobs)
    {
        var storage = JobStorages.Open(name, place, part);
        Fill(storage, jobs, Producers);
        var noop = new Noop(jobs);
        var before = Cpu();

        using (noop.Serve(storage))
        {
            await noop.AllAsync();
        }

        var cpu = Cpu() - before;
        (storage as IDisposable)?.Dispose();

        return (jobs / noop.Elapsed.TotalSeconds, cpu.TotalSeconds / jobs);
    }

    private static async Task<(IReadOnlyList<double> StartMilliseconds, double IdleCores)> IdleAsync(
        string name, string place, TimeSpan idle)
    {
        var storage = JobStorages.Open(name, place, "idle");
        var noop = new Noop(int.MaxValue);
        double cores;
        List<double> latencies;

        using (noop.Serve(storage))
        {
            latencies = await LatenciesAsync(new BackgroundJobClient(storage), noop);
            cores = await BusyCoresAsync(idle);
        }

        (storage as IDisposable)?.Dispose();

        return (latencies, cores);
    }

    private static async Task<List<double>> LatenciesAsync(BackgroundJobClient client, Noop noop)
    {
        var latencies = new List<double>();
        using var timer = new PeriodicTimer(Pause);

        for (var sample = 0; sample < Samples; sample++)
        {
            await timer.WaitForNextTickAsync();
            var enqueued = Stopwatch.GetTimestamp();
            client.Enqueue<Noop>(job => job.Run());

            // Seldom takes longer than a tick; then the next tick looks again.
            while (noop.StartedAt < enqueued)
            {
                if (Stopwatch.GetElapsedTime(enqueued) > Pause)
                {
                    await timer.WaitForNextTickAsync();
                }

                Thread.Yield();
            }

            latencies.Add(Stopwatch.GetElapsedTime(enqueued, noop.StartedAt).TotalMilliseconds);
        }

        return latencies;
    }

    private static async Task<double> BusyCoresAsync(TimeSpan idle)
    {
        await Task.Delay(TimeSpan.FromSeconds(2), TimeProvider.System, CancellationToken.None);
        var (before, started) = (Cpu(), Stopwatch.GetTimestamp());
        await Task.Delay(idle, TimeProvider.System, CancellationToken.None);

        return (Cpu() - before) / Stopwatch.GetElapsedTime(started);
    }

    private static TimeSpan Cpu()
    {
        using var process = Process.GetCurrentProcess();

        return process.TotalProcessorTime;
    }

    private static void Fill(JobStorage storage, int jobs, int threads) =>
        Parallel.For(0, threads, new() { MaxDegreeOfParallelism = threads }, thread =>
        {
            var client = new BackgroundJobClient(storage);

            for (var number = thread; number < jobs; number += threads)
            {
                client.Enqueue<Noop>(job => job.Run());
            }
        });

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
