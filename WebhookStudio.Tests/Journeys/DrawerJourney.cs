using System.Net;
using System.Text.Json;
using Microsoft.Playwright;
using WebhookStudio.Domain.Deliveries;
using WebhookStudio.Tests.TestKit;
using static Microsoft.Playwright.Assertions;

namespace WebhookStudio.Tests.Journeys;

/// <summary>The tabs of the Webhook drawer in a real browser: what is held is re-run by its cause, the payload is read, and
/// signatures are checked.</summary>
public sealed class DrawerJourney : IAsyncLifetime
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

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

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Held_ReRunByCause_MovesJustThose(bool dark)
    {
        var (scenario, page) = await HeldAsync(dark);
        await page.VisitAsync($"/projects/{scenario.ProjectId}/workflow");

        await page.Test("stage-badge").ClickAsync();
        await Expect(page.Test("drawer-tab-Held")).ToHaveTextAsync("Held5");
        await Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("tab=held"));
        await Expect(page.Test("held-expand")).ToHaveTextAsync(["3 × 503 Service Unavailable", "2 × 404 Not Found"]);
        await page.Test("held-expand").First.ClickAsync();
        await Expect(page.Test("held-task")).ToHaveCountAsync(3);
        await page.AssertAccessibleAsync();
        await page.KeepAsync($"drawer-held-{Theme(dark)}");

        _receiver.AlwaysAnswers(HttpStatusCode.OK);
        await RerunAsync(page, page.Test("held-rerun").Nth(1), "Re-run 2 held tasks");
        await Expect(page.Test("held-expand")).ToHaveTextAsync(["3 × 503 Service Unavailable"]);
        await RerunAsync(page, page.Test("held-rerun-all"), "Re-run 3 held tasks");
        await Expect(page.Locator("#drawer-panel-Held").GetByText("No held tasks")).ToBeVisibleAsync();

        // What is sent again is not held any more, before it is delivered.
        await Eventually.GetAsync(
            scenario.DeliveriesAsync, all => all.All(delivery => delivery.LastStatusCode == 200), Cancelled);
        Assert.Empty(_browser.Complaints);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Payload_Read_IsWhatWasSent(bool dark)
    {
        var (scenario, page) = await HeldAsync(dark);
        var sent = await _receiver.NextAsync(Cancelled);
        await page.VisitAsync($"/projects/{scenario.ProjectId}/workflow?stage={scenario.Webhook.Id}&tab=payload");

        await page.GetByTitle("Choose the task that is shown").ClickAsync();
        await page.Test("payload-chosen").ClickAsync();
        await page.Test("payload-task").PressSequentiallyAsync("tas");
        await page.Test("task-option").Filter(new() { HasText = "task1.png" }).ClickAsync();
        await Expect(page.Test("payload-facts")).ToContainTextAsync($"{sent.Body.Length:N0} bytes");
        await Expect(page.Locator("#payload-raw")).ToHaveValueAsync(sent.Text);
        await page.Locator("[data-testid=payload-differences] summary").ClickAsync();
        await Expect(page.Test("difference")).ToHaveCountAsync(3);
        await page.AssertAccessibleAsync();
        await page.KeepAsync($"drawer-payload-{Theme(dark)}");

        await page.Test("json-search").FillAsync("stagehistory");
        await Expect(page.Locator("[data-json-count]")).ToHaveTextAsync("1 of 1");
        await Expect(page.Locator(".json-lines .is-current")).ToBeInViewportAsync();
        await page.Test("json-fold").ClickAsync();
        await Expect(page.GetByLabel("Unfold \"task\"")).ToBeVisibleAsync();
        await Expect(page.Locator(".json-lines .is-current")).ToBeHiddenAsync();
        await page.Test("json-search").PressAsync("Enter");
        await Expect(page.Locator(".json-lines .is-current")).ToBeInViewportAsync();

        var download = await page.RunAndWaitForDownloadAsync(() => page.Test("schema-download").ClickAsync());
        Assert.Equal("webhook.schema.json", download.SuggestedFilename);
        Assert.Empty(_browser.Complaints);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Verify_PastedAndChosen_SaysWhy(bool dark)
    {
        var (scenario, page) = await HeldAsync(dark);
        var sent = await _receiver.NextAsync(Cancelled);
        var signature = sent.Header("X-Hub-Signature")!;
        await page.VisitAsync($"/projects/{scenario.ProjectId}/workflow?stage={scenario.Webhook.Id}");
        await page.Test("drawer-tab-Settings").FocusAsync();
        await page.Keyboard.PressAsync("End");
        await Expect(page.Test("drawer-tab-Verify")).ToBeFocusedAsync();

        await Expect(page.Test("snippet")).ToContainTextAsync("@app.route('/hook', methods=['POST'])");
        await page.Test("snippet-csharp").ClickAsync();
        await Expect(page.Test("snippet")).ToContainTextAsync("app.MapPost(\"/hook\"");
        await page.AssertAccessibleAsync();
        await page.KeepAsync($"drawer-verify-{Theme(dark)}");

        await CheckAsync(page, sent.Text, signature, "Matches. It is what was sent for task1.png.");
        await CheckAsync(page, sent.Text, $"sha1={signature.ToUpperInvariant()}", "Does not match.", "sha1= in front", "upper case");
        var written = JsonSerializer.Serialize(JsonElement.Parse(sent.Body), Indented);
        await CheckAsync(page, written, signature, "Does not match.", "written it anew");
        await page.AssertAccessibleAsync();
        await page.KeepAsync($"drawer-checker-{Theme(dark)}");

        await page.Test("checker-file").SetInputFilesAsync(new FilePayload
        {
            Name = "body.json",
            MimeType = "application/json",
            Buffer = [0xEF, 0xBB, 0xBF, .. sent.Body],
        });
        await Expect(page.Test("checker-body")).ToHaveValueAsync("");
        await page.Test("check").ClickAsync();
        await Expect(page.Test("check-fault")).ToContainTextAsync(["byte order mark"]);
        Assert.Empty(_browser.Complaints);
    }

    [Fact]
    public async Task Drawer_Width_IsKept_AndTheFocusGoesInAndBack()
    {
        var (scenario, page) = await HeldAsync(dark: false);
        await page.VisitAsync($"/projects/{scenario.ProjectId}/workflow");
        await page.Test("stage-card").Filter(new() { HasText = "Webhook" }).FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("#drawer-heading")).ToBeFocusedAsync();

        await page.Test("drawer-edge").FocusAsync();
        await page.Keyboard.PressAsync("ArrowLeft");
        Assert.Equal(456, await WidthAsync(page));
        var edge = (await page.Test("drawer-edge").BoundingBoxAsync())!;
        await page.Mouse.MoveAsync(edge.X + 4, 400);
        await page.Mouse.DownAsync();
        await page.Mouse.MoveAsync(edge.X - 600, 400, new() { Steps = 4 });
        await page.Mouse.UpAsync();
        Assert.Equal(640, await WidthAsync(page));
        await page.ReloadAsync();
        await page.ReadyAsync();
        await Expect(page.Test("drawer-edge")).ToHaveAttributeAsync("aria-valuenow", "640");
        Assert.Equal(640, await WidthAsync(page));

        await page.Locator("#drawer-heading").PressAsync("Escape");
        await Expect(page.Test("stage-drawer")).ToHaveCountAsync(0);
        await Expect(page.Test("stage-card").Filter(new() { HasText = "Webhook" })).ToBeFocusedAsync();
        Assert.Empty(_browser.Complaints);
    }

    private static string Theme(bool dark) => dark ? "dark" : "light";

    private static async Task<double> WidthAsync(IPage page) =>
        Math.Round((await page.Test("stage-drawer").BoundingBoxAsync())!.Width);

    private static async Task RerunAsync(IPage page, ILocator button, string question)
    {
        await button.ClickAsync();
        await Expect(page.Test("rerun-confirm")).ToHaveTextAsync(question);
        await page.Test("rerun-confirm").ClickAsync();
    }

    private static async Task CheckAsync(IPage page, string body, string signature, string title, params string[] faults)
    {
        await page.Test("checker-body").FillAsync(body);
        await page.Test("checker-signature").FillAsync(signature);
        await page.Test("check").ClickAsync();
        await Expect(page.Test("check-title")).ToHaveTextAsync(title);
        await Expect(page.Test("check-fault")).ToContainTextAsync(faults);
    }

    /// <summary>Three tasks that the receiver answered 503, and two that it answered 404; none is retried by itself.</summary>
    private async Task<(Scenario Scenario, IPage Page)> HeldAsync(bool dark)
    {
        var scenario = await Scenario.CreateAsync(_app, _receiver.Url, settings => settings with { AutomaticRetry = false, Concurrency = 1 });
        _receiver.Answers(
            HttpStatusCode.ServiceUnavailable, HttpStatusCode.ServiceUnavailable, HttpStatusCode.ServiceUnavailable,
            HttpStatusCode.NotFound, HttpStatusCode.NotFound);

        for (var number = 1; number <= 5; number++)
        {
            await scenario.SubmitNewAsync($"task{number}.png");
        }

        await Eventually.GetAsync(
            scenario.DeliveriesAsync,
            found => found.Count(delivery => delivery.Status is DeliveryStatus.Held) == 5,
            Cancelled);

        return (scenario, await _browser.SignInAsync(dark));
    }
}
