using Microsoft.Playwright;
using WebhookStudio.Domain.Workflows;
using WebhookStudio.Tests.TestKit;
using static Microsoft.Playwright.Assertions;

namespace WebhookStudio.Tests.Journeys.Canvas;

/// <summary>Cards moved, selected together, and removed.</summary>
[Collection(CanvasJourneys.Name)]
public sealed class MovingJourney(CanvasFixture fixture)
{
    [Fact]
    public async Task Card_Dragged_SnapsToTheGridUnlessAltIsDown()
    {
        var canvas = await fixture.OpenAsync();
        var grip = await canvas.GripAsync("Webhook");

        // A hand that trembles moves nothing: the settings open.
        await canvas.DragAsync(grip, grip.By(2, 2));
        await Expect(canvas.Page.Test("stage-drawer")).ToBeVisibleAsync();
        await canvas.PressAsync("Escape");
        await Expect(canvas.Page.Test("stage-drawer")).ToHaveCountAsync(0);
        await canvas.RestAsync();
        Assert.Equal((640, 160), await canvas.ShownAsync("Webhook"));

        await canvas.DragAsync(grip, grip.By(21, 100), async () =>
        {
            Assert.Equal((656, 256), await canvas.ShownAsync("Webhook"));
            await Expect(canvas.Page.Locator(".guide")).ToHaveCountAsync(0);
        });
        await canvas.ExpectAtAsync("Webhook", 656, 256);
        await Expect(canvas.Announcer).ToHaveTextAsync("Webhook moved");
        await Expect(canvas.Page.Test("undo")).ToHaveAttributeAsync("title", "Undo: move Webhook");

        // Back into the row: a line shows with what it stands in line.
        grip = await canvas.GripAsync("Webhook");
        await canvas.DragAsync(grip, grip.By(-16, -97), async () =>
        {
            await Expect(canvas.Page.Locator(".guide").First).ToBeVisibleAsync();
            await canvas.Page.KeepAsync("canvas-guides");
        });
        await canvas.ExpectAtAsync("Webhook", 640, 160);
        await Expect(canvas.Page.Locator(".guide")).ToHaveCountAsync(0);

        grip = await canvas.GripAsync("Webhook");
        await canvas.Page.Keyboard.DownAsync("Alt");
        await canvas.DragAsync(grip, grip.By(5, 67));
        await canvas.Page.Keyboard.UpAsync("Alt");
        await canvas.ExpectAtAsync("Webhook", 645, 227);
        Assert.Empty(fixture.Complaints);
    }

    [Fact]
    public async Task Card_DragTakenBackWithEscape_ReturnsAndCountsNothing()
    {
        var canvas = await fixture.OpenAsync();
        var grip = await canvas.GripAsync("Label");

        await canvas.DragAsync(grip, grip.By(60, 120), () => canvas.PressAsync("Escape"));

        await canvas.RestAsync();
        Assert.Equal((352, 160), await canvas.ShownAsync("Label"));
        await Expect(canvas.Page.Test("unsaved")).ToHaveCountAsync(0);
        await Expect(canvas.Page.Test("stage-drawer")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Several_SelectedMovedAndDeleted_AreOneStepEach()
    {
        var canvas = await fixture.OpenAsync();
        var label = await canvas.GripAsync("Label");
        var complete = await canvas.GripAsync("Complete");

        // A frame round Label and Webhook.
        await canvas.Page.Keyboard.DownAsync("Shift");
        await canvas.DragAsync(label.By(-60, -80), (await canvas.GripAsync("Webhook")).By(40, 60), async () =>
        {
            await Expect(canvas.Page.Locator("[data-marquee]")).ToBeVisibleAsync();
            await canvas.Page.KeepAsync("canvas-marquee");
        });
        await canvas.Page.Keyboard.UpAsync("Shift");
        await canvas.ExpectSelectedAsync("Label", "Webhook");

        await canvas.DragAsync(label, label.By(0, 96));
        await canvas.ExpectAtAsync("Label", 352, 256);
        await canvas.ExpectAtAsync("Webhook", 640, 256);
        await canvas.UndoAsync("move 2 stages");
        await canvas.ExpectAtAsync("Label", 352, 160);
        await canvas.ExpectSelectedAsync("Label", "Webhook");

        // Ctrl and a click adds and takes away; Ctrl+A takes all; Start and Complete stay.
        await canvas.Page.Keyboard.DownAsync("Control");
        await canvas.Page.Mouse.ClickAsync(complete.X, complete.Y);
        await canvas.Page.Mouse.ClickAsync(label.X, label.Y);
        await canvas.Page.Keyboard.UpAsync("Control");
        await canvas.ExpectSelectedAsync("Webhook", "Complete");
        await canvas.PressAsync("Control+a");
        await canvas.ExpectSelectedAsync("Start", "Label", "Webhook", "Complete");
        await canvas.PressAsync("Delete");
        await Expect(canvas.Page.Test("stage-card")).ToHaveCountAsync(2);
        await Expect(canvas.Page.GetByText("Start stays: every task begins there.")).ToBeVisibleAsync();
        await Expect(canvas.Connector("Start", "Complete")).ToHaveCountAsync(1);
        await canvas.Page.GetByRole(AriaRole.Button, new() { Name = "Undo", Exact = true }).Last.ClickAsync();
        await Expect(canvas.Page.Test("stage-card")).ToHaveCountAsync(4);
        await canvas.ExpectSelectedAsync("Start", "Label", "Webhook", "Complete");
        await canvas.PressAsync("Control+y");
        await Expect(canvas.Page.Test("stage-card")).ToHaveCountAsync(2);
        Assert.Empty(fixture.Complaints);
    }

    [Fact]
    public async Task StrayStage_LetFallIntoAConnector_IsSpliced()
    {
        var workflow = CanvasStages.UsualWith(CanvasStages.Of("Side", 352, 352, new HoldStageSettings()));
        var canvas = await fixture.OpenAsync(
            workflow.With(workflow.Get(StageId.Complete) with { Position = new(1280, 160) }));
        var wire = await Spot.OfAsync(canvas.Connector("Webhook", "Complete").Locator(".edge"));

        var grip = await canvas.GripAsync("Side");
        var middle = await Spot.OfAsync(canvas.Card("Side"));
        await canvas.DragAsync(grip, wire.By(grip.X - middle.X, grip.Y - middle.Y), async () =>
            await Expect(canvas.Connector("Webhook", "Complete")).ToHaveAttributeAsync("data-marked", ""));

        await Expect(canvas.Connector("Webhook", "Side")).ToHaveCountAsync(1);
        await Expect(canvas.Connector("Side", "Complete")).ToHaveCountAsync(1);
        await canvas.UndoAsync("insert Side");
        await canvas.ExpectAtAsync("Side", 352, 352);
        Assert.Empty(fixture.Complaints);
    }

    [Fact]
    public async Task Tidy_ScatteredStages_GlideIntoOrderInOneStep()
    {
        var canvas = await fixture.OpenAsync();
        var grip = await canvas.GripAsync("Label");
        await canvas.DragAsync(grip, grip.By(400, 240));
        await canvas.ExpectAtAsync("Label", 752, 400);
        await canvas.RestAsync();
        await canvas.Page.KeepAsync("canvas-untidy");

        await canvas.Page.Test("tidy").ClickAsync();

        await canvas.RestAsync();
        await canvas.ExpectAtAsync("Label", 352, 160);
        await canvas.UndoAsync("tidy up");
        await canvas.ExpectAtAsync("Label", 752, 400);
        Assert.Empty(fixture.Complaints);
    }
}
