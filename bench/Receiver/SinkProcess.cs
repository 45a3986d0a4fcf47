using System.Net.Http.Json;
using WebhookStudio.Bench.Processes;

namespace WebhookStudio.Bench.Receiver;

/// <summary>The receiver in its process, seen from here.</summary>
internal sealed class SinkProcess : IAsyncDisposable
{
    private readonly ChildProcess _process;
    private readonly HttpClient _client;

    private SinkProcess(ChildProcess process, string url)
    {
        _process = process;
        _client = new() { BaseAddress = new(url) };
        Url = url;
    }

    public string Url { get; }

    public static async Task<SinkProcess> StartAsync(CancellationToken stopping)
    {
        var process = new ChildProcess(typeof(SinkProcess).Assembly.Location, [Sink.Command]);

        try
        {
            return new(process, await process.FirstLineAsync(stopping));
        }
        catch
        {
            await process.DisposeAsync();
            throw;
        }
    }

    /// <summary>Sets how webhooks are answered from now on, and counts from zero.</summary>
    /// <param name="mode">How they are answered.</param>
    /// <param name="target">The number of answers whose moment is wanted, see <see cref="ReachedAsync"/>.</param>
    /// <param name="stopping">Gives up.</param>
    public async Task ResetAsync(SinkMode mode, long target, CancellationToken stopping)
    {
        using var answer = await _client.GetAsync($"{SinkPaths.Reset}?mode={mode}&target={target}", stopping);
        answer.EnsureSuccessStatusCode();
    }

    public async Task<SinkCounts> CountsAsync(CancellationToken stopping) =>
        (await _client.GetFromJsonAsync<SinkCounts>(SinkPaths.Counts, stopping))!;

    /// <summary>Waits until the target is reached.</summary>
    /// <returns>When that was, by the monotonic clock.</returns>
    public async Task<long> ReachedAsync(CancellationToken stopping)
    {
        var reachedAt = 0L;
        await Poll.UntilAsync(
            "The webhooks arrive",
            TimeSpan.FromMilliseconds(250),
            async () => (reachedAt = (await CountsAsync(stopping)).ReachedAt) > 0,
            stopping);

        return reachedAt;
    }

    /// <summary>Gets when each task's webhook came, by the monotonic clock.</summary>
    public async Task<IReadOnlyDictionary<string, long>> ArrivalsAsync(CancellationToken stopping) =>
        (await _client.GetFromJsonAsync<Dictionary<string, long>>(SinkPaths.Arrivals, stopping))!;

    public async Task<SinkSample> SampleAsync(CancellationToken stopping) =>
        (await _client.GetFromJsonAsync<SinkSample>(SinkPaths.Sample, stopping))!;

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _process.DisposeAsync();
    }
}
