using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace WebhookStudio.Tests.Platform.HangfireSQLite.Dashboard;

/// <summary>Every page of Hangfire's dashboard shows what the storage keeps.</summary>
public sealed class DashboardPageTests(DashboardScene scene) : IClassFixture<DashboardScene>
{
    private static readonly string[] Files =
    [
        "/js1", "/css1", "/css-dark1", "/fonts/glyphicons-halflings-regular/eot", "/fonts/glyphicons-halflings-regular/svg",
        "/fonts/glyphicons-halflings-regular/ttf", "/fonts/glyphicons-halflings-regular/woff",
        "/fonts/glyphicons-halflings-regular/woff2",
    ];

    private static readonly Dictionary<string, int> Statistics = new()
    {
        ["succeeded:count"] = 1,
        ["failed:count"] = 2,
        ["scheduled:count"] = 2,
        ["processing:count"] = 1,
        ["enqueued:count-or-null"] = 1,
        ["awaiting:count"] = 1,
        ["deleted:count"] = 1,
        ["recurring:count"] = 1,
        ["retries:count"] = 1,
        ["servers:count"] = 1,
    };

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    /// <summary>Gets each page, the job it must link to, and a text it must show.</summary>
    public static TheoryData<string, string?, string> Pages => new()
    {
        { "/", null, "historyGraph" },
        { "/jobs/enqueued", "waiting", "later" },
        { "/jobs/enqueued/later", "waiting", "Chores.Do" },
        { "/jobs/enqueued/fetched/default", "running", "Chores.Wait" },
        { "/jobs/processing", "running", "Chores.Wait" },
        { "/jobs/scheduled", "scheduled", "Chores.Do" },
        { "/jobs/scheduled", "retried", "Chores.FailForAnHour" },
        { "/jobs/succeeded", "succeeded", "Chores.Do" },
        { "/jobs/failed", "failed", "could not do failed" },
        { "/jobs/failed", "unreadable", "This cannot be read." },
        { "/jobs/deleted", "deleted", "Chores.Do" },
        { "/jobs/awaiting", "awaiting", "Chores.Do" },
        { "/recurring", null, "every-year" },
        { "/servers", null, "tests:" },
        { "/retries", "retried", "Chores.FailForAnHour" },
    };

    public static TheoryData<string, string> Details => new()
    {
        { "succeeded", "did succeeded" },
        { "failed", "could not do failed" },
        { "unreadable", "This cannot be read." },
        { "retried", "Retry attempt 1 of 1" },
        { "running", "Processing" },
        { "awaiting", "Awaiting" },
        { "scheduled", "Scheduled" },
        { "deleted", "Deleted" },
        { "waiting", "later" },
    };

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task Page_ShowsItsJobs(string path, string? job, string text)
    {
        var page = await PageAsync(path);

        Assert.Contains(text, page, StringComparison.Ordinal);

        if (job is not null)
        {
            Assert.Contains($"/jobs/details/{scene[job]}\"", page, StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(Details))]
    public async Task Details_ShowTheJob(string job, string text) =>
        Assert.Contains(text, await PageAsync($"/jobs/details/{scene[job]}"), StringComparison.Ordinal);

    [Fact]
    public async Task Details_OfNoJob_SaySo() =>
        Assert.Contains("404040404", await PageAsync("/jobs/details/404040404"), StringComparison.Ordinal);

    [Fact]
    public async Task Pages_AfterTheLast_AreEmpty()
    {
        // The page of all queues has no pages of its own.
        var lists = Pages.Select(page => page.Data.Item1).Distinct()
            .Where(path => path.StartsWith("/jobs/", StringComparison.Ordinal) && path != "/jobs/enqueued");

        foreach (var path in lists)
        {
            Assert.DoesNotContain("/jobs/details/", await PageAsync($"{path}?from=50&count=10"), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Statistics_AgreeWithThePages()
    {
        using var form = new FormUrlEncodedContent(Statistics.Keys.Select(name => KeyValuePair.Create("metrics[]", name)));
        using var answer = await scene.Client.PostAsync("stats", form, Cancelled);
        var metrics = (await answer.Content.ReadFromJsonAsync<JsonObject>(Cancelled))!;

        Assert.Equal(Statistics, metrics.ToDictionary(metric => metric.Key, metric => metric.Value!["intValue"]!.GetValue<int>()));
    }

    [Fact]
    public async Task Files_AreServed()
    {
        foreach (var file in Files)
        {
            using var answer = await scene.Client.GetAsync(file[1..], Cancelled);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }
    }

    [Fact]
    public void Tests_OpenEveryPage()
    {
        var opened = Pages.Select(page => page.Data.Item1).Concat(Files).Append("/stats").Append("/jobs/details/1")
            .Select(path => DashboardRouteList.Of(path)!).ToHashSet();

        Assert.Subset(opened, DashboardRouteList.All.Where(route => !DashboardRouteList.IsCommand(route)).ToHashSet());
    }

    private async Task<string> PageAsync(string path)
    {
        using var answer = await scene.Client.GetAsync(path[1..], Cancelled);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);

        return WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(Cancelled));
    }
}
