using System.Diagnostics;
using System.Globalization;
using Hangfire;
using Hangfire.Common;
using Hangfire.States;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using WebhookStudio.Bench.Report;

namespace WebhookStudio.Bench.Jobs;

/// <summary>How long Hangfire's dashboard takes with many finished jobs.</summary>
internal static class JobPages
{
    private const int Together = 500;
    private const int Threads = 4;
    private const int Times = 20;

    /// <returns>The median of each page in milliseconds.</returns>
    public static async Task<IReadOnlyDictionary<string, double>> MeasureAsync(string name, string place, int finished)
    {
        var storage = JobStorages.Open(name, place, "pages");
        Finish(storage, finished);
        var pages = new Dictionary<string, double>();

        await using (var app = await StartAsync(storage))
        {
            using var client = new HttpClient { BaseAddress = new(app.Urls.Single()) };

            foreach (var page in Pages(finished))
            {
                pages[page.Key] = await MedianAsync(client, page.Value);
            }
        }

        (storage as IDisposable)?.Dispose();

        return pages;
    }

    private static Dictionary<string, string> Pages(int finished) => new()
    {
        ["home"] = "/",
        ["succeeded, first"] = "/jobs/succeeded",
        ["succeeded, last"] = string.Create(CultureInfo.InvariantCulture, $"/jobs/succeeded?from={finished - 20}&count=20"),
        ["failed"] = "/jobs/failed",
        ["statistics"] = "/stats",
    };

    private static async Task<WebApplication> StartAsync(JobStorage storage)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(storage);
        builder.Services.AddHangfire(_ => { });
        var app = builder.Build();
        app.MapHangfireDashboard("", new DashboardOptions { IgnoreAntiforgeryToken = true });
        await app.StartAsync();

        return app;
    }

    private static async Task<double> MedianAsync(HttpClient client, string path)
    {
        var milliseconds = new List<double>();

        for (var time = 0; time < Times + 2; time++)
        {
            var started = Stopwatch.GetTimestamp();
            using var form = new FormUrlEncodedContent([new("metrics[]", "succeeded:count"), new("metrics[]", "enqueued:count-or-null")]);
            using var answer = path == "/stats" ? await client.PostAsync(path, form) : await client.GetAsync(path);
            var page = await answer.Content.ReadAsStringAsync();
            milliseconds.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);

            if (!answer.IsSuccessStatusCode || page.Length == 0)
            {
                throw new InvalidOperationException($"{path} answered {(int)answer.StatusCode} with {page.Length} characters.");
            }
        }

        // The first two compile what they need.
        return Sample.Quantile([.. milliseconds.Skip(2).Order()], 0.5);
    }

    /// <summary>Makes jobs that have succeeded, many in a transaction.</summary>
    private static void Finish(JobStorage storage, int jobs)
    {
        var job = Job.FromExpression<Noop>(noop => noop.Run());

        Parallel.For(0, jobs / Together, new() { MaxDegreeOfParallelism = Threads }, _ =>
        {
            using var connection = storage.GetConnection();
            using var transaction = connection.CreateWriteTransaction();

            for (var number = 0; number < Together; number++)
            {
                var now = TimeProvider.System.GetUtcNow().UtcDateTime;
                var id = connection.CreateExpiredJob(job, new Dictionary<string, string?>(), now, TimeSpan.FromDays(1));
                transaction.SetJobState(id, new SucceededState("done", 5, 5));
                transaction.IncrementCounter("stats:succeeded");
            }

            transaction.Commit();
        });
    }
}
