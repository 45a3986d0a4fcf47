using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using WebhookStudio.Tests.TestKit;
using static Microsoft.Playwright.Assertions;

namespace WebhookStudio.Tests.Journeys.Canvas;

/// <summary>The canvas as a person meets it: with a mouse that moves in small steps, and keys.</summary>
public sealed class CanvasPage(IPage page, string project)
{
    public IPage Page => page;

    public ILocator Connectors => page.Test("connector");

    public ILocator Picker => page.Test("picker");

    public ILocator Announcer => page.Test("announcer");

    public async Task VisitAsync(string query = "")
    {
        await page.VisitAsync($"/projects/{project}/workflow{query}");
        await Expect(page.Locator(".canvas[data-live]")).ToBeVisibleAsync();
    }

    /// <summary>The card of a stage, by its whole name.</summary>
    public ILocator Card(string stage) => page.Locator($".node[data-name='{stage}']");

    public ILocator Port(string stage, int output = 0) => Card(stage).Locator($"[data-output='{output}']");

    public ILocator Connector(string from, string to) =>
        page.Locator($"[data-edge][aria-label='from {from} to {to}']");

    /// <summary>Where a stage is shown, in places of the workflow.</summary>
    public async Task<(double X, double Y)> ShownAsync(string stage)
    {
        var place = await Card(stage).EvaluateAsync<double[]>("card => [parseFloat(card.style.left), parseFloat(card.style.top)]");

        return (place[0], place[1]);
    }

    /// <summary>Waits until the server has a stage at a place.</summary>
    public async Task ExpectAtAsync(string stage, double x, double y)
    {
        await Expect(Card(stage)).ToHaveAttributeAsync("data-x", x.ToString(CultureInfo.InvariantCulture));
        await Expect(Card(stage)).ToHaveAttributeAsync("data-y", y.ToString(CultureInfo.InvariantCulture));
        await Expect(Card(stage)).ToHaveAttributeAsync(
            "style", new Regex(string.Create(CultureInfo.InvariantCulture, $"left: ?{x}px; ?top: ?{y}px")));
    }

    public Task ExpectSelectedAsync(params string[] stages) =>
        Expect(page.Locator(".node[data-selected] .node-name")).ToHaveTextAsync(stages);

    /// <summary>Waits until the canvas moves no more.</summary>
    public async Task RestAsync()
    {
        await page.WaitForFunctionAsync(
            """
            () => new Promise(done => {
              const world = document.querySelector('.canvas-world');
              const read = () => JSON.stringify(world.getBoundingClientRect()) + [...document.querySelectorAll('.node')].map(n => n.style.cssText);
              let before = read(), still = 0;
              const look = () => {
                const now = read();
                still = now === before ? still + 1 : 0;
                before = now;
                still > 22 ? done(true) : requestAnimationFrame(look);
              };
              look();
            })
            """);
    }

    /// <summary>The middle of the icon of a card: a place to take it by.</summary>
    public Task<Spot> GripAsync(string stage) => Spot.OfAsync(Card(stage).Locator(".stage-tile"));

    public async Task MoveAsync(Spot to, int steps = 6) => await page.Mouse.MoveAsync(to.X, to.Y, new() { Steps = steps });

    /// <summary>Presses at one place, moves to another and lets go there.</summary>
    public async Task DragAsync(Spot from, Spot to, Func<Task>? meanwhile = null, MouseButton button = MouseButton.Left)
    {
        await page.Mouse.MoveAsync(from.X, from.Y);
        await page.Mouse.DownAsync(new() { Button = button });
        await MoveAsync(to);

        if (meanwhile is not null)
        {
            await meanwhile();
        }

        await page.Mouse.UpAsync(new() { Button = button });
    }

    public async Task PressAsync(params string[] keys)
    {
        foreach (var key in keys)
        {
            await page.Keyboard.PressAsync(key);
        }
    }

    /// <summary>Takes the last step back and waits until that is said.</summary>
    public async Task UndoAsync(string step)
    {
        await PressAsync("Control+z");
        await Expect(Announcer).ToHaveTextAsync($"Undone: {step}");
        await RestAsync();
    }
}

/// <summary>A place on the screen.</summary>
public readonly record struct Spot(float X, float Y)
{
    /// <summary>Finds the middle of something that is drawn.</summary>
    public static async Task<Spot> OfAsync(ILocator part)
    {
        var box = await part.BoundingBoxAsync() ?? throw new InvalidOperationException("It is not drawn.");

        return new(box.X + (box.Width / 2), box.Y + (box.Height / 2));
    }

    public Spot By(float dx, float dy) => new(X + dx, Y + dy);
}
