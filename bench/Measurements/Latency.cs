using WebhookStudio.Bench.Report;

namespace WebhookStudio.Bench.Measurements;

/// <summary>How long it takes from a submit to the moment the receiver sees the webhook.</summary>
internal sealed class Latency : IMeasurement
{
    private static readonly TimeSpan HundredthOfASecond = TimeSpan.FromMilliseconds(10);

    public string Name => "latency";

    public string About => "submits one at a time, then 100 a second";

    public async Task RunAsync(BenchRun run)
    {
        var idle = run.Options.CountOf(1000);
        var steady = run.Options.CountOf(3000);
        await using var studio = await run.StartStudioAsync();
        var (_, tasks) = await studio.CreateLabelingAsync(LatencyProbe.WarmUp + idle + steady, run.Stopping);

        await LatencyProbe.OneAtATimeAsync(studio, [.. tasks.Take(LatencyProbe.WarmUp)], run.Stopping);
        var alone = await LatencyProbe.OneAtATimeAsync(
            studio, [.. tasks.Skip(LatencyProbe.WarmUp).Take(idle)], run.Stopping);
        var together = await LatencyProbe.AtRateAsync(
            studio, [.. tasks.Skip(LatencyProbe.WarmUp + idle)], HundredthOfASecond, run.Stopping);

        run.Record("idle, submit to receiver", alone.ToReceiver, new("under 2", "under 15"));
        run.Record("idle, submit to its answer", alone.ToAnswer);
        run.Record("100/s, submit to receiver", together.ToReceiver);
        run.Record("100/s, submit to its answer", together.ToAnswer);
    }
}
