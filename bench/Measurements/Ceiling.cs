using System.Globalization;
using System.Text.Json;
using WebhookStudio.Bench.Processes;
using WebhookStudio.Bench.Receiver;

namespace WebhookStudio.Bench.Measurements;

/// <summary>What a plain client reaches on this machine with the same requests and the same receiver.</summary>
internal sealed class Ceiling : IMeasurement
{
    /// <summary>How many webhooks the plain client sends.</summary>
    public const int Most = 50_000;

    public string Name => "ceiling";

    public string About => "a plain HttpClient at concurrency 32 sends the same webhook over and over";

    public async Task RunAsync(BenchRun run)
    {
        await using var studio = await run.StartStudioAsync();

        // The application sends one webhook, which is then repeated.
        await studio.Sink.ResetAsync(SinkMode.Accept, target: 1, run.Stopping);
        await studio.CreateSendingAsync(tasks: 1, SinkPaths.Hook, run.Stopping);
        await studio.Sink.ReachedAsync(run.Stopping);
        await MeasureAsync(run, studio.Sink);
    }

    /// <summary>Measures against a receiver that has got a webhook of the application.</summary>
    /// <returns>Webhooks a second.</returns>
    public static async Task<double> MeasureAsync(BenchRun run, SinkProcess sink)
    {
        var count = run.Options.CountOf(Most);
        await using var client = new ChildProcess(
            typeof(Ceiling).Assembly.Location,
            [CeilingClient.Command, sink.Url, count.ToString(CultureInfo.InvariantCulture)]);
        var result = JsonSerializer.Deserialize<CeilingResult>(await client.FirstLineAsync(run.Stopping))!;

        run.Record("ceiling", "webhooks/s", result.PerSecond);
        run.Record("ceiling, CPU per 1,000", "s", result.CpuSeconds / count * 1000);
        run.Record("body", "bytes", result.BodyBytes);

        return result.PerSecond;
    }
}
