using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Deliveries;
using WebhookStudio.Tests.TestKit;
using static Microsoft.Playwright.Assertions;

namespace WebhookStudio.Tests.Journeys;

/// <summary>The whole story in a real browser: label, deliver, fail, warning, re-run.</summary>
public sealed class FirstDeliveryJourney : SampleTest
{
    [Fact]
    public async Task SampleProject_LabelDeliverFailRerun_WorksAsTold()
    {
        var page = await Browser.SignInAsync();
        var workflow = await page.Context.NewPageAsync();
        Browser.Watch(workflow);
        await workflow.VisitAsync(At("workflow"));

        await DeliverAsync(page, workflow);
        await FailAsync(page, workflow);
        await LookAsync(page);
        await RerunAsync(page, workflow);
        await TryOutAsync(workflow);
        await RedeliverAsync(page);

        Assert.Empty(Browser.Complaints);
    }

    private static ILocator Card(IPage page, string stage) =>
        page.Test("stage-card").Filter(new() { Has = page.GetByRole(AriaRole.Heading, new() { Name = stage, Exact = true }) });

    private string At(string screen) => $"/projects/{Project}/{screen}";

    /// <summary>A box is drawn and submitted; the webhook is answered 200, and the task is complete.</summary>
    private async Task DeliverAsync(IPage page, IPage workflow)
    {
        await LabelAsync(page, keep: "label");

        await Expect(Card(workflow, "Complete").Test("stage-here")).ToHaveTextAsync("1 done");
        await page.VisitAsync(At("receiver"));
        await Expect(page.Test("arrival")).ToHaveCountAsync(1);
        await page.Test("arrival").ClickAsync();
        await Expect(page.Test("signature")).ToContainTextAsync("Signature matches");
        await page.KeepAsync("receiver");
    }

    /// <summary>The receiver answers 500: the task stays, and the open editor warns by itself.</summary>
    private async Task FailAsync(IPage page, IPage workflow)
    {
        await page.Test("answer-ServerError500").ClickAsync();
        await Expect(page.Test("answer-ServerError500")).ToHaveAttributeAsync("aria-pressed", "true");

        await LabelAsync(page);

        await Expect(Card(workflow, "Webhook").Test("stage-badge")).ToHaveTextAsync("1");
        await Expect(Card(workflow, "Webhook").Test("stage-here")).ToContainTextAsync("1");
    }

    /// <summary>The tasks page filtered by stage lists the task, and the log says why.</summary>
    private async Task LookAsync(IPage page)
    {
        await page.VisitAsync(At("tasks"));
        await page.Test("task-rail").GetByRole(AriaRole.Link, new() { Name = "Webhook" }).ClickAsync();
        await Expect(page.Test("held-banner")).ToBeVisibleAsync();
        await Expect(page.Test("task-table").GetByText("task2.png")).ToBeVisibleAsync();
        await page.KeepAsync("tasks");

        await page.VisitAsync(At("logs"));
        await page.Test("log-row").Filter(new() { HasText = "500" }).First.ClickAsync();
        await Expect(page.Test("attempt-sentence")).ToContainTextAsync("500");
        await page.KeepAsync("logs");
    }

    /// <summary>The receiver is mended; Re-run from the three dots sends the webhook again, and the warning goes.</summary>
    private async Task RerunAsync(IPage page, IPage workflow)
    {
        await page.VisitAsync(At("receiver"));
        await page.Test("answer-Ok200").ClickAsync();
        await Expect(page.Test("answer-Ok200")).ToHaveAttributeAsync("aria-pressed", "true");

        await workflow.BringToFrontAsync();
        await Card(workflow, "Webhook").ClickAsync();
        await Expect(workflow.Test("log-line").First).ToContainTextAsync("[500]");

        // The canvas makes room for the settings: no card is left behind them.
        await Expect(Card(workflow, "Complete")).ToBeInViewportAsync(new() { Ratio = .99f });
        await workflow.KeepAsync("workflow");
        await workflow.GetByRole(AriaRole.Button, new() { Name = "Webhook actions" }).ClickAsync();
        await workflow.KeepAsync("workflow-menu");
        await workflow.Test("rerun").ClickAsync();
        await Expect(workflow.GetByRole(AriaRole.Dialog)).ToContainTextAsync("is sent again to");
        await workflow.KeepAsync("workflow-rerun");
        await workflow.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Re-run" }).ClickAsync();

        await Expect(Card(workflow, "Complete").Test("stage-here")).ToHaveTextAsync("2 done");
        await Expect(Card(workflow, "Webhook").Test("stage-badge")).ToHaveCountAsync(0);
        await Expect(workflow.Locator(".mud-snackbar").GetByText("1 delivered")).ToBeVisibleAsync();
        await Expect(workflow.Test("log-line").First).ToContainTextAsync("[200]");
        var triggers = await App.ReadAsync(db => db.Attempts.Where(attempt => attempt.ProjectId == new Id<WebhookStudio.Domain.Projects.Project>(Project))
            .OrderBy(attempt => attempt.Id).Select(attempt => attempt.Trigger).ToListAsync());
        Assert.Equal(AttemptTrigger.Rerun, triggers[^1]);
    }

    /// <summary>A test from the settings is answered in place, and moves nothing.</summary>
    private static async Task TryOutAsync(IPage workflow)
    {
        await workflow.Test("send-test-now").ClickAsync();

        await Expect(workflow.Test("test-answer")).ToContainTextAsync("200 OK");
        await workflow.Test("test-answer").ScrollIntoViewIfNeededAsync();
        await workflow.KeepAsync("workflow-test");
        await Expect(Card(workflow, "Complete").Test("stage-here")).ToHaveTextAsync("2 done");
    }

    /// <summary>A delivered webhook is sent once more from the log.</summary>
    private async Task RedeliverAsync(IPage page)
    {
        await page.VisitAsync(At("logs"));
        await page.Test("log-row").Filter(new() { HasText = "Re-run" }).ClickAsync();
        await page.Test("redeliver").ClickAsync();
        await Expect(page.Test("redeliver-effect")).ToContainTextAsync("nothing moves");
        await page.KeepAsync("logs-redeliver");
        await page.Test("redeliver-confirm").ClickAsync();

        await Expect(page.GetByText("The server answered 200 OK").First).ToBeVisibleAsync();
        await page.VisitAsync(At("logs"));
        await Expect(page.Test("log-row").First).ToContainTextAsync("Redeliver");
        await Expect(page.Test("log-row").Filter(new() { HasText = "Test" })).ToHaveCountAsync(1);
    }

    /// <summary>Draws one box with the mouse, answers the question, and submits.</summary>
    private async Task LabelAsync(IPage page, string? keep = null)
    {
        await page.VisitAsync(At("label"));
        var canvas = page.Test("canvas");
        await Expect(canvas).ToHaveAttributeAsync("data-state", "ready");
        var box = await canvas.BoundingBoxAsync() ?? throw new InvalidOperationException("The canvas is not drawn.");
        var (x, y) = (box.X + (box.Width / 2), box.Y + (box.Height / 2));
        await page.Mouse.MoveAsync(x - 60, y - 50);
        await page.Mouse.DownAsync();
        await page.Mouse.MoveAsync(x + 40, y + 30, new() { Steps = 8 });
        await page.Mouse.UpAsync();
        await Expect(page.Test("object")).ToHaveCountAsync(1);
        await page.Test("question").GetByText("Golden").ClickAsync();

        if (keep is not null)
        {
            await page.KeepAsync(keep);
        }

        var labeled = await page.Test("external-id").TextContentAsync();
        await page.Test("submit").ClickAsync();
        await Expect(page.Test("external-id")).Not.ToHaveTextAsync(labeled!);
    }
}
