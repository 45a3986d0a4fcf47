using WebhookStudio.Bench.Receiver;

namespace WebhookStudio.Bench.Measurements;

/// <summary>How fast a backlog goes out to a receiver that answers 500 to every twentieth.</summary>
/// <remarks>The clock ends when 95 % are delivered: the others wait for their retry, by the schedule and not by
/// speed.</remarks>
internal sealed class FlakyReceiver : IMeasurement
{
    public string Name => "flaky";

    public string About => "held deliveries are re-run while the receiver answers 500 to every twentieth";

    public async Task RunAsync(BenchRun run)
    {
        var count = run.Options.CountOf(50_000);
        var answers = count - (count / 20);
        await using var studio = await run.StartStudioAsync();
        var times = await Backlog.DrainAsync(studio, new(count, SinkMode.Flaky, answers), run.Stopping);

        run.Record("to 95 % delivered", "deliveries/s", answers / times.ToAnswers.TotalSeconds);
        run.Record("CPU per 1,000 delivered", "s", times.CpuSeconds / answers * 1000);
    }
}
