using System.Diagnostics;
using WebhookStudio.Bench.Receiver;
using WebhookStudio.Bench.Report;

namespace WebhookStudio.Bench.Measurements;

/// <summary>What it costs that commits wait for the disk: the same with <c>synchronous=FULL</c>, the default, and with
/// <c>NORMAL</c>.</summary>
internal sealed class Sync : IMeasurement
{
    private const int Connections = 32;

    private static readonly string[] Settings = ["Full", "Normal"];

    public string Name => "sync";

    public string About => "submits and a drain, with commits that wait for the disk and with commits that do not";

    public async Task RunAsync(BenchRun run)
    {
        foreach (var setting in Settings)
        {
            var settings = new Dictionary<string, string> { ["WebhookStudio__Database__Synchronous"] = setting };
            await SubmitAsync(run, settings, setting);
            await DrainAsync(run, settings, setting);
        }
    }

    private static async Task SubmitAsync(BenchRun run, Dictionary<string, string> settings, string setting)
    {
        var (idle, many) = (run.Options.CountOf(1_000), run.Options.CountOf(5_000));
        await using var studio = await run.StartStudioAsync(settings);
        var (_, tasks) = await studio.CreateLabelingAsync(LatencyProbe.WarmUp + idle + many, run.Stopping);
        await LatencyProbe.OneAtATimeAsync(studio, [.. tasks.Take(LatencyProbe.WarmUp)], run.Stopping);

        var alone = await LatencyProbe.OneAtATimeAsync(
            studio, [.. tasks.Skip(LatencyProbe.WarmUp).Take(idle)], run.Stopping);
        run.Record($"{setting}, idle, submit to receiver", alone.ToReceiver);

        await studio.Sink.ResetAsync(SinkMode.Accept, many, run.Stopping);
        var started = Stopwatch.GetTimestamp();
        await Submits.SubmitAllAsync(studio, [.. tasks.Skip(LatencyProbe.WarmUp + idle)], Connections, run.Stopping);
        run.Record(
            $"{setting}, {Connections} connections", "submits/s", many / Stopwatch.GetElapsedTime(started).TotalSeconds);
    }

    private static async Task DrainAsync(BenchRun run, Dictionary<string, string> settings, string setting)
    {
        var count = run.Options.CountOf(50_000);
        await using var studio = await run.StartStudioAsync(settings);
        var times = await Backlog.DrainAsync(studio, new(count, SinkMode.Accept, count), run.Stopping);

        run.Record($"{setting}, drain", "deliveries/s", count / times.ToAnswers.TotalSeconds);
    }
}
