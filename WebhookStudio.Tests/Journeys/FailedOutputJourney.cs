using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using WebhookStudio.Domain.Deliveries;
using WebhookStudio.Domain.Workflows;
using WebhookStudio.Tests.TestKit;
using static Microsoft.Playwright.Assertions;

namespace WebhookStudio.Tests.Journeys;

/// <summary>The output Failed in a real browser: drawn with the mouse, taken back, drawn with clicks, saved; and the notice of
/// a receiver that cannot be reached.</summary>
public sealed class FailedOutputJourney : IAsyncLifetime
{
    private readonly int _port = StudioProcess.FreePort();
    private readonly StudioApp _app = new();
    private StudioBrowser _browser = null!;
    private Scenario _scenario = null!;

    public async ValueTask InitializeAsync()
    {
        _app.Start();
        _browser = await StudioBrowser.StartAsync(_app.BaseUrl);
        _scenario = await Scenario.CreateAsync(_app, $"http://127.0.0.1:{_port}/hook");
    }

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        await _app.DisposeAsync();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Failed_DrawnWithTheMouseAndSaved_IsLive(bool dark)
    {
        var page = await _browser.SignInAsync(dark);
        await page.VisitAsync($"/projects/{_scenario.ProjectId}/workflow?stage={_scenario.Webhook.Id}&tab=advanced");
        await page.Test("exhausted-Fail").ClickAsync();
        await Expect(page.Test("next-error")).ToHaveTextAsync(
            "Connect the output Failed of Webhook, or choose to keep failed tasks.");
        await page.KeepAsync($"failed-settings-{Theme(dark)}");
        await page.Test("close-drawer").ClickAsync();

        await DragAsync(page);
        await DeleteAsync(page);
        await ClickAsync(page);
        await TypeAsync(page);
        await SaveAsync(page, dark);
        await ListAsync(page, dark);

        Assert.Empty(_browser.Complaints);
    }

    [Fact]
    public async Task Unreachable_TryNowOnceTheReceiverIsBack_ClosesTheCircuit()
    {
        var circuit = new StageCircuit { ProjectId = _scenario.ProjectId, StageId = _scenario.Webhook.Id };
        var now = TimeProvider.System.GetUtcNow();
        circuit.Record(AttemptOutcome.ConnectionRefused, now, new(1, TimeSpan.FromMinutes(9), TimeSpan.FromMinutes(9)));
        await _app.ReadAsync(async db =>
        {
            db.Add(circuit);

            return await db.SaveChangesAsync();
        });
        await _scenario.SubmitNewAsync();
        var page = await _browser.SignInAsync();
        await page.VisitAsync($"/projects/{_scenario.ProjectId}/workflow?stage={_scenario.Webhook.Id}");

        await Expect(Card(page, "Webhook").Test("stage-summary")).ToHaveTextAsync("Receiver unreachable");
        await Expect(page.Test("circuit-words")).ToContainTextAsync("Connection refused since");
        await page.AssertAccessibleAsync();
        await page.KeepAsync("unreachable");
        await using var receiver = await WebhookReceiver.StartAsync(_port);
        await page.Test("try-now").ClickAsync();

        await Expect(page.Test("circuit")).ToHaveCountAsync(0);
        await Expect(Card(page, "Webhook").Test("stage-summary")).ToHaveTextAsync($"127.0.0.1:{_port}/hook");
        Assert.False(await _app.ReadAsync(db => db.Circuits.AnyAsync(found => found.OpenedAt != null)));
        Assert.Empty(_browser.Complaints);
    }

    private static string Theme(bool dark) => dark ? "dark" : "light";

    private static ILocator Card(IPage page, string stage) =>
        page.Test("stage-card").Filter(new() { Has = page.GetByRole(AriaRole.Heading, new() { Name = stage, Exact = true }) });

    /// <summary>From the port to the card, as a hand does it.</summary>
    private static async Task DragAsync(IPage page)
    {
        await Expect(page.Test("connector")).ToHaveCountAsync(3);

        // The canvas glides back to its full width once the settings are closed.
        await Expect(page.Locator(".zoom")).ToHaveTextAsync("100%");
        await Expect(page.Locator(".canvas.is-gliding")).ToHaveCountAsync(0);
        await page.Test("failed-port").HoverAsync();
        var port = await CenterAsync(page.Test("failed-port"));
        var target = await CenterAsync(Card(page, "Complete"));

        await page.Mouse.MoveAsync(port.X, port.Y);
        await page.Mouse.DownAsync();
        await page.Mouse.MoveAsync(target.X, target.Y, new() { Steps = 8 });
        await page.Mouse.UpAsync();

        await Expect(page.Test("connector")).ToHaveCountAsync(4);
        await Expect(page.Locator("[data-edge][data-output='1'] .edge")).ToHaveAttributeAsync("d", new System.Text.RegularExpressions.Regex("^M"));
    }

    /// <summary>The connector is selected where it leaves its port, and deleted; the other one stays.</summary>
    private static async Task DeleteAsync(IPage page)
    {
        var port = await CenterAsync(page.Test("failed-port"));
        await page.Mouse.ClickAsync(port.X + 18, port.Y);
        await Expect(page.Locator("[data-edge-tools]")).ToHaveAttributeAsync("data-output", "1");

        await page.Keyboard.PressAsync("Delete");

        await Expect(page.Test("connector")).ToHaveCountAsync(3);
        await Expect(page.Locator("[data-edge][data-output='1']")).ToHaveCountAsync(0);
    }

    /// <summary>Drawn without dragging: two clicks.</summary>
    private static async Task ClickAsync(IPage page)
    {
        await page.GetByLabel("Failed output of Webhook").ClickAsync();
        await Card(page, "Complete").ClickAsync();

        await Expect(page.Test("connector")).ToHaveCountAsync(4);
        await Expect(page.Test("announcer")).ToHaveTextAsync("Failed output of Webhook connected to Complete");
    }

    /// <summary>Undone, and drawn without a pointer.</summary>
    private static async Task TypeAsync(IPage page)
    {
        await page.Keyboard.PressAsync("Control+z");
        await Expect(page.Test("connector")).ToHaveCountAsync(3);

        await Card(page, "Webhook").FocusAsync();
        await page.Keyboard.PressAsync("c");
        await page.Keyboard.PressAsync("c");
        await page.Keyboard.PressAsync("ArrowRight");
        await page.Keyboard.PressAsync("Enter");

        await Expect(page.Locator("[data-edge][data-output='1']")).ToHaveCountAsync(1);
    }

    private async Task SaveAsync(IPage page, bool dark)
    {
        await page.KeepAsync($"failed-output-{Theme(dark)}");
        await page.AssertAccessibleAsync();
        await page.Test("save").ClickAsync();
        await Expect(page.Test("unsaved")).ToHaveCountAsync(0);

        var project = await _app.ReadAsync(db => db.Projects.AsNoTracking().SingleAsync(p => p.Id == _scenario.ProjectId));
        Assert.Equal([StageId.Complete, StageId.Complete], project.Workflow.Get(_scenario.Webhook.Id).Next);
    }

    /// <summary>The list has a choice for each output.</summary>
    private static async Task ListAsync(IPage page, bool dark)
    {
        await page.Test("view-list").ClickAsync();
        await Expect(page.Test("failed-stage")).ToHaveValueAsync("Complete");
        await page.KeepAsync($"failed-list-{Theme(dark)}");
        await page.GetByLabel("Failed output of Webhook").SelectOptionAsync("");
        await Expect(page.Test("unsaved")).ToHaveTextAsync("1 unsaved change");
    }

    private static async Task<(float X, float Y)> CenterAsync(ILocator part)
    {
        var box = await part.BoundingBoxAsync() ?? throw new InvalidOperationException("It is not drawn.");

        return (box.X + (box.Width / 2), box.Y + (box.Height / 2));
    }
}
