using System.Diagnostics;

namespace WebhookStudio.Bench;

/// <summary>How long it takes from a submit to the moment the receiver sees the request, one at a time on an idle machine.</summary>
internal static class Latency
{
    private const int WarmUp = 400;
    private const int Measured = 300;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    public static async Task<int> RunAsync()
    {
        await using var studio = await BenchProcesses.StartAsync();
        var project = await studio.CreateProjectAsync();
        var tasks = await studio.AddTasksAsync(project, WarmUp + Measured);
        var sent = new Dictionary<string, long>();
        var answered = new Dictionary<string, long>();
        using var pause = new PeriodicTimer(Pause);

        foreach (var task in tasks)
        {
            await pause.WaitForNextTickAsync();
            sent[task] = Stopwatch.GetTimestamp();
            await studio.SubmitAsync(task);
            answered[task] = Stopwatch.GetTimestamp();
        }

        var arrivals = await studio.ArrivalsAsync(tasks.Count);
        var milliseconds = tasks.Skip(WarmUp)
            .Select(task => Stopwatch.GetElapsedTime(sent[task], arrivals[task]).TotalMilliseconds).Order().ToList();

        Print("submit -> receiver", milliseconds);
        Print(
            "submit -> its own answer",
            [.. tasks.Skip(WarmUp).Select(task => Stopwatch.GetElapsedTime(sent[task], answered[task]).TotalMilliseconds).Order()]);

        return 0;
    }

    private static void Print(string what, List<double> sorted) => Console.WriteLine(
        $"{what,-26} p50 {At(sorted, .5):0.00} ms   p90 {At(sorted, .9):0.00} ms   "
        + $"p99 {At(sorted, .99):0.00} ms   max {sorted[^1]:0.00} ms   ({sorted.Count} one at a time)");

    private static double At(List<double> sorted, double share) => sorted[(int)(share * (sorted.Count - 1))];
}
