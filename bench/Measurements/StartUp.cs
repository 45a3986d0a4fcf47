using System.Diagnostics;
using WebhookStudio.Bench.Processes;

namespace WebhookStudio.Bench.Measurements;

/// <summary>How soon the application shows a page after it is started, and what it takes while nobody uses
/// it.</summary>
internal sealed class StartUp : IMeasurement
{
    private const string FirstPage = "/signin";

    public string Name => "start";

    public string About => "from the start to the first page, on a new data folder and on a known one; then idle";

    public async Task RunAsync(BenchRun run)
    {
        using var data = new DataDirectory();

        await using (var first = new AppProcess(run.App, data.Path))
        {
            run.Record("to the first page, new data folder", "s", await SecondsAsync(first, run.Stopping), "under 2");
        }

        await using var again = new AppProcess(run.App, data.Path);
        run.Record("to the first page", "s", await SecondsAsync(again, run.Stopping), "under 2");

        await Task.Delay(TimeSpan.FromSeconds(run.Options.Idle), TimeProvider.System, run.Stopping);
        run.Record("memory when idle", "MB", again.Usage.ResidentMegabytes, "under 180");
        run.Record("of this, no copy of a file", "MB", again.Usage.PrivateMegabytes);
    }

    private static async Task<double> SecondsAsync(AppProcess app, CancellationToken stopping)
    {
        await app.WaitForAsync(FirstPage, stopping);

        return Stopwatch.GetElapsedTime(app.StartedAt).TotalSeconds;
    }
}
