using System.Diagnostics;
using WebhookStudio.Bench.Processes;
using WebhookStudio.Bench.Receiver;

namespace WebhookStudio.Bench.Measurements;

/// <summary>How soon what was under way when the application died is sent again.</summary>
internal sealed class Recovery : IMeasurement
{
    private const int Stages = 2;
    private const int UnderWayEach = 32;
    private const int UnderWay = Stages * UnderWayEach;

    public string Name => "recovery";

    public string About => "kills the application with 64 requests under way, and starts it again";

    public async Task RunAsync(BenchRun run)
    {
        await using var sink = await SinkProcess.StartAsync(run.Stopping);
        using var data = new DataDirectory();
        var killedAt = await KillAsync(run, sink, data);
        await sink.ResetAsync(SinkMode.Accept, UnderWay, run.Stopping);

        await using var again = new AppProcess(run.App, data.Path);
        var reachedAt = await sink.ReachedAsync(run.Stopping);

        // On a machine that is busy with other things this says more than the clock.
        run.Record("CPU until all are sent again", "s", again.Usage.CpuSeconds);
        run.Record("from the restart until all are sent again", "s", Seconds(again.StartedAt, reachedAt), "under 2");
        run.Record("from the kill until all are sent again", "s", Seconds(killedAt, reachedAt));
        run.Record("requests beyond one for each", "requests", (await sink.CountsAsync(run.Stopping)).Arrived - UnderWay);
    }

    /// <returns>When the process was killed, by the monotonic clock.</returns>
    private static async Task<long> KillAsync(BenchRun run, SinkProcess sink, DataDirectory data)
    {
        await using var first = new AppProcess(run.App, data.Path);
        await first.WaitForAsync("/healthz", run.Stopping);
        await sink.ResetAsync(SinkMode.Hold, UnderWay, run.Stopping);

        for (var stage = 0; stage < Stages; stage++)
        {
            var project = await first.Api.CreateProjectAsync(ProjectStages.Straight(sink.Url, SinkPaths.Hook), run.Stopping);
            await first.Api.AddTasksAsync(project, UnderWayEach, run.Options.Body, run.Stopping);
        }

        await Poll.UntilAsync(
            "All requests are under way",
            TimeSpan.FromMilliseconds(50),
            async () => (await sink.CountsAsync(run.Stopping)).Arrived == UnderWay,
            run.Stopping);

        // Disposing kills it (SIGKILL).
        return Stopwatch.GetTimestamp();
    }

    private static double Seconds(long from, long to) => Stopwatch.GetElapsedTime(from, to).TotalSeconds;
}
