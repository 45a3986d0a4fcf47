using Microsoft.Playwright;
using WebhookStudio.Tests.TestKit;
using static Microsoft.Playwright.Assertions;

namespace WebhookStudio.Tests.Journeys.Canvas;

/// <summary>Everything on the canvas without a mouse.</summary>
[Collection(CanvasJourneys.Name)]
public sealed class KeyboardJourney(CanvasFixture fixture)
{
    [Fact]
    public async Task Keys_GoMoveConnectAndDelete_WithoutAMouse()
    {
        var canvas = await fixture.OpenAsync();

        // One stop for Tab; arrows lead on.
        await Expect(canvas.Page.Locator(".node[tabindex='0']")).ToHaveCountAsync(1);
        await canvas.Card("Start").FocusAsync();
        await canvas.PressAsync("ArrowRight", "ArrowRight");
        await Expect(canvas.Card("Webhook")).ToBeFocusedAsync();
        await canvas.PressAsync("ArrowLeft");
        await Expect(canvas.Card("Label")).ToBeFocusedAsync();

        // However often it is pressed, it is one move.
        await canvas.Page.Keyboard.DownAsync("Alt");
        await canvas.PressAsync("ArrowDown", "ArrowDown", "Shift+ArrowDown");
        await canvas.Page.Keyboard.UpAsync("Alt");
        await canvas.ExpectAtAsync("Label", 352, 352);
        await Expect(canvas.Announcer).ToHaveTextAsync("Label moved");
        await canvas.UndoAsync("move Label");
        await canvas.ExpectAtAsync("Label", 352, 160);

        // Connect: C, arrows, Enter. What is refused says why.
        await canvas.PressAsync("c", "ArrowLeft");
        await Expect(canvas.Announcer).ToHaveTextAsync("Start: Start has no input");
        await canvas.PressAsync("ArrowRight", "ArrowRight", "ArrowRight");
        await Expect(canvas.Card("Complete")).ToHaveAttributeAsync("data-aimed", "");
        await canvas.PressAsync("Enter");
        await Expect(canvas.Connector("Label", "Complete")).ToHaveCountAsync(1);
        await Expect(canvas.Card("Label")).ToBeFocusedAsync();

        // Delete, and the reason where there is one.
        await canvas.PressAsync("ArrowRight", "Backspace");
        await Expect(canvas.Card("Webhook")).ToHaveCountAsync(0);
        await canvas.Card("Start").FocusAsync();
        await canvas.PressAsync("Delete");
        await Expect(canvas.Announcer).ToHaveTextAsync("Start stays: every task begins there.");
        Assert.Empty(fixture.Complaints);
    }

    [Fact]
    public async Task Clipboard_CopyCutPasteDuplicate_KeepsConnectorsAndNames()
    {
        var canvas = await fixture.OpenAsync();
        await canvas.Page.Context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
        await canvas.Card("Label").FocusAsync();
        await canvas.PressAsync("Shift+Enter", "ArrowRight", "Shift+Enter");
        await canvas.ExpectSelectedAsync("Label", "Webhook");

        await canvas.PressAsync("Control+c");
        await Expect(canvas.Announcer).ToHaveTextAsync("2 stages copied");
        await canvas.Page.WaitForFunctionAsync(
            "async () => (await navigator.clipboard.readText()).includes('webhookStudio')");
        await canvas.PressAsync("Control+v");
        await Expect(canvas.Connector("Label copy", "Webhook copy")).ToHaveCountAsync(1);
        await canvas.ExpectSelectedAsync("Label copy", "Webhook copy");
        await canvas.ExpectAtAsync("Label copy", 368, 176);

        await canvas.PressAsync("Control+d");
        await Expect(canvas.Connector("Label copy 2", "Webhook copy 2")).ToHaveCountAsync(1);
        await canvas.PressAsync("Control+x");
        await Expect(canvas.Card("Label copy 2")).ToHaveCountAsync(0);
        await Expect(canvas.Announcer).ToHaveTextAsync("2 stages cut");
        await canvas.Page.WaitForFunctionAsync(
            "async () => (await navigator.clipboard.readText()).includes('Label copy 2')");
        await canvas.PressAsync("Control+v");
        await Expect(canvas.Connector("Label copy 2", "Webhook copy 2")).ToHaveCountAsync(1);

        // Something else on the clipboard is refused in words.
        await canvas.Page.EvaluateAsync("navigator.clipboard.writeText('croissants')");
        await canvas.PressAsync("Control+v");
        await Expect(canvas.Announcer).ToContainTextAsync("The clipboard holds no stages.");
        Assert.Empty(fixture.Complaints);
    }

    [Fact]
    public async Task Rename_InPlace_CommitsCancelsAndRefusesTakenNames()
    {
        var canvas = await fixture.OpenAsync();
        var field = canvas.Page.Locator(".rename input");

        await canvas.Card("Label").FocusAsync();
        await canvas.PressAsync("F2");
        await Expect(field).ToHaveValueAsync("Label");
        await field.FillAsync("Webhook");
        await canvas.PressAsync("Enter");
        await Expect(canvas.Page.Locator(".rename-refusal")).ToHaveTextAsync("Another stage is named Webhook.");
        await canvas.Page.KeepAsync("canvas-rename");
        await canvas.Page.AssertAccessibleAsync();
        await field.FillAsync("Draw");
        await canvas.PressAsync("Enter");
        await Expect(canvas.Card("Draw")).ToBeFocusedAsync();

        // A double click on the name; Escape keeps the old one. Letters in the field are letters.
        await canvas.Card("Webhook").Locator(".node-name").DblClickAsync();
        await Expect(field).ToBeFocusedAsync();
        await canvas.PressAsync("Control+a", "Delete", "a", "1", "c");
        await Expect(field).ToHaveValueAsync("a1c");
        await Expect(canvas.Page.Test("stage-card")).ToHaveCountAsync(4);
        await canvas.PressAsync("Escape");
        await Expect(field).ToHaveCountAsync(0);
        await Expect(canvas.Card("Webhook")).ToHaveCountAsync(1);
        await canvas.UndoAsync("rename Label");
        await Expect(canvas.Card("Label")).ToHaveCountAsync(1);
        Assert.Empty(fixture.Complaints);
    }

    [Fact]
    public async Task Menu_KeyboardRightClickAndDots_ActsOnItsStage()
    {
        var canvas = await fixture.OpenAsync();
        var menu = canvas.Page.Test("stage-menu");

        await canvas.Card("Webhook").FocusAsync();
        await canvas.PressAsync("Shift+F10");
        await Expect(menu).ToBeVisibleAsync();
        await Expect(menu.Locator("[data-action=rerun]").First).ToContainTextAsync("No held tasks");
        await Expect(menu.Locator("button[data-action=open]")).ToBeFocusedAsync();
        await canvas.Page.KeepAsync("canvas-menu");
        await canvas.Page.AssertAccessibleAsync();
        await canvas.PressAsync("Escape");
        await Expect(menu).ToBeHiddenAsync();
        await Expect(canvas.Card("Webhook")).ToBeFocusedAsync();

        await canvas.Card("Label").ClickAsync(new() { Button = MouseButton.Right });
        await menu.GetByRole(AriaRole.Menuitem, new() { Name = "Duplicate" }).ClickAsync();
        await Expect(canvas.Card("Label copy")).ToHaveCountAsync(1);

        await canvas.Card("Start").HoverAsync();
        await canvas.Card("Start").Locator("[data-more]").ClickAsync();
        await Expect(menu.GetByRole(AriaRole.Menuitem, new() { Name = "Delete stage" })).ToBeDisabledAsync();
        await menu.GetByRole(AriaRole.Menuitem, new() { Name = "View tasks" }).ClickAsync();
        await Expect(canvas.Page.GetByRole(AriaRole.Dialog)).ToContainTextAsync("These changes are not live yet");
        Assert.Empty(fixture.Complaints);
    }

    [Fact]
    public async Task Sheet_QuestionMark_ListsAndFindsKeys()
    {
        var canvas = await fixture.OpenAsync();
        var sheet = canvas.Page.Test("canvas-shortcuts");
        await canvas.Card("Label").FocusAsync();

        await canvas.PressAsync("?");
        await Expect(sheet).ToBeVisibleAsync();
        await Expect(canvas.Page.Locator("#shortcuts")).ToBeHiddenAsync();
        await canvas.Page.KeepAsync("canvas-keys");
        await canvas.Page.AssertAccessibleAsync();
        await sheet.GetByRole(AriaRole.Searchbox).FillAsync("duplic");
        await Expect(sheet.Locator("[data-row]:visible")).ToHaveTextAsync(["DuplicateCtrlD"]);
        await canvas.PressAsync("Escape", "Escape");
        await Expect(sheet).ToBeHiddenAsync();
        Assert.Empty(fixture.Complaints);
    }

    [Fact]
    public async Task Escape_SelectionThenSettings_GoOneByOne()
    {
        var canvas = await fixture.OpenAsync();
        await canvas.Card("Label").ClickAsync();
        await Expect(canvas.Page.Test("stage-drawer")).ToBeVisibleAsync();
        await canvas.RestAsync();

        // Keys mean the selection, whether the settings beside have the focus or not.
        await canvas.PressAsync("F2");
        await Expect(canvas.Page.Locator(".rename input")).ToBeFocusedAsync();
        await canvas.PressAsync("Escape");
        await canvas.Connector("Start", "Label").FocusAsync();
        await canvas.Connector("Start", "Label").Locator(".edge-hit").ClickAsync(new() { Force = true });
        await Expect(canvas.Page.Locator("[data-edge][data-selected]")).ToHaveCountAsync(1);
        await canvas.PressAsync("Escape");
        await Expect(canvas.Page.Locator("[data-edge][data-selected]")).ToHaveCountAsync(0);
        await Expect(canvas.Page.Test("stage-drawer")).ToBeVisibleAsync();
        await canvas.PressAsync("Escape");
        await Expect(canvas.Page.Test("stage-drawer")).ToHaveCountAsync(0);
        await Expect(canvas.Card("Label")).ToBeFocusedAsync();
        Assert.Empty(fixture.Complaints);
    }
}
