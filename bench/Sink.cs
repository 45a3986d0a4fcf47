using System.Diagnostics;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace WebhookStudio.Bench;

/// <summary>A receiver in a process of its own: answers 200, and tells when each task's webhook came.</summary>
internal static class Sink
{
    public static async Task<int> RunAsync(string url)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls(url);
        builder.Logging.ClearProviders();
        var app = builder.Build();
        var arrivals = new System.Collections.Concurrent.ConcurrentDictionary<string, long>();

        app.MapPost("/hook", async (HttpRequest request) =>
        {
            // The monotonic clock is the machine's, so that the other process can subtract.
            var now = Stopwatch.GetTimestamp();
            using var body = await JsonDocument.ParseAsync(request.Body);
            arrivals.TryAdd(body.RootElement.GetProperty("task").GetProperty("taskId").GetString()!, now);

            return "ok";
        });
        app.MapGet("/arrivals", () => arrivals);
        await app.RunAsync();

        return 0;
    }
}
