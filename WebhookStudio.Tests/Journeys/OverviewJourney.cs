using System.Globalization;
using System.Net;
using WebhookStudio.Domain.Deliveries;
using WebhookStudio.Tests.TestKit;
using static Microsoft.Playwright.Assertions;

namespace WebhookStudio.Tests.Journeys;

/// <summary>The overview as a person uses it: the way to the first delivery, then numbers that lead to their lists.</summary>
public sealed class OverviewJourney : IAsyncLifetime
{
    private readonly StudioApp _app = new();
    private WebhookReceiver _receiver = null!;
    private StudioBrowser _browser = null!;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _receiver = await WebhookReceiver.StartAsync();
        _app.Start();
        _browser = await StudioBrowser.StartAsync(_app.BaseUrl);
    }

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        await _app.DisposeAsync();
        await _receiver.DisposeAsync();
    }

    [Fact]
    public async Task Steps_TakenOneByOne_TickThemselves()
    {
        var scenario = await Scenario.CreateAsync(_app, _receiver.Url);
        var page = await _browser.SignInAsync();
        await page.VisitAsync($"/projects/{scenario.ProjectId}/overview");
        await Expect(page.Test("steps-count")).ToHaveTextAsync("1 of 6");
        await Expect(page.Test("step-2")).ToHaveAttributeAsync("aria-current", "step");

        await page.Test("hide-steps").ClickAsync();
        await Expect(page.Test("health")).ToBeVisibleAsync();
        await page.VisitAsync($"/projects/{scenario.ProjectId}/overview");
        await Expect(page.Test("health")).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("?");
        await page.Test("first-steps").ClickAsync();
        await Expect(page.Test("steps-count")).ToBeVisibleAsync();

        // Nobody reloads the page: what happens elsewhere arrives.
        var task = (await scenario.AddTasksAsync(["task1.png"]))[0];
        await scenario.SubmitAsync(task);
        await Expect(page.Test("steps-count")).ToHaveTextAsync("4 of 6", new() { Timeout = 15_000 });
        await page.AssertAccessibleAsync();
        await page.KeepAsync("overview-steps-light");

        await page.Test("last-delivery").ClickAsync();
        await Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/logs\\?entry="));
        Assert.Empty(_browser.Complaints);
    }

    [Theory]
    [InlineData(false, 1440)]
    [InlineData(true, 1440)]
    [InlineData(true, 390)]
    public async Task Numbers_Followed_LeadToListsOfTheirSize(bool dark, int width)
    {
        var scenario = await HeldAsync();
        var page = await _browser.SignInAsync(dark, width, width < 500 ? 844 : 900);
        await page.VisitAsync($"/projects/{scenario.ProjectId}/overview");
        await Expect(page.Test("health-held").Locator(".health-value")).ToHaveTextAsync("3");
        await Expect(page.Test("health-delivered").Locator(".health-value")).ToHaveTextAsync("2");
        await Expect(page.Test("health-failed").Locator(".health-note")).ToHaveTextAsync("3 of 5 failed");
        await Expect(page.Test("attention-item").First).ToContainTextAsync("Webhook holds 3 tasks");
        await page.AssertAccessibleAsync();
        await page.KeepAsync(string.Create(CultureInfo.InvariantCulture, $"overview-{(dark ? "dark" : "light")}-{width}"));

        await page.Test("health-held").ClickAsync();
        await Expect(page.Locator(".tasks-table tbody tr")).ToHaveCountAsync(3);
        await page.VisitAsync($"/projects/{scenario.ProjectId}/overview");
        await page.Test("health-delivered").ClickAsync();
        await Expect(page.Test("log-row")).ToHaveCountAsync(2);
        await page.VisitAsync($"/projects/{scenario.ProjectId}/overview?chart=table&range=7d");
        await Expect(page.Test("trend-table").Locator("tbody tr").First).ToContainTextAsync("2");

        // The pictures of these tasks lie on a host that does not exist.
        Assert.DoesNotContain(_browser.Complaints, complaint => !complaint.Contains("pictures.example", StringComparison.Ordinal)
            && !complaint.Contains("ERR_NAME_NOT_RESOLVED", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Rerun_FromTheOverview_EmptiesIt()
    {
        var scenario = await HeldAsync();
        var page = await _browser.SignInAsync();
        await page.VisitAsync($"/projects/{scenario.ProjectId}/overview");
        _receiver.AlwaysAnswers(HttpStatusCode.OK);

        await page.Test("attention-rerun").ClickAsync();
        await page.Test("rerun-confirm").ClickAsync();

        await Expect(page.Test("health-held").Locator(".health-value")).ToHaveTextAsync("0", new() { Timeout = 15_000 });
        await page.Test("activity").ClickAsync();
        await Expect(page.Locator(".activity-list").Last).ToContainTextAsync("3 delivered", new() { Timeout = 15_000 });
        await page.AssertAccessibleAsync();
        await page.KeepAsync("activity-light");
        Assert.Empty(_browser.Complaints);
    }

    private async Task<Scenario> HeldAsync()
    {
        var scenario = await Scenario.CreateAsync(_app, _receiver.Url, settings => settings with { AutomaticRetry = false });
        await scenario.SubmitNewAsync("task1.png");
        await scenario.SubmitNewAsync("task2.png");
        await DeliveredAsync(scenario, 2);
        _receiver.AlwaysAnswers(HttpStatusCode.ServiceUnavailable);

        foreach (var name in (string[])["task3.png", "task4.png", "task5.png"])
        {
            await scenario.SubmitNewAsync(name);
        }

        await DeliveredAsync(scenario, 5);

        return scenario;
    }

    private static Task<List<DeliveryAttempt>> DeliveredAsync(Scenario scenario, int attempts) =>
        Eventually.GetAsync(scenario.AttemptsAsync, found => found.Count == attempts, Cancelled);
}
