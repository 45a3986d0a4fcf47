using System.Runtime.InteropServices;
using WebhookStudio.Bench.Measurements;
using WebhookStudio.Bench.Processes;
using WebhookStudio.Bench.Report;

namespace WebhookStudio.Bench;

/// <summary>Runs measurements one after another, and reports them.</summary>
internal static class Suite
{
    private static readonly IMeasurement[] All =
    [
        new Drain(), new Latency(), new Submits(), new SlowReceiver(), new FlakyReceiver(), new Beside(),
        new Sync(), new DatabaseSize(), new StartUp(), new Recovery(),
    ];

    // The drain measures the ceiling beside itself already; the comparison of job storages wants PostgreSQL.
    private static readonly IMeasurement[] OnRequest = [new Ceiling(), new JobStorageComparison()];

    public static async Task<int> RunAsync(BenchOptions options)
    {
        if (Choose(options) is not { } chosen)
        {
            Console.Error.WriteLine(BenchOptions.Usage);

            return 2;
        }

        using var stopping = new CancellationTokenSource();
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        var figures = new Figures();
        var complete = false;

        try
        {
            var app = options.App
                ?? (chosen.Exists(measurement => measurement.UsesApplication) ? await Publishing.PublishAsync(stopping.Token) : "");
            complete = await MeasureAsync(chosen, new(options, app, figures, stopping.Token));
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            Console.Error.WriteLine("Stopped. The figures so far:");
        }

        FigureTable.Print(figures);
        FigureJson.Write(figures, options, options.Json ?? Path.Combine(Publishing.Folder, "figures.json"));

        return complete ? 0 : 1;

        void Stop(PosixSignalContext signal)
        {
            // The processes started must go first; the measurement ends them on its way out.
            signal.Cancel = true;
            stopping.Cancel();
        }
    }

    private static List<IMeasurement>? Choose(BenchOptions options)
    {
        if (options.Measurements is ["all"])
        {
            return [.. All];
        }

        var chosen = options.Measurements
            .Select(name => All.Concat(OnRequest).FirstOrDefault(measurement => measurement.Name == name))
            .ToList();

        return chosen.Contains(null) ? null : chosen.ConvertAll(measurement => measurement!);
    }

    /// <returns>Whether every run came to its end.</returns>
    private static async Task<bool> MeasureAsync(List<IMeasurement> chosen, BenchRun run)
    {
        var complete = true;

        foreach (var measurement in chosen)
        {
            for (var number = 1; number <= run.Options.Runs; number++)
            {
                Console.Error.WriteLine($"{measurement.Name}, run {number} of {run.Options.Runs}: {measurement.About}");
                complete &= await MeasureOnceAsync(measurement, run with { Measurement = measurement.Name });
            }
        }

        return complete;
    }

    /// <summary>A run that fails is reported and does not take the others' figures along.</summary>
    private static async Task<bool> MeasureOnceAsync(IMeasurement measurement, BenchRun run)
    {
        var machine = CpuWatch.Start();

        try
        {
            await measurement.RunAsync(run);
            run.Record("foreign CPU", "%", machine.ForeignShare() * 100);

            return true;
        }
        catch (Exception failure)
            when (failure is TimeoutException or HttpRequestException or InvalidOperationException)
        {
            Console.Error.WriteLine($"{measurement.Name} failed: {failure.Message}");

            return false;
        }
    }
}
