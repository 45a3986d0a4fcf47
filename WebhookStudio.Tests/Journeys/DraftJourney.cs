using Microsoft.Playwright;
using WebhookStudio.Tests.TestKit;
using static Microsoft.Playwright.Assertions;

namespace WebhookStudio.Tests.Journeys;

/// <summary>A draft in a real browser outlives the process, which dies without a chance to clean up, and the browser.</summary>
public sealed class DraftJourney : IAsyncLifetime
{
    private readonly string _data = Directory.CreateTempSubdirectory("studio-").FullName;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync()
    {
        TemporaryFolder.Delete(_data);

        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Draft_KilledAndOpenedAgain_IsBackAndGoesLive()
    {
        string place;

        await using (var studio = await StudioProcess.StartAsync(_data, Stop, ("WebhookStudio__SampleProject", "true")))
        {
            await using var browser = await StudioBrowser.StartAsync(studio.BaseUrl);
            var page = await browser.SignInAsync();
            place = await EditAsync(page);
            await studio.KillAsync();
        }

        await using var again = await StudioProcess.StartAsync(_data, Stop);
        await using var other = await StudioBrowser.StartAsync(again.BaseUrl);
        var back = await other.SignInAsync();
        await back.VisitAsync(place);

        await ComeBackAsync(back);
        await LeaveAsync(back, place);
        await RestoreAsync(back, place);
        Assert.Empty(other.Complaints);
    }

    /// <summary>Changes a setting, and waits for nothing but the quiet word.</summary>
    private static async Task<string> EditAsync(IPage page)
    {
        await page.GotoAsync("/");
        await page.ReadyAsync();
        var project = await page.Locator("a[href^='/projects/']").First.GetAttributeAsync("href");
        await page.VisitAsync($"/projects/{project!.Split('/')[2]}/workflow");
        await page.Test("stage-card").Filter(new() { HasText = "Webhook" }).First.ClickAsync();
        await Expect(page.Test("discard")).ToHaveCountAsync(0);
        await page.Test("rename").ClickAsync();
        await page.Test("stage-name-input").FillAsync("To the oven");
        await page.Keyboard.PressAsync("Enter");

        await Expect(page.Test("unsaved")).ToHaveTextAsync("1 unsaved change");
        await Expect(page.Test("draft-state")).ToHaveTextAsync("Draft saved");

        return new Uri(page.Url).PathAndQuery;
    }

    /// <summary>The draft, the note about it, and the drawer are back.</summary>
    private static async Task ComeBackAsync(IPage page)
    {
        await Expect(page.Test("restored-note")).ToContainTextAsync("Your draft is back. Last changed");
        await Expect(page.Test("restored-note")).ToContainTextAsync("based on v");
        await Expect(page.Test("unsaved")).ToHaveTextAsync("1 unsaved change");
        await Expect(page.Test("stage-drawer").GetByRole(AriaRole.Heading, new() { Name = "To the oven" })).ToBeVisibleAsync();
        await page.AssertAccessibleAsync();
        await page.KeepAsync("draft-restored");
        await page.Test("undo").ClickAsync();
        await Expect(page.Test("unsaved")).ToHaveCountAsync(0);
        await page.Test("redo").ClickAsync();
        await Expect(page.Test("draft-state")).ToBeVisibleAsync();
    }

    /// <summary>Leaving asks; staying stays, and saving on the way makes it live.</summary>
    private static async Task LeaveAsync(IPage page, string place)
    {
        await page.Locator("[data-go=t]").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Dialog)).ToContainTextAsync("These changes are not live yet");
        await page.AssertAccessibleAsync();
        await page.KeepAsync("draft-leave");
        await page.Test("stay").ClickAsync();
        await Expect(page.Test("workflow-editor")).ToBeVisibleAsync();

        await page.Locator("[data-go=t]").ClickAsync();
        await page.Test("leave-save").ClickAsync();
        await page.WaitForURLAsync("**/tasks");
        await page.VisitAsync(place);
        await Expect(page.Test("editor-state")).ToContainTextAsync("Live v");
        await Expect(page.Test("unsaved")).ToHaveCountAsync(0);
    }

    /// <summary>The version before is looked at and becomes the draft.</summary>
    private static async Task RestoreAsync(IPage page, string place)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = "Workflow actions" }).ClickAsync();
        await page.Test("menu-versions").ClickAsync();
        await Expect(page.Test("version")).ToHaveCountAsync(2);
        await Expect(page.Test("version").First.Test("live-chip")).ToBeVisibleAsync();
        await page.AssertAccessibleAsync();
        await page.KeepAsync("versions");

        await page.Test("version-view").Last.ClickAsync();
        await Expect(page.Test("version-banner")).ToContainTextAsync("You are looking at an earlier state");
        await page.Test("stage-card").Filter(new() { HasText = "Webhook" }).First.ClickAsync();
        await Expect(page.Test("version-stage")).ToContainTextAsync("Authentication");
        await page.AssertAccessibleAsync();
        await page.KeepAsync("version-view");
        await page.Test("version-restore").ClickAsync();

        await Expect(page.Test("unsaved")).ToHaveTextAsync("1 unsaved change");
        await Expect(page.Test("announcer")).ToContainTextAsync("restore v");
        await page.Keyboard.PressAsync("Control+s");
        await Expect(page.Test("unsaved")).ToHaveCountAsync(0);
        Assert.NotEmpty(place);
    }
}
