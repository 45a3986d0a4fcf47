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
        new Drain(), new Latency(), new Submits(), new SlowReceiver(), new FlakyReceiver(), new Beside(), new DatabaseSize(),
        new StartUp(),
    ];

    // The drain measures the ceiling beside itself already.
    private static readonly IMeasurement[] OnRequest = [new Ceiling()];

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

        try
        {
            var app = options.App ?? await Publishing.PublishAsync(stopping.Token);
            await MeasureAsync(chosen, new(options, app, figures, stopping.Token));
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            Console.Error.WriteLine("Stopped. The figures so far:");
        }

        FigureTable.Print(figures);
        FigureJson.Write(figures, options, options.Json ?? Path.Combine(Publishing.Folder, "figures.json"));

        return stopping.IsCancellationRequested ? 130 : 0;

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

        var chosen = options.Measurements.Select(name => All.Concat(OnRequest).FirstOrDefault(m => m.Name == name)).ToList();

        return chosen.Contains(null) ? null : chosen.ConvertAll(measurement => measurement!);
    }

    private static async Task MeasureAsync(List<IMeasurement> chosen, BenchRun run)
    {
        foreach (var measurement in chosen)
        {
            for (var number = 1; number <= run.Options.Runs; number++)
            {
                Console.Error.WriteLine($"{measurement.Name}, run {number} of {run.Options.Runs}: {measurement.About}");
                var machine = CpuWatch.Start();
                await measurement.RunAsync(run with { Measurement = measurement.Name });
                run.Figures.Add(new(measurement.Name, "foreign CPU", "%"), machine.ForeignShare() * 100);
            }
        }
    }
}
