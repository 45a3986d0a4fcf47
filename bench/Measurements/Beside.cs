using WebhookStudio.Bench.Processes;
using WebhookStudio.Bench.Receiver;
using WebhookStudio.Bench.Report;

namespace WebhookStudio.Bench.Measurements;

/// <summary>What a healthy stage feels of 50 stages whose receivers take requests and never answer.</summary>
internal sealed class Beside : IMeasurement
{
    private const int HangingStages = 50;
    private const int DeliveriesEach = 64;

    public string Name => "beside";

    public string About => "submits one at a time to a healthy stage, alone and beside 50 stages whose receivers hang";

    public async Task RunAsync(BenchRun run)
    {
        var count = run.Options.CountOf(1000);
        await using var studio = await run.StartStudioAsync();
        var (_, tasks) = await studio.CreateLabelingAsync(LatencyProbe.WarmUp + (count * 2), run.Stopping);
        await LatencyProbe.OneAtATimeAsync(studio, [.. tasks.Take(LatencyProbe.WarmUp)], run.Stopping);
        var alone = await LatencyProbe.OneAtATimeAsync(
            studio, [.. tasks.Skip(LatencyProbe.WarmUp).Take(count)], run.Stopping);

        await HangAsync(studio, run.Stopping);
        var hanging = (await studio.Sink.CountsAsync(run.Stopping)).Hanging;
        var beside = await LatencyProbe.OneAtATimeAsync(
            studio, [.. tasks.Skip(LatencyProbe.WarmUp + count)], run.Stopping);

        run.Record("alone, submit to receiver", alone.ToReceiver);
        run.Record("beside, submit to receiver", beside.ToReceiver);
        run.Record("p99 beside / alone", "", Ratio(beside.ToReceiver, alone.ToReceiver), "under 2");
        run.Record("requests hanging at the beginning", "requests", hanging);
    }

    /// <summary>Makes the stages, each with a backlog of its own, and waits until each has met its receiver.</summary>
    private static async Task HangAsync(Studio studio, CancellationToken stopping)
    {
        for (var stage = 0; stage < HangingStages; stage++)
        {
            await studio.CreateSendingAsync(DeliveriesEach, $"{SinkPaths.Hang}{stage}", stopping);
        }

        await Poll.UntilAsync(
            "Every stage has had a request that hangs",
            TimeSpan.FromMilliseconds(100),
            async () => (await studio.Sink.CountsAsync(stopping)).Hung == HangingStages,
            stopping);
    }

    private static double Ratio(IEnumerable<double> beside, IEnumerable<double> alone) =>
        Sample.Quantile([.. beside.Order()], 0.99) / Sample.Quantile([.. alone.Order()], 0.99);
}
