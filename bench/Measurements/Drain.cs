using WebhookStudio.Bench.Receiver;

namespace WebhookStudio.Bench.Measurements;

/// <summary>How fast a backlog goes out, beside what a plain client reaches with the same receiver a moment
/// later.</summary>
internal sealed class Drain : IMeasurement
{
    public string Name => "drain";

    public string About => "held deliveries are re-run at once; then a plain client sends as many";

    public async Task RunAsync(BenchRun run)
    {
        var count = run.Options.CountOf(50_000);
        await using var studio = await run.StartStudioAsync();
        var times = await Backlog.DrainAsync(studio, new(count, SinkMode.Accept, count), run.Stopping);
        var arrived = (await studio.Sink.CountsAsync(run.Stopping)).Arrived;
        var perSecond = count / times.ToAnswers.TotalSeconds;

        run.Record("to the last arrival", "deliveries/s", perSecond, "over 6,840");
        run.Record("to the last settled", "deliveries/s", count / times.ToSettled.TotalSeconds);
        run.Record("CPU per 1,000", "s", times.CpuSeconds / count * 1000);
        run.Record("peak memory", "MB", studio.Usage.PeakMegabytes);
        run.Record("sent more than once", "deliveries", arrived - count, "0");

        var ceiling = await Ceiling.MeasureAsync(run, studio.Sink);
        run.Record("share of the ceiling", "", perSecond / ceiling, "at least 0.3");
    }
}
