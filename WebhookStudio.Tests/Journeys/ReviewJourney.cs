using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using WebhookStudio.Domain.Workflows;
using WebhookStudio.Tests.TestKit;
using static Microsoft.Playwright.Assertions;

namespace WebhookStudio.Tests.Journeys;

/// <summary>Review, Hold and Logic in a real browser: rejected, labeled again, accepted, held by a rule, forwarded, delivered.</summary>
public sealed class ReviewJourney : SampleTest
{
    private static readonly StageId Review = new("Review");
    private static readonly StageId Split = new("Split");
    private static readonly StageId Hold = new("Hold");

    [Fact]
    public async Task Task_RejectedAcceptedHeldAndForwarded_IsDelivered()
    {
        await GivenWorkflowAsync();
        var page = await Browser.SignInAsync();

        await LabelAsync(page);
        await RejectAsync(page);
        await LabelAgainAsync(page);
        await AcceptAsync(page);
        await ForwardAsync(page);

        Assert.Empty(Browser.Complaints);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Rules_AddedMovedAndSaved_AreLive(bool dark)
    {
        await GivenWorkflowAsync();
        var page = await Browser.SignInAsync(dark);
        await page.VisitAsync($"{At("workflow")}?stage={Split}");

        await page.Test("rule-add").ClickAsync();
        await Expect(page.Test("next-error")).ToHaveTextAsync("Connect the output Random 10% of Split to the next stage.");
        await page.Test("rule-type").Nth(1).SelectOptionAsync("AnnotationType");
        await page.Test("rule-exists").SelectOptionAsync("absent");
        await page.Locator("#rule-1-next").SelectOptionAsync("Complete");
        await page.Test("rule-up").Nth(1).ClickAsync();
        await Expect(page.Test("rule-type").First).ToHaveValueAsync("AnnotationType");
        await page.AssertAccessibleAsync();
        await page.KeepAsync($"logic-{Theme(dark)}");
        await page.SetViewportSizeAsync(390, 844);
        await page.KeepAsync($"logic-narrow-{Theme(dark)}");
        await page.SetViewportSizeAsync(1440, 900);
        await page.Test("save").ClickAsync();
        await Expect(page.Test("unsaved")).ToHaveCountAsync(0);

        var stage = (await WorkflowAsync()).Get(Split);
        Assert.Equal(["Complete", "Hold", "Webhook"], stage.Next.Select(Name));
        Assert.IsType<AnnotationTypeRule>(((LogicStageSettings)stage.Settings).Rules[0]);

        await page.VisitAsync($"{At("workflow")}?stage={Review}");
        await page.Test("review-read-only").ClickAsync();
        await Expect(page.Test("unsaved")).ToHaveTextAsync("1 unsaved change");
        await page.AssertAccessibleAsync();
        await page.KeepAsync($"review-settings-{Theme(dark)}");
    }

    [Fact]
    public async Task ReadOnly_Review_LooksAndDecides()
    {
        await GivenWorkflowAsync(readOnly: true);
        var page = await Browser.SignInAsync(dark: true);
        await LabelAsync(page);

        await page.VisitAsync(At("review"));
        await Expect(page.Test("canvas")).ToHaveAttributeAsync("data-state", "ready");
        await Expect(page.Test("read-only")).ToContainTextAsync("Read-only");
        await page.Keyboard.PressAsync("b");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Test("object")).ToHaveCountAsync(1);
        await Expect(page.Test("question").Locator("input").First).ToBeDisabledAsync();
        await page.AssertAccessibleAsync();
        await page.KeepAsync("review-read-only-dark");
        await page.Test("accept").ClickAsync();

        await Expect(page.Test("nothing-to-label")).ToContainTextAsync("Nothing to review");
        Assert.Empty(Browser.Complaints);
    }

    private static string Theme(bool dark) => dark ? "dark" : "light";

    private static ILocator Card(IPage page, string stage) =>
        page.Test("stage-card").Filter(new() { Has = page.GetByRole(AriaRole.Heading, new() { Name = stage, Exact = true }) });

    private string At(string screen) => $"/projects/{Project}/{screen}";

    private async Task LabelAsync(IPage page)
    {
        await page.VisitAsync(At("label"));
        await Expect(page.Test("canvas")).ToHaveAttributeAsync("data-state", "ready");
        await page.Keyboard.PressAsync("b");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Test("object")).ToHaveCountAsync(1);
        await page.Test("question").GetByText("Golden").ClickAsync();
        await page.Test("submit").ClickAsync();
        await Expect(page.Test("external-id")).Not.ToHaveTextAsync("task1.png");
    }

    /// <summary>The queue of the reviewers has the task with its labels; the next look finds it empty.</summary>
    private static async Task RejectAsync(IPage page)
    {
        await page.Locator("[data-go=v]").ClickAsync();
        await Expect(page.Test("external-id")).ToHaveTextAsync("task1.png");
        await Expect(page.Test("canvas")).ToHaveAttributeAsync("data-state", "ready");
        await Expect(page.Test("object")).ToHaveCountAsync(1);
        await page.AssertAccessibleAsync();
        await page.KeepAsync("review");
        await page.SetViewportSizeAsync(390, 844);
        await page.KeepAsync("review-narrow");
        await page.SetViewportSizeAsync(1440, 900);
        await page.Keyboard.PressAsync("Control+Backspace");

        await Expect(page.Test("nothing-to-label")).ToContainTextAsync("Nothing to review");
        await page.AssertAccessibleAsync();
        await page.KeepAsync("review-empty");
    }

    private async Task LabelAgainAsync(IPage page)
    {
        await page.VisitAsync(At("label"));
        await Expect(page.Test("external-id")).ToHaveTextAsync("task1.png");
        await Expect(page.Test("canvas")).ToHaveAttributeAsync("data-state", "ready");
        await Expect(page.Test("object")).ToHaveCountAsync(1);
        await page.Keyboard.PressAsync("Control+Enter");
        await Expect(page.Test("external-id")).Not.ToHaveTextAsync("task1.png");
    }

    private async Task AcceptAsync(IPage page)
    {
        await page.VisitAsync(At("review"));
        await Expect(page.Test("external-id")).ToHaveTextAsync("task1.png");
        await page.Test("accept").ClickAsync();
        await Expect(page.Test("nothing-to-label")).ToBeVisibleAsync(new() { Timeout = 15_000 });
    }

    /// <summary>The rule has sent the task to Hold; the three dots send it on, and the webhook is delivered.</summary>
    private async Task ForwardAsync(IPage page)
    {
        await page.VisitAsync($"{At("tasks")}?stage={Hold}");
        await Expect(page.Test("task-table")).ToContainTextAsync("Waiting");
        await page.VisitAsync($"{At("workflow")}?stage={Hold}");
        await Expect(Card(page, "Hold").Test("stage-here")).ToHaveTextAsync("1 here");
        await page.KeepAsync("hold");
        await page.GetByRole(AriaRole.Button, new() { Name = "Hold actions" }).ClickAsync();
        await page.Test("forward-menu").ClickAsync();

        await Expect(Card(page, "Complete").Test("stage-here")).ToHaveTextAsync("1 done");
        await Expect(Card(page, "Hold").Test("stage-here")).ToHaveTextAsync("0 here");
    }

    private async Task GivenWorkflowAsync(bool readOnly = false) => await App.ReadAsync(async db =>
    {
        var project = await db.Projects.SingleAsync();
        var (start, label, webhook, complete) = project.Workflow.Stages switch
        {
            [var first, var second, var third, var last] => (first, second, third, last),
            _ => throw new InvalidOperationException("The sample project has other stages."),
        };
        project.ChangeWorkflow(
            StageKit.Of(
                start,
                label.To("Review"),
                StageKit.Review("Review", readOnly).To("Split", label.Id.Value) with { Position = new(640, 160) },
                StageKit.Logic("Split", new RandomSampleRule(1)).To("Hold", webhook.Id.Value) with { Position = new(64, 320) },
                StageKit.Hold().To(webhook.Id.Value) with { Position = new(352, 320) },
                webhook with { Position = new(640, 320) },
                complete with { Position = new(928, 320) }),
            StudioApp.OwnerEmail,
            TimeProvider.System.GetUtcNow());

        return await db.SaveChangesAsync();
    });

    private Task<Workflow> WorkflowAsync() =>
        App.ReadAsync(db => db.Projects.AsNoTracking().Select(project => project.Workflow).SingleAsync());

    private static string? Name(StageId? stage) => stage?.Value is { Length: 36 } ? "Webhook" : stage?.Value;
}
