using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using WebhookStudio.Data;
using WebhookStudio.Domain.Workflows;
using WebhookStudio.Tests.TestKit;

namespace WebhookStudio.Tests.Journeys;

/// <summary>With 200,000 tasks and a million attempts, people can still work.</summary>
public sealed class BigDatabaseJourney(BigStudio studio) : IClassFixture<BigStudio>
{
    /// <summary>Far above what a page takes on a machine with nothing else to do, far below what a scan of everything takes
    /// on a busy one.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);

    private string Root => $"/projects/{studio.Project}";

    [Fact]
    public async Task Tallies_FilledDatabase_CountWhatTheLogHolds()
    {
        var (counted, kept) = await studio.App.ReadAsync(async db => (
            await db.Set<AttemptTally>().SumAsync(tally => tally.Count), await db.Set<AttemptRow>().CountAsync()));

        Assert.Equal((BigStudio.Attempts, BigStudio.Attempts), (counted, kept));
    }

    [Theory]
    [InlineData("tasks", "tbody tr")]
    [InlineData("tasks?stage=Label", "tbody tr")]
    [InlineData("tasks?view=held", "tbody tr")]
    [InlineData("tasks?q=brioche", "tbody tr")]
    [InlineData("logs", "tbody tr")]
    [InlineData("logs?status=failed", "tbody tr")]
    [InlineData("label", "[data-testid=submit-reason]")]
    [InlineData("workflow", ".canvas[data-live]")]
    public async Task Page_BigDatabase_ComesInTime(string path, string sign)
    {
        var page = await studio.Browser.SignInAsync();
        var started = Stopwatch.GetTimestamp();

        await page.VisitAsync($"{Root}/{path}");
        await page.Locator(sign).First.WaitForAsync();

        var took = Stopwatch.GetElapsedTime(started);
        await page.KeepAsync($"big-{path.Split('?')[0]}-light");
        Assert.True(took < Longest, $"{path} took {took.TotalSeconds:0.0} s.");
    }

    [Fact]
    public async Task NewRows_WhileReadingTasks_LeaveTheRowWhereItIs()
    {
        var page = await studio.Browser.SignInAsync();
        await page.VisitAsync($"{Root}/tasks?stage=Complete");
        var row = page.Locator("tbody tr").Nth(12);
        var (name, before) = (await row.Locator(".external-id").InnerTextAsync(), await row.BoundingBoxAsync());

        await AddTasksAsync(3);

        // Another stage grows on the same screen: the news have arrived.
        var waiting = await studio.App.ReadAsync(db => db.Tasks.CountAsync(task => task.StageId == new StageId("Label")));
        await Assertions.Expect(page.GetByText(new Regex($"^{waiting / 1000}[ ,]?{waiting % 1000:000}$")).First).ToBeVisibleAsync(new() { Timeout = 20_000 });
        Assert.Equal(name, await row.Locator(".external-id").InnerTextAsync());
        Assert.Equal(before!.Y, (await row.BoundingBoxAsync())!.Y);
    }

    private async Task AddTasksAsync(int count)
    {
        using var client = studio.App.CreateApiClient();
        var assets = Enumerable.Range(1, count).Select(number => (JsonNode)new JsonObject
        {
            ["data"] = $"https://pictures.example/new-{number}.png",
        });
        using var answer = await client.PostAsJsonAsync(
            $"/v2/project/{studio.Project}/cloud",
            new JsonObject { ["assets"] = new JsonArray([.. assets]) },
            TestContext.Current.CancellationToken);
        answer.EnsureSuccessStatusCode();
    }
}
