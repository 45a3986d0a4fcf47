using WebhookStudio.Bench.Receiver;

namespace WebhookStudio.Bench.Measurements;

/// <summary>How fast a backlog goes out to a receiver that takes 100 ms, with the settings of a new stage.</summary>
internal sealed class SlowReceiver : IMeasurement
{
    private const double SecondsPerAnswer = 0.1;

    public string Name => "slow";

    public string About => "held deliveries are re-run while the receiver takes 100 ms for each";

    public async Task RunAsync(BenchRun run)
    {
        var count = run.Options.CountOf(5_000);
        await using var studio = await run.StartStudioAsync();
        var times = await Backlog.DrainAsync(studio, new(count, SinkMode.Slow, count), run.Stopping);
        var concurrency = await studio.Api.ConcurrencyAsync(times.Project, run.Stopping);
        var perSecond = count / times.ToAnswers.TotalSeconds;

        run.Record("to the last answer", "deliveries/s", perSecond, "at least 300");
        run.Record("concurrency of the stage", "requests", concurrency);
        run.Record("share of concurrency / 0.1 s", "", perSecond / (concurrency / SecondsPerAnswer), "at least 0.9");
    }
}
