using System.Collections.Concurrent;
using System.Diagnostics;
using WebhookStudio.Bench.Processes;
using WebhookStudio.Bench.Receiver;
using WebhookStudio.Bench.Report;

namespace WebhookStudio.Bench.Measurements;

/// <summary>How many submits the API takes while it delivers their webhooks.</summary>
internal sealed class Submits : IMeasurement
{
    private static readonly int[] Connections = [8, 32];

    public string Name => "submits";

    public string About => "submits as fast as they are answered, over 8 and over 32 connections";

    public async Task RunAsync(BenchRun run)
    {
        var count = run.Options.CountOf(5_000);
        await using var studio = await run.StartStudioAsync();
        var (_, tasks) = await studio.CreateLabelingAsync(
            LatencyProbe.WarmUp + (count * Connections.Length), run.Stopping);
        await SubmitAllAsync(studio, [.. tasks.Take(LatencyProbe.WarmUp)], Connections[0], run.Stopping);

        for (var index = 0; index < Connections.Length; index++)
        {
            var chosen = tasks.Skip(LatencyProbe.WarmUp + (index * count)).Take(count).ToList();
            await MeasureAsync(run, studio, chosen, Connections[index]);
        }
    }

    /// <summary>Submits tasks over so many connections at once.</summary>
    /// <returns>The milliseconds of each.</returns>
    public static async Task<IReadOnlyCollection<double>> SubmitAllAsync(
        Studio studio, IReadOnlyCollection<string> tasks, int connections, CancellationToken stopping)
    {
        var milliseconds = new ConcurrentBag<double>();
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = connections, CancellationToken = stopping };
        await Parallel.ForEachAsync(tasks, parallel, async (task, cancelled) =>
        {
            var sent = Stopwatch.GetTimestamp();
            await studio.Api.SubmitAsync(task, cancelled);
            milliseconds.Add(Stopwatch.GetElapsedTime(sent).TotalMilliseconds);
        });

        return milliseconds;
    }

    private static async Task MeasureAsync(BenchRun run, Studio studio, List<string> tasks, int connections)
    {
        await studio.Sink.ResetAsync(SinkMode.Accept, tasks.Count, run.Stopping);
        var started = Stopwatch.GetTimestamp();
        var milliseconds = await SubmitAllAsync(studio, tasks, connections, run.Stopping);
        var answered = Stopwatch.GetElapsedTime(started);
        var arrived = Stopwatch.GetElapsedTime(started, await studio.Sink.ReachedAsync(run.Stopping));

        run.Record($"{connections} connections", "submits/s", tasks.Count / answered.TotalSeconds);
        run.Record(
            $"{connections} connections, to the last webhook", "deliveries/s", tasks.Count / arrived.TotalSeconds);
        run.Record($"{connections} connections, submit to its answer", milliseconds);
    }
}
