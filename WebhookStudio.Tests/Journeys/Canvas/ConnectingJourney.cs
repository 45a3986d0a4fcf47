using Microsoft.Playwright;
using WebhookStudio.Domain.Workflows;
using WebhookStudio.Tests.TestKit;
using static Microsoft.Playwright.Assertions;

namespace WebhookStudio.Tests.Journeys.Canvas;

/// <summary>Connectors drawn, refused, led elsewhere and removed.</summary>
[Collection(CanvasJourneys.Name)]
public sealed class ConnectingJourney(CanvasFixture fixture)
{
    [Fact]
    public async Task Wire_DraggedAndClicked_ConnectsWithALivePreview()
    {
        var canvas = await fixture.OpenAsync(WithSide());
        var port = await Spot.OfAsync(canvas.Port("Side"));
        var input = await Spot.OfAsync(canvas.Card("Complete").Locator("[data-port=in]"));

        // Near the port is near enough: the wire sticks to it.
        await canvas.DragAsync(port, input.By(-16, 8), async () =>
        {
            await Expect(canvas.Page.Locator(".edge--preview")).ToHaveCountAsync(1);
            await Expect(canvas.Card("Complete")).ToHaveAttributeAsync("data-aimed", "");
            await canvas.Page.KeepAsync("canvas-connect");
        });
        await Expect(canvas.Connector("Side", "Complete")).ToHaveCountAsync(1);
        await Expect(canvas.Page.Locator("[data-wires] path")).ToHaveCountAsync(0);
        await canvas.UndoAsync("connect Side to Complete");

        // Two clicks; Escape in between takes it back.
        await canvas.Port("Side").ClickAsync();
        await canvas.MoveAsync(input.By(-60, 60));
        await Expect(canvas.Page.Locator(".edge--preview")).ToHaveCountAsync(1);
        await canvas.PressAsync("Escape");
        await Expect(canvas.Page.Locator(".edge--preview")).ToHaveCountAsync(0);
        await canvas.Port("Side").ClickAsync();
        await canvas.Card("Complete").ClickAsync();
        await Expect(canvas.Connector("Side", "Complete")).ToHaveCountAsync(1);
        await Expect(canvas.Announcer).ToHaveTextAsync("Side connected to Complete");
        Assert.Empty(fixture.Complaints);
    }

    [Fact]
    public async Task Wire_ImpossibleTarget_SaysWhyBesideThePointerAndSpringsBack()
    {
        var canvas = await fixture.OpenAsync(WithSide());
        var port = await Spot.OfAsync(canvas.Port("Webhook"));
        var start = await Spot.OfAsync(canvas.Card("Start"));

        await canvas.DragAsync(port, start, async () =>
        {
            var reason = canvas.Page.Locator("[data-reason]");
            await Expect(reason).ToHaveTextAsync("Start has no input");
            var box = await reason.BoundingBoxAsync() ?? throw new InvalidOperationException("It is not drawn.");
            Assert.InRange(Math.Abs(box.X - start.X) + Math.Abs(box.Y - start.Y), 0, 60);
            await Expect(canvas.Card("Start")).ToHaveAttributeAsync("data-refused", "");
            await Expect(canvas.Page.Locator(".edge--invalid")).ToHaveCountAsync(1);
            await canvas.Page.KeepAsync("canvas-refused");
        });

        await Expect(canvas.Page.Locator("[data-wires] path")).ToHaveCountAsync(0);
        await Expect(canvas.Page.Locator("[data-reason]")).ToBeHiddenAsync();
        await Expect(canvas.Announcer).ToHaveTextAsync("Start has no input.");
        await Expect(canvas.Connectors).ToHaveCountAsync(3);
        await Expect(canvas.Page.GetByText("Start has no input.").First).ToBeVisibleAsync();
        Assert.Empty(fixture.Complaints);
    }

    [Fact]
    public async Task Wire_LetGoOnEmptyGround_AsksWhatShallBeThere()
    {
        var canvas = await fixture.OpenAsync(WithSide());
        var port = await Spot.OfAsync(canvas.Port("Side"));

        await canvas.DragAsync(port, port.By(180, 90));
        await Expect(canvas.Picker).ToContainTextAsync("After Side");
        await canvas.Page.Keyboard.TypeAsync("web");
        await canvas.PressAsync("Enter");

        await Expect(canvas.Connector("Side", "Webhook 2")).ToHaveCountAsync(1);
        await Expect(canvas.Page.Locator("[data-wires] path")).ToHaveCountAsync(0);

        // Its input is where the wire ended, to the grid.
        await canvas.ExpectAtAsync("Webhook 2", 1056, 416);
        Assert.Empty(fixture.Complaints);
    }

    [Fact]
    public async Task End_LedElsewhereOrIntoTheVoid_ReconnectsOrDeletesWithUndo()
    {
        var canvas = await fixture.OpenAsync(WithSide());

        // Taken at its head, the connector leads to another stage.
        var head = await Spot.OfAsync(canvas.Card("Webhook").Locator("[data-port=in]"));
        await canvas.DragAsync(head, await Spot.OfAsync(canvas.Card("Side")));
        await Expect(canvas.Connector("Label", "Side")).ToHaveCountAsync(1);
        await Expect(canvas.Connector("Label", "Webhook")).ToHaveCountAsync(0);
        await canvas.UndoAsync("connect Label to Side");

        // Let go on empty ground it is gone, and a toast brings it back.
        await canvas.DragAsync(head, head.By(-40, 260));
        await Expect(canvas.Connectors).ToHaveCountAsync(2);
        await canvas.Page.GetByRole(AriaRole.Button, new() { Name = "Undo", Exact = true }).Last.ClickAsync();
        await Expect(canvas.Connector("Label", "Webhook")).ToHaveCountAsync(1);

        // The x of the one that is selected, and the key.
        await canvas.Connector("Start", "Label").Locator(".edge-hit").ClickAsync(new() { Force = true });
        await canvas.Page.Test("edge-remove").ClickAsync();
        await Expect(canvas.Connector("Start", "Label")).ToHaveCountAsync(0);
        await Expect(canvas.Announcer).ToHaveTextAsync("Start disconnected");
        await canvas.Card("Webhook").FocusAsync();
        await canvas.PressAsync("w", "Backspace");
        await Expect(canvas.Connector("Webhook", "Complete")).ToHaveCountAsync(0);
        Assert.Empty(fixture.Complaints);
    }

    [Fact]
    public async Task Outputs_WithNames_HaveAPortEach()
    {
        var rules = new LogicStageSettings { Rules = [new RandomSampleRule(0.1), new RandomSampleRule(0.2)] };
        var canvas = await fixture.OpenAsync(WithSide(CanvasStages.Of("Logic", 352, 400, rules)));

        await Expect(canvas.Card("Logic").Locator("[data-port=out]")).ToHaveCountAsync(3);
        await Expect(canvas.Card("Logic").Locator(".port-label").Last).ToHaveTextAsync("Else");
        var last = await Spot.OfAsync(canvas.Port("Logic", 2));
        var word = await Spot.OfAsync(canvas.Card("Logic").Locator(".port-label").Last);
        Assert.InRange(Math.Abs(last.Y - word.Y), 0, 2);

        await canvas.DragAsync(last, await Spot.OfAsync(canvas.Card("Complete")));
        await Expect(canvas.Connector("the output Else of Logic", "Complete")).ToHaveCountAsync(1);
        await canvas.RestAsync();
        await canvas.Page.KeepAsync("canvas-logic");

        // By keyboard: C again takes the next output.
        await canvas.Card("Logic").FocusAsync();
        await canvas.PressAsync("c", "c", "ArrowUp");
        await Expect(canvas.Page.Locator(".node[data-aimed]")).ToHaveCountAsync(1);
        await canvas.PressAsync("Enter");
        await Expect(canvas.Page.Locator("[data-edge][data-from=Logic][data-output='1']")).ToHaveCountAsync(1);
        Assert.Empty(fixture.Complaints);
    }

    /// <summary>Start, Label, Webhook, Complete, and a Hold stage below them that is connected to nothing.</summary>
    private static Workflow WithSide(params Stage[] more) =>
        CanvasStages.UsualWith([CanvasStages.Of("Side", 640, 320, new HoldStageSettings()), .. more]);
}
