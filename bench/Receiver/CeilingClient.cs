using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using WebhookStudio.Bench.Processes;
using WebhookStudio.Domain.Deliveries;

namespace WebhookStudio.Bench.Receiver;

/// <summary>What the machine can do at most: a plain <see cref="HttpClient"/> that sends the first webhook which
/// the receiver got over and over, signed anew each time, and stores nothing. It runs in a process of its
/// own.</summary>
internal static class CeilingClient
{
    public const string Command = "ceiling-client";
    public const string Secret = "your_secret_key";

    private const int Concurrency = 32;

    private static readonly string[] OfTheConnection = ["Host", "Content-Length", "Content-Type", "Connection"];

    /// <summary>Sends a fifth of the webhooks to warm up, then all of them, and prints a
    /// <see cref="CeilingResult"/>.</summary>
    public static async Task<int> RunAsync(string sink, int count)
    {
        using var client = new HttpClient { BaseAddress = new(sink) };
        var sample = (await client.GetFromJsonAsync<SinkSample>(SinkPaths.Sample))!;
        var headers = sample.Headers.Where(header => !OfTheConnection.Contains(header.Key)).ToList();

        await SendAsync(client, headers, sample.Body, count / 5);
        var cpu = ProcessUsage.OfThisProgram.CpuSeconds;
        var started = Stopwatch.GetTimestamp();
        await SendAsync(client, headers, sample.Body, count);
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;

        Console.WriteLine(JsonSerializer.Serialize(
            new CeilingResult(count / seconds, ProcessUsage.OfThisProgram.CpuSeconds - cpu, sample.Body.Length)));

        return 0;
    }

    private static async Task SendAsync(
        HttpClient client, List<KeyValuePair<string, string>> headers, byte[] body, int count)
    {
        var left = count;
        await Task.WhenAll(Enumerable.Range(0, Concurrency).Select(_ => Task.Run(async () =>
        {
            for (var number = Interlocked.Decrement(ref left); number >= 0; number = Interlocked.Decrement(ref left))
            {
                using var request = Create(headers, body, number);
                using var answer = await client.SendAsync(request);
                answer.EnsureSuccessStatusCode();
            }
        })));
    }

    private static HttpRequestMessage Create(List<KeyValuePair<string, string>> headers, byte[] body, int number)
    {
        var at = TimeProvider.System.GetUtcNow();
        var id = number.ToString("x24", CultureInfo.InvariantCulture);
        var request = new HttpRequestMessage(HttpMethod.Post, SinkPaths.Hook)
        {
            Content = new ByteArrayContent(body) { Headers = { ContentType = new("application/json", "utf-8") } },
        };

        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, name.ToLowerInvariant() switch
            {
                "webhook-id" => id,
                "webhook-timestamp" => at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture),
                "webhook-signature" => WebhookSignature.Standard(Secret, id, at, body),
                "x-hub-signature" => WebhookSignature.Hub(Secret, body),
                "x-hub-signature-256" => WebhookSignature.Hub256(Secret, body),
                _ => value,
            });
        }

        return request;
    }
}

/// <summary>How the plain client fared.</summary>
internal sealed record CeilingResult(double PerSecond, double CpuSeconds, int BodyBytes);
