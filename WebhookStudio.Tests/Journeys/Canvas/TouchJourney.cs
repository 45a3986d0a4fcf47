using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using WebhookStudio.Data.Accounts;
using WebhookStudio.Features.Access;
using WebhookStudio.Tests.TestKit;
using static Microsoft.Playwright.Assertions;

namespace WebhookStudio.Tests.Journeys.Canvas;

/// <summary>The canvas under fingers, and before eyes that may only look.</summary>
[Collection(CanvasJourneys.Name)]
public sealed class TouchJourney(CanvasFixture fixture)
{
    private const string Labeler = "lea@bakery.example";
    private const string Password = "baguette-baguette";

    [Fact]
    public async Task Fingers_PinchPressLongAndDrag_ZoomOpenTheMenuAndMove()
    {
        var canvas = await fixture.OpenAsync();
        var touch = await canvas.Page.Context.NewCDPSessionAsync(canvas.Page);
        var zoom = canvas.Page.Locator(".zoom");

        // Two fingers move apart: twice the distance, twice the size.
        await FingersAsync(touch, "touchStart", new(700, 600), new(800, 600));
        await FingersAsync(touch, "touchMove", new(680, 600), new(820, 600));
        await FingersAsync(touch, "touchMove", new(650, 600), new(850, 600));
        await FingersAsync(touch, "touchEnd");
        await Expect(zoom).ToHaveTextAsync("200%");
        await canvas.PressAsync("1");
        await canvas.RestAsync();

        // A finger that stays opens the menu.
        var grip = await canvas.GripAsync("Webhook");
        await FingersAsync(touch, "touchStart", grip);
        await Expect(canvas.Page.Test("stage-menu")).ToBeVisibleAsync();
        await FingersAsync(touch, "touchEnd");
        await canvas.Page.GetByRole(AriaRole.Menuitem, new() { Name = "Delete stage" }).ClickAsync();
        await Expect(canvas.Card("Webhook")).ToHaveCountAsync(0);

        // One that moves takes the card along.
        grip = await canvas.GripAsync("Label");
        await FingersAsync(touch, "touchStart", grip);
        await FingersAsync(touch, "touchMove", grip.By(20, 60));
        await FingersAsync(touch, "touchMove", grip.By(32, 96));
        await FingersAsync(touch, "touchEnd");
        await canvas.ExpectAtAsync("Label", 384, 256);
        Assert.Empty(fixture.Complaints);
    }

    [Fact]
    public async Task Labeler_LooksAtTheCanvas_CanMoveAboutButChangeNothing()
    {
        var scenario = await Scenario.CreateAsync(fixture.App, CanvasStages.Usual);
        await AddLabelerAsync();
        var page = await fixture.Browser.OpenAsync();
        await page.GotoAsync("/signin");
        await page.FillAsync("input[type=email]", Labeler);
        await page.FillAsync("input[type=password]", Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }).ClickAsync();
        await page.ReadyAsync();
        var canvas = new CanvasPage(page, scenario.ProjectId.ToString());
        await canvas.VisitAsync();
        await Expect(page.Test("view-only")).ToHaveTextAsync("View only");
        await Expect(page.Test("palette")).ToHaveCountAsync(0);

        var grip = await canvas.GripAsync("Label");
        await canvas.DragAsync(grip, grip.By(80, 80));
        Assert.Equal((352, 160), await canvas.ShownAsync("Label"));
        await canvas.PressAsync("Escape", "Delete", "a", "F2", "-");
        await Expect(page.Locator(".zoom")).Not.ToHaveTextAsync("100%");
        await Expect(page.Test("stage-card")).ToHaveCountAsync(4);
        await canvas.Card("Webhook").ClickAsync(new() { Button = MouseButton.Right });
        await Expect(page.Test("stage-menu").GetByRole(AriaRole.Menuitem)).ToHaveTextAsync(
            ["Re-run held tasksOnly a manager can re-run", "OpenEnter", "View tasks in this stage"]);
        await page.KeepAsync("canvas-view-only");
        await page.AssertAccessibleAsync();
        Assert.Empty(fixture.Complaints);
    }

    private static async Task FingersAsync(ICDPSession touch, string type, params Spot[] spots) => await touch.SendAsync(
        "Input.dispatchTouchEvent",
        new Dictionary<string, object>
        {
            ["type"] = type,
            ["touchPoints"] = spots.Select((spot, id) => new { x = spot.X, y = spot.Y, id }).ToArray(),
        });

    private async Task AddLabelerAsync()
    {
        await using var scope = fixture.App.Services.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<StudioUser>>();
        var user = new StudioUser { UserName = Labeler, Email = Labeler };
        Assert.True((await users.CreateAsync(user, Password)).Succeeded);
        Assert.True((await users.AddToRoleAsync(user, StudioRoles.Labeler)).Succeeded);
    }
}
