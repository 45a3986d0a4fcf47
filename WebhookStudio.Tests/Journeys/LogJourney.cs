using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Deliveries;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Domain.Workflows;
using WebhookStudio.Platform;
using WebhookStudio.Tests.TestKit;
using static Microsoft.Playwright.Assertions;

namespace WebhookStudio.Tests.Journeys;

/// <summary>The log as a person uses it: narrowed, drawn over, read, copied and taken away, while new lines come in.</summary>
public sealed class LogJourney : SampleTest
{
    private static readonly (AttemptOutcome Outcome, int? Code)[] Endings =
    [
        (AttemptOutcome.Answered, 200), (AttemptOutcome.Answered, 200), (AttemptOutcome.Answered, 503), (AttemptOutcome.TimedOut, null),
    ];

    private int _number;

    [Fact]
    public async Task Log_FilteredDrawnReadAndTaken_WorksAsTold()
    {
        await GivenLogAsync();
        var page = await Browser.SignInAsync();
        await page.Context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
        await page.VisitAsync($"/projects/{Project}/logs?range=24h");

        await FilterAsync(page);
        await DrawAsync(page);
        await ReadAsync(page);
        await WaitAsync(page);
        await CopyAsync(page);
        await TakeAsync(page);
        await AllTimeAsync(page);

        Assert.Empty(Browser.Complaints);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Log_BothThemesAndNarrow_IsAccessible(bool dark)
    {
        var theme = dark ? "dark" : "light";
        await GivenLogAsync();
        var page = await Browser.SignInAsync(dark);
        await page.VisitAsync($"/projects/{Project}/logs?range=24h&cause=503&latest=true");
        await Expect(page.Test("log-chips")).ToBeVisibleAsync();
        await page.AssertAccessibleAsync();
        await page.VisitAsync($"/projects/{Project}/logs?range=24h");
        await page.Test("log-row").Nth(2).ClickAsync();
        await Expect(page.Test("attempt-sentence")).ToBeVisibleAsync();
        await page.AssertAccessibleAsync();
        await page.KeepAsync($"logs-detail-{theme}");

        await page.SetViewportSizeAsync(390, 844);
        await page.AssertAccessibleAsync();
        await page.KeepAsync($"logs-detail-narrow-{theme}");
        await page.Test("attempt-close").ClickAsync();
        await Expect(page.Test("log-row").First).ToBeVisibleAsync();
        await page.AssertAccessibleAsync();
        await page.KeepAsync($"logs-narrow-{theme}");

        Assert.Empty(Browser.Complaints);
    }

    private static async Task FilterAsync(IPage page)
    {
        await Expect(page.Locator(".state-sentence")).ToHaveTextAsync("40 attempts in 24 hours, 20 failed");
        await page.Test("log-failed").ClickAsync();
        await Expect(page.Test("log-range")).ToHaveTextAsync("1-20 of 20");

        await page.GetByRole(AriaRole.Button, new() { Name = "Filter", Exact = true }).ClickAsync();
        await page.Test("add-cause").ClickAsync();
        await Expect(page.Test("log-cause")).ToBeFocusedAsync();
        await page.Test("log-cause").SelectOptionAsync("503");
        await Expect(page.Test("log-range")).ToHaveTextAsync("1-10 of 10");
        await Expect(page.Test("log-failed").Locator(".count")).ToHaveTextAsync("10");
        await page.KeepAsync("logs-filtered");

        await page.Test("chip-cause").GetByRole(AriaRole.Button).ClickAsync();
        await Expect(page.Test("log-range")).ToHaveTextAsync("1-20 of 20");
        await page.Keyboard.PressAsync("/");
        await page.Keyboard.TypeAsync("LOG7");
        await Expect(page.Test("log-range")).ToHaveTextAsync("1-1 of 1");
        await page.Test("log-search").FillAsync("");
        await page.Test("log-search").PressAsync("Enter");
        await page.Test("log-all").ClickAsync();
        await Expect(page.Test("log-range")).ToHaveTextAsync("1-40 of 40");
    }

    /// <summary>Bars that are drawn over set the time; a bar is found by keys as well.</summary>
    private static async Task DrawAsync(IPage page)
    {
        var chart = page.Locator("[data-histogram]");
        var box = await chart.BoundingBoxAsync() ?? throw new InvalidOperationException("The chart is not drawn.");
        await page.Mouse.MoveAsync(box.X + (box.Width / 2), box.Y + 20);
        await page.Mouse.DownAsync();
        await page.Mouse.MoveAsync(box.X + box.Width - 2, box.Y + 20, new() { Steps = 6 });
        await page.Mouse.UpAsync();
        await Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("range=2\\d{3}-"));
        await Expect(page.Locator(".state-sentence")).ToContainTextAsync("in this time");

        await page.GoBackAsync();
        await Expect(page.Test("log-range")).ToHaveTextAsync("1-40 of 40");
        await chart.FocusAsync();
        await page.Keyboard.PressAsync("ArrowLeft");
        await Expect(page.Locator("[data-histogram-tip]")).ToContainTextAsync("delivered");
        await page.Keyboard.PressAsync("Home");
        await page.Keyboard.PressAsync("Shift+End");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Test("log-range")).ToHaveTextAsync("1-40 of 40");
        await page.GoBackAsync();
        await page.Test("histogram-table").ClickAsync();
        await Expect(page.Test("histogram").GetByRole(AriaRole.Table)).ToBeVisibleAsync();
        await page.AssertAccessibleAsync();
        await page.Test("histogram-table").ClickAsync();
    }

    private static async Task ReadAsync(IPage page)
    {
        await page.Keyboard.PressAsync("j");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Test("attempt-sentence")).ToContainTextAsync("The server");
        var first = await page.Locator(".logs-table [aria-current=true]").TextContentAsync();
        await page.Keyboard.PressAsync("j");
        await Expect(page.Locator(".logs-table [aria-current=true]")).Not.ToHaveTextAsync(first!);
        await page.Keyboard.PressAsync("k");
        await Expect(page.Locator(".logs-table [aria-current=true]")).ToHaveTextAsync(first!);

        await page.Test("tab-Request").ClickAsync();
        await Expect(page.Test("body").Locator("pre")).ToContainTextAsync("\"externalId\": \"log");
        await page.Test("body-raw").ClickAsync();
        await Expect(page.Test("body").Locator("pre")).ToHaveTextAsync(new System.Text.RegularExpressions.Regex("^\\{\"externalId\":\"log"));
        await page.AssertAccessibleAsync();
        await page.Keyboard.PressAsync("c");
        await Expect(page.Test("copy-curl")).ToHaveTextAsync("Copied");
        Assert.StartsWith("curl -X POST ", await page.EvaluateAsync<string>("() => navigator.clipboard.readText()"), StringComparison.Ordinal);

        var download = await page.RunAndWaitForDownloadAsync(() => page.Test("download").ClickAsync());
        Assert.EndsWith("-request.txt", download.SuggestedFilename, StringComparison.Ordinal);
    }

    /// <summary>What comes in while a line is open waits above; nothing moves until it is asked for.</summary>
    private async Task WaitAsync(IPage page)
    {
        var top = await page.Test("log-row").First.TextContentAsync();

        await GivenAttemptsAsync(3, DateTimeOffset.UnixEpoch);

        await Expect(page.Test("new-rows")).ToHaveTextAsync("3 new, show");
        await Expect(page.Test("log-row").First).ToHaveTextAsync(top!);
        await page.KeepAsync("logs-live");
        await page.Keyboard.PressAsync("Escape");
        await Expect(page.Test("attempt-panel")).ToHaveCountAsync(0);
        await page.Test("new-rows").ClickAsync();
        await Expect(page.Test("log-range")).ToHaveTextAsync("1-43 of 43");
        await Expect(page.Test("new-rows")).ToHaveCountAsync(0);

        await page.Test("live").ClickAsync();
        await Expect(page.Test("live")).ToHaveAttributeAsync("aria-pressed", "false");
        await GivenAttemptsAsync(1, DateTimeOffset.UnixEpoch);
        await Expect(page.Test("new-rows")).ToHaveTextAsync("1 new, show");
        await page.Test("live").ClickAsync();
        await GivenAttemptsAsync(1, DateTimeOffset.UnixEpoch);
        await Expect(page.Test("log-range")).ToHaveTextAsync("1-45 of 45");
    }

    private static async Task CopyAsync(IPage page)
    {
        await page.Test("compact").ClickAsync();
        await Expect(page.Test("log-text")).ToBeVisibleAsync();
        await page.GetByText("Copy lines").ClickAsync();
        var text = await page.EvaluateAsync<string>("() => navigator.clipboard.readText()");

        Assert.Equal(45, text.Split('\n').Length);
        Assert.Matches(@"^\[\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\]\[(200|503|Timed out)\] log\d+\.png$", text.Split('\n')[0]);
        await page.AssertAccessibleAsync();
        await page.KeepAsync("logs-compact");
    }

    private static async Task TakeAsync(IPage page)
    {
        await page.Test("log-failed").ClickAsync();
        await Expect(page.Test("log-range")).ToContainTextAsync("of 22");
        await page.GetByRole(AriaRole.Button, new() { Name = "Export, re-run failed in this filter" }).ClickAsync();
        var download = await page.RunAndWaitForDownloadAsync(() => page.Test("export-csv").ClickAsync());

        Assert.StartsWith("sample-project-logs-24h-until-", download.SuggestedFilename, StringComparison.Ordinal);
        var lines = await File.ReadAllLinesAsync(await download.PathAsync(), TestContext.Current.CancellationToken);
        Assert.Equal(23, lines.Length);
        Assert.All(lines.Skip(1), line => Assert.Contains(",false,log", line, StringComparison.Ordinal));

        await page.GetByRole(AriaRole.Button, new() { Name = "Export, re-run failed in this filter" }).ClickAsync();
        await page.Test("rerun-filtered").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Dialog)).ToContainTextAsync("Re-run 22 tasks?");
        await page.GetByRole(AriaRole.Button, new() { Name = "Cancel" }).ClickAsync();
    }

    /// <summary>A time without a line says so, and leads to all of them.</summary>
    private async Task AllTimeAsync(IPage page)
    {
        await page.VisitAsync($"/projects/{Project}/logs?range=2020-01-01T00:00Z/2020-01-02T00:00Z");
        await Expect(page.GetByText("No deliveries in this time")).ToBeVisibleAsync();
        await page.AssertAccessibleAsync();
        await page.Test("log-all-time").ClickAsync();
        await Expect(page.Test("log-range")).ToHaveTextAsync("1-45 of 45");

        await page.GetByTitle("Choose the time").First.ClickAsync();
        await page.Test("range-custom").ClickAsync();
        await page.Test("range-to").FillAsync("2020-01-01T00:00");
        await page.Test("range-apply").ClickAsync();
        await Expect(page.Test("range-error")).ToContainTextAsync("ends before it begins");
        await page.AssertAccessibleAsync();
        await page.Test("range-from").FillAsync("2019-12-31T22:00");
        await page.Test("range-apply").ClickAsync();
        await Expect(page.Test("log-range-word")).ToHaveTextAsync("31 Dec 22:00 - 1 Jan 00:00");
    }

    private async Task GivenLogAsync()
    {
        var now = App.Get<TimeProvider>().GetUtcNow();

        for (var i = 0; i < 10; i++)
        {
            await GivenAttemptsAsync(4, now.AddHours(-i).AddMinutes(-10));
        }
    }

    /// <summary>Writes attempts as the engine does, each of a task of its own, and tells the screens.</summary>
    private async Task GivenAttemptsAsync(int count, DateTimeOffset at)
    {
        var project = new Id<Project>(Project);
        var now = App.Get<TimeProvider>().GetUtcNow();
        at = at == DateTimeOffset.UnixEpoch ? now : at;
        await App.ReadAsync(async db =>
        {
            var workflow = (await db.Projects.AsNoTracking().SingleAsync(p => p.Id == project)).Workflow;
            var webhook = workflow.Stages.Single(stage => stage.Kind is StageKind.Webhook);

            for (var i = 0; i < count; i++)
            {
                db.AddRange(LogRows.Make(project, webhook, $"log{_number}.png", Endings[_number++ % Endings.Length], at.AddSeconds(i)));
            }

            return await db.SaveChangesAsync();
        });
        App.Get<IProjectFeed>().Publish(project);
    }
}
