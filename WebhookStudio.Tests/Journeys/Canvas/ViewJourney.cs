using Microsoft.Playwright;
using WebhookStudio.Tests.TestKit;
using static Microsoft.Playwright.Assertions;

namespace WebhookStudio.Tests.Journeys.Canvas;

/// <summary>What part of the workflow is seen, how large, and by whom.</summary>
[Collection(CanvasJourneys.Name)]
public sealed class ViewJourney(CanvasFixture fixture)
{
    [Fact]
    public async Task View_WheelKeysAndHand_PansAndZooms()
    {
        var canvas = await fixture.OpenAsync();
        var zoom = canvas.Page.Locator(".zoom");
        await Expect(zoom).ToHaveTextAsync("100%");
        var before = await canvas.GripAsync("Label");

        await canvas.MoveAsync(before);
        await canvas.Page.Mouse.WheelAsync(30, 50);
        await canvas.RestAsync();
        Assert.Equal(before.By(-30, -50), await canvas.GripAsync("Label"));

        // The point below the pointer stays where it is.
        var grip = await canvas.GripAsync("Label");
        await canvas.MoveAsync(grip);
        await canvas.Page.Keyboard.DownAsync("Control");
        await canvas.Page.Mouse.WheelAsync(0, -60);
        await canvas.Page.Keyboard.UpAsync("Control");
        await Expect(zoom).ToHaveTextAsync("127%");
        var after = await canvas.GripAsync("Label");
        Assert.InRange(Math.Abs(after.X - grip.X) + Math.Abs(after.Y - grip.Y), 0, 1.5);

        await canvas.PressAsync("0");
        await Expect(zoom).ToHaveTextAsync("100%");
        await canvas.PressAsync("-");
        await Expect(zoom).ToHaveTextAsync("83%");
        await canvas.PressAsync("+");
        await Expect(zoom).ToHaveTextAsync("100%");

        // The hand: on empty ground, with the middle button anywhere, and with Space.
        await canvas.RestAsync();
        before = await canvas.GripAsync("Label");
        await canvas.DragAsync(new(900, 700), new(940, 720));
        Assert.Equal(before.By(40, 20), await canvas.GripAsync("Label"));
        await canvas.DragAsync(before.By(40, 20), before.By(20, 0), button: MouseButton.Middle);
        await canvas.Page.Keyboard.DownAsync(" ");
        await canvas.DragAsync(before.By(20, 0), before);
        await canvas.Page.Keyboard.UpAsync(" ");
        Assert.Equal(before, await canvas.GripAsync("Label"));
        Assert.Equal((352, 160), await canvas.ShownAsync("Label"));

        await canvas.DragAsync(new(900, 700), new(300, 300));
        await canvas.PressAsync("1");
        await canvas.RestAsync();
        await Expect(canvas.Card("Complete")).ToBeInViewportAsync(new() { Ratio = 1 });
        await Expect(zoom).ToHaveTextAsync("100%");
        await Expect(canvas.Page.Test("unsaved")).ToHaveCountAsync(0);
        Assert.Empty(fixture.Complaints);
    }

    [Fact]
    public async Task Drawer_Opened_NeverHidesTheSelectedStage()
    {
        var canvas = await fixture.OpenAsync();
        await canvas.PressAsync("0");
        await canvas.DragAsync(new(700, 700), new(800, 700));

        await canvas.Card("Complete").ClickAsync();

        await Expect(canvas.Page.Test("stage-drawer")).ToBeVisibleAsync();
        await canvas.RestAsync();
        var card = await canvas.Card("Complete").BoundingBoxAsync();
        var drawer = await canvas.Page.Test("stage-drawer").BoundingBoxAsync();
        Assert.True(card!.X + card.Width <= drawer!.X);
    }

    [Fact]
    public async Task Minimap_ManyStages_ShowsAllAndPans()
    {
        var canvas = await fixture.OpenAsync(CanvasStages.Chain(24));
        var map = canvas.Page.Test("minimap");
        await Expect(map.Locator(".minimap-card")).ToHaveCountAsync(24);
        await canvas.PressAsync("0");
        await canvas.RestAsync();
        await canvas.Page.KeepAsync("canvas-minimap");

        var box = await map.BoundingBoxAsync() ?? throw new InvalidOperationException("It is not drawn.");
        await canvas.DragAsync(new(box.X + 20, box.Y + (box.Height / 2)), new(box.X + box.Width - 20, box.Y + (box.Height / 2)));

        await Expect(canvas.Card("Complete")).ToBeInViewportAsync();
        await Expect(canvas.Card("Start")).Not.ToBeInViewportAsync();

        var small = await fixture.OpenAsync();
        await Expect(small.Page.Test("minimap")).ToBeHiddenAsync();
        Assert.Empty(fixture.Complaints);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Canvas_EitherTheme_IsAccessible(bool dark)
    {
        var canvas = await fixture.OpenAsync(CanvasStages.Everything, dark);
        await canvas.Connector("Label", "Review").FocusAsync();
        await Expect(canvas.Page.Locator("[data-edge-tools]")).ToBeVisibleAsync();
        await canvas.RestAsync();
        await canvas.Page.KeepAsync($"canvas-{(dark ? "dark" : "light")}");
        await canvas.Page.AssertAccessibleAsync();

        await Expect(canvas.Card("Label")).ToHaveAttributeAsync("role", "group");
        await Expect(canvas.Card("Label")).ToHaveAttributeAsync("aria-roledescription", "stage");
        await Expect(canvas.Card("Label")).ToHaveAttributeAsync("aria-label", "Label, label stage, 0 tasks, connected to Review");
        await Expect(canvas.Page.Locator("[aria-live=polite][role=status]")).ToHaveCountAsync(1);
        Assert.Empty(fixture.Complaints);
    }

    [Fact]
    public async Task SlowConnection_DragConnectAndRefusal_AreShownAtOnce()
    {
        await using var slow = new SlowCircuit(TimeSpan.FromMilliseconds(100));
        var canvas = await fixture.OpenAsync(first: page => slow.ThroughAsync(page.Page));
        var grip = await canvas.GripAsync("Label");

        await canvas.DragAsync(grip, grip.By(0, 160));
        Assert.Equal((352, 320), await canvas.ShownAsync("Label"));
        Assert.Equal("160", await canvas.Card("Label").GetAttributeAsync("data-y"));
        await canvas.DragAsync(grip.By(0, 160), grip.By(32, 176));
        Assert.Equal((384, 336), await canvas.ShownAsync("Label"));
        await canvas.ExpectAtAsync("Label", 384, 336);

        // The wire stands before the server has drawn it.
        await canvas.DragAsync(
            await Spot.OfAsync(canvas.Port("Label")), await Spot.OfAsync(canvas.Card("Complete")));
        await Expect(canvas.Page.Locator("[data-wires] .edge--pending")).ToHaveCountAsync(1);
        await Expect(canvas.Connector("Label", "Complete")).ToHaveCountAsync(1);
        await Expect(canvas.Page.Locator("[data-wires] .edge--pending")).ToHaveCountAsync(0);

        // What is deleted is gone at once.
        await canvas.Card("Webhook").FocusAsync();
        await canvas.PressAsync("Delete");
        Assert.Equal("", await canvas.Card("Webhook").GetAttributeAsync("data-leaving"));
        await Expect(canvas.Card("Webhook")).ToHaveCountAsync(0);
    }
}
