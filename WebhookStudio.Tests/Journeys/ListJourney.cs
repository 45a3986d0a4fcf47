using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using WebhookStudio.Domain.Workflows;
using WebhookStudio.Tests.TestKit;
using static Microsoft.Playwright.Assertions;

namespace WebhookStudio.Tests.Journeys;

/// <summary>A whole workflow is built in the list with nothing but a keyboard, and the list fits a narrow window.</summary>
public sealed class ListJourney : IAsyncLifetime
{
    private readonly StudioApp _app = new();
    private StudioBrowser _browser = null!;

    public async ValueTask InitializeAsync()
    {
        _app.Start();
        _browser = await StudioBrowser.StartAsync(_app.BaseUrl);
    }

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        await _app.DisposeAsync();
    }

    [Fact]
    public async Task Workflow_BuiltByKeyboardAlone_IsLive()
    {
        var scenario = await Scenario.CreateAsync(_app, Workflow.Default);
        var page = await _browser.SignInAsync();
        await page.VisitAsync($"/projects/{scenario.ProjectId}/workflow?view=list");

        // Away with what is there: Start leads to Complete then.
        await ReachAsync(page, "[aria-label='Delete Label']");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Test("list-row")).ToHaveCountAsync(2);
        await Expect(page.GetByLabel("Settings of Start")).ToBeFocusedAsync();

        // A Label stage that nothing leads to; its name is typed at once.
        await ReachAsync(page, "button:has([data-testid=list-add])");
        await ChooseAsync(page, "list-add-label");
        await NameAsync(page, "Draw");
        await ConnectAsync(page, "Next stage of Start", "Draw");
        await ConnectAsync(page, "Next stage of Draw", "Complete");

        // A Webhook stage between the two.
        await ReachAsync(page, "[aria-label='Add a stage after Draw']");
        await ChooseAsync(page, "list-insert-webhook");
        await NameAsync(page, "Tell");
        await Expect(page.GetByLabel("Next stage of Draw").Locator("option:checked")).ToHaveTextAsync("Tell");
        await page.AssertAccessibleAsync();

        // Its settings, and back to its row.
        await ReachAsync(page, "[aria-label='Settings of Tell']");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("#drawer-heading")).ToBeFocusedAsync();
        await ReachAsync(page, "#webhook-url");
        await page.Keyboard.TypeAsync("http://127.0.0.1:5999/hook");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Escape");
        await Expect(page.Test("stage-drawer")).ToHaveCountAsync(0);
        await Expect(page.GetByLabel("Settings of Tell")).ToBeFocusedAsync();

        await page.Keyboard.PressAsync("Control+s");
        await Expect(page.Test("unsaved")).ToHaveCountAsync(0);
        await page.KeepAsync("list-built");

        var live = (await _app.ReadAsync(db => db.Projects.AsNoTracking().SingleAsync(p => p.Id == scenario.ProjectId))).Workflow;
        Assert.Equal(["Start", "Draw", "Tell", "Complete"], Way(live));
        Assert.Empty(_browser.Complaints);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task List_NarrowWindow_HasRowsOfTwoLines(bool dark)
    {
        var scenario = await Scenario.CreateAsync(_app, "https://ml.bakery.example/hook");
        var page = await _browser.SignInAsync(dark, width: 390, height: 844);
        await page.VisitAsync($"/projects/{scenario.ProjectId}/workflow");

        await Expect(page.Test("list-row")).ToHaveCountAsync(4);
        await page.AssertAccessibleAsync();
        await page.KeepAsync($"list-narrow-{(dark ? "dark" : "light")}");
        var overflow = await page.EvaluateAsync<int>(
            "Math.max(...[document.documentElement, document.querySelector('.editor-list')].map(part => part.scrollWidth - part.clientWidth))");
        Assert.True(overflow <= 0, $"The list is {overflow} px too wide.");
        var row = await page.Test("list-row").Nth(1).BoundingBoxAsync();
        Assert.InRange(row!.Height, 60, 100);

        await page.GetByLabel("Settings of Webhook").ClickAsync();
        await Expect(page.Test("stage-drawer")).ToBeVisibleAsync();
        await page.Test("drawer-tab-Verify").ClickAsync();
        await Expect(page.Test("snippet")).ToBeVisibleAsync();
        await page.AssertAccessibleAsync();
        await page.Test("close-drawer").ClickAsync();
        await Expect(page.GetByLabel("Settings of Webhook")).ToBeFocusedAsync();
        Assert.Empty(_browser.Complaints);
    }

    private static IEnumerable<string> Way(Workflow workflow)
    {
        for (var stage = workflow.Start; ; stage = workflow.Get(stage.Output!.Value))
        {
            yield return stage.Name;

            if (stage.Output is null)
            {
                yield break;
            }
        }
    }

    /// <summary>Presses Tab until something has the focus.</summary>
    private static async Task ReachAsync(IPage page, string selector)
    {
        for (var pressed = 0; pressed < 150; pressed++)
        {
            if (await page.EvaluateAsync<bool>("selector => document.activeElement?.matches(selector) ?? false", selector))
            {
                return;
            }

            await page.Keyboard.PressAsync("Tab");
        }

        Assert.Fail($"{selector} cannot be reached with Tab.");
    }

    /// <summary>Opens the menu that has the focus, and goes down to an item.</summary>
    private static async Task ChooseAsync(IPage page, string item)
    {
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator(".menu:popover-open")).ToBeVisibleAsync();

        for (var pressed = 0; pressed < 10; pressed++)
        {
            if (await page.EvaluateAsync<string>("document.activeElement?.dataset.testid ?? ''") == item)
            {
                await page.Keyboard.PressAsync("Enter");

                return;
            }

            await page.Keyboard.PressAsync("ArrowDown");
        }

        Assert.Fail($"{item} is not in the menu.");
    }

    /// <summary>Types the name of the stage that was just added: its field has the focus.</summary>
    private static async Task NameAsync(IPage page, string name)
    {
        await Expect(page.Locator("[data-testid=list-name]:focus")).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Control+a");
        await page.Keyboard.TypeAsync(name);
        await page.Keyboard.PressAsync("Tab");
        await Expect(page.GetByLabel($"Settings of {name}")).ToBeVisibleAsync();
    }

    private static async Task ConnectAsync(IPage page, string label, string to)
    {
        await ReachAsync(page, $"[aria-label='{label}']");
        await page.Keyboard.TypeAsync(to[..2]);
        await Expect(page.GetByLabel(label).Locator("option:checked")).ToHaveTextAsync(to);
    }
}
