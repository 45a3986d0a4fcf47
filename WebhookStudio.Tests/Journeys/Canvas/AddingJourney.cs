using Microsoft.Playwright;
using WebhookStudio.Domain.Workflows;
using WebhookStudio.Tests.TestKit;
using static Microsoft.Playwright.Assertions;

namespace WebhookStudio.Tests.Journeys.Canvas;

/// <summary>The ways in which a stage comes into the workflow.</summary>
[Collection(CanvasJourneys.Name)]
public sealed class AddingJourney(CanvasFixture fixture)
{
    [Fact]
    public async Task Palette_DraggedAndClicked_PutsStagesWhereTheyBelong()
    {
        var canvas = await fixture.OpenAsync();
        var label = await Spot.OfAsync(canvas.Page.Locator("[data-palette=Hold]"));

        // On empty ground: a ghost on the grid, then a card that is connected to nothing.
        await canvas.DragAsync(label, new(700, 620), async () =>
        {
            await Expect(canvas.Page.Locator(".palette-ghost")).ToHaveTextAsync("Hold");
            await canvas.Page.KeepAsync("canvas-palette");
        });
        await Expect(canvas.Card("Hold")).ToHaveCountAsync(1);
        await Expect(canvas.Page.Locator(".palette-ghost")).ToHaveCountAsync(0);
        var (x, y) = await canvas.ShownAsync("Hold");
        Assert.Equal((0, 0), (x % 16, y % 16));
        await canvas.ExpectSelectedAsync("Hold");
        await Expect(canvas.Connectors).ToHaveCountAsync(3);
        await canvas.UndoAsync("add Hold");
        await Expect(canvas.Card("Hold")).ToHaveCountAsync(0);

        // On a connector: it lights up, and the stage comes between.
        var wire = await Spot.OfAsync(canvas.Connector("Webhook", "Complete").Locator(".edge"));
        await canvas.DragAsync(label, wire, async () =>
            await Expect(canvas.Connector("Webhook", "Complete")).ToHaveAttributeAsync("data-marked", ""));
        await Expect(canvas.Connector("Webhook", "Hold")).ToHaveCountAsync(1);
        await Expect(canvas.Connector("Hold", "Complete")).ToHaveCountAsync(1);
        await canvas.UndoAsync("add Hold");
        await Expect(canvas.Connector("Webhook", "Complete")).ToHaveCountAsync(1);

        // A click puts it behind the selected stage; let go over the palette, nothing happens.
        await canvas.Card("Label").FocusAsync();
        await canvas.PressAsync("Shift+Enter");
        await canvas.ExpectSelectedAsync("Label");
        await canvas.DragAsync(label, label.By(20, 30));
        await Expect(canvas.Page.Test("stage-card")).ToHaveCountAsync(4);
        await canvas.Page.Locator("[data-palette=Hold]").ClickAsync();
        await Expect(canvas.Connector("Label", "Hold")).ToHaveCountAsync(1);
        await Expect(canvas.Connector("Hold", "Webhook")).ToHaveCountAsync(1);
        Assert.Empty(fixture.Complaints);
    }

    [Fact]
    public async Task Connector_PlusByPointerAndByKeyboard_InsertsAStage()
    {
        var canvas = await fixture.OpenAsync();
        var tools = canvas.Page.Locator("[data-edge-tools]");

        await canvas.MoveAsync(await Spot.OfAsync(canvas.Connector("Label", "Webhook").Locator(".edge")));
        await Expect(tools).ToBeVisibleAsync();
        foreach (var button in await tools.Locator("button").AllAsync())
        {
            var box = await button.BoundingBoxAsync();
            Assert.True(box is { Width: >= 24, Height: >= 24 });
        }

        await canvas.Page.Test("edge-add").ClickAsync();
        await Expect(canvas.Picker).ToContainTextAsync("Between Label and Webhook");
        await canvas.Page.KeepAsync("canvas-picker");
        await canvas.Page.AssertAccessibleAsync();
        await canvas.Page.Keyboard.TypeAsync("rev");
        await Expect(canvas.Picker.GetByRole(AriaRole.Option)).ToHaveCountAsync(1);
        await canvas.PressAsync("Enter");
        await Expect(canvas.Connector("the output Accepted of Review", "Webhook")).ToHaveCountAsync(1);
        await Expect(canvas.Connector("the output Rejected of Review", "Label")).ToHaveCountAsync(1);
        await canvas.RestAsync();
        await canvas.Page.KeepAsync("canvas-review");
        await canvas.UndoAsync("add Review");

        // By keyboard: from the stage to its connector, and A.
        await canvas.Card("Label").FocusAsync();
        await canvas.PressAsync("w");
        await Expect(canvas.Connector("Label", "Webhook")).ToBeFocusedAsync();
        await Expect(tools).ToBeVisibleAsync();
        await canvas.PressAsync("a");
        await canvas.Page.Keyboard.TypeAsync("hold");
        await canvas.PressAsync("Enter");
        await Expect(canvas.Connector("Label", "Hold")).ToHaveCountAsync(1);
        await Expect(canvas.Card("Hold")).ToBeFocusedAsync();
        Assert.Empty(fixture.Complaints);
    }

    [Fact]
    public async Task Picker_LetterAAndEscape_AddsBehindTheSelectedStageOrNothing()
    {
        var canvas = await fixture.OpenAsync();
        await canvas.Card("Webhook").FocusAsync();

        await canvas.PressAsync("a");
        await Expect(canvas.Picker).ToContainTextAsync("After Webhook");
        await canvas.Page.Keyboard.TypeAsync("croissant");
        await Expect(canvas.Picker).ToContainTextAsync("No stage of that name");
        await canvas.PressAsync("Escape");
        await Expect(canvas.Picker).ToBeHiddenAsync();
        await Expect(canvas.Card("Webhook")).ToBeFocusedAsync();

        await canvas.PressAsync("a", "ArrowDown", "ArrowDown", "Enter");
        await Expect(canvas.Connector("Webhook", "Hold")).ToHaveCountAsync(1);
        await Expect(canvas.Connector("Hold", "Complete")).ToHaveCountAsync(1);
        await Expect(canvas.Announcer).ToHaveTextAsync("Hold added after Webhook");
        Assert.Empty(fixture.Complaints);
    }

    [Fact]
    public async Task EmptyWorkflow_CallToAction_AddsTheFirstStage()
    {
        var start = Workflow.Default.Start with { Next = [StageId.Complete] };
        var canvas = await fixture.OpenAsync(new() { Stages = [start, Workflow.Default.Stages[2]] });

        await Expect(canvas.Page.Test("canvas-call")).ToBeVisibleAsync();
        await canvas.Page.KeepAsync("canvas-empty");
        await canvas.Page.GetByRole(AriaRole.Button, new() { Name = "Add your first stage" }).ClickAsync();
        await canvas.PressAsync("Enter");

        await Expect(canvas.Connector("Start", "Label")).ToHaveCountAsync(1);
        await Expect(canvas.Connector("Label", "Complete")).ToHaveCountAsync(1);
        await Expect(canvas.Page.Test("canvas-call")).ToHaveCountAsync(0);
        Assert.Empty(fixture.Complaints);
    }
}
