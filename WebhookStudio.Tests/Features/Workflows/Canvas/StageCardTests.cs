using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using WebhookStudio.Domain.Deliveries;
using WebhookStudio.Domain.Workflows;
using WebhookStudio.Features.Deliveries;
using WebhookStudio.Features.Workflows;
using WebhookStudio.Features.Workflows.Canvas;
using WebhookStudio.Platform;
using WebhookStudio.Tests.Features.Deliveries;

namespace WebhookStudio.Tests.Features.Workflows.Canvas;

public sealed class StageCardTests : BunitContext
{
    private static readonly DateTimeOffset Now = new(2026, 2, 6, 10, 14, 8, TimeSpan.Zero);

    public StageCardTests()
    {
        Services.AddSingleton<TimeProvider>(new FakeTimeProvider(Now));
        Services.AddScoped<BrowserTime>();
    }

    [Fact]
    public void Render_NothingFailed_HasNoBadge()
    {
        var card = RenderWebhook(new() { Url = "https://ml.bakery.example/hook?key=1" }, new(13, 0, 0, 1, null));

        Assert.Empty(card.FindAll("[data-testid=stage-badge]"));
        Assert.Equal("ml.bakery.example/hook", card.Find("[data-testid=stage-summary]").TextContent.Trim());
        Assert.Equal("13 here", card.Find("[data-testid=stage-here]").TextContent);
    }

    [Fact]
    public void Render_HeldTasks_BadgeTellsCountAndLastCause()
    {
        var failure = new StageFailure(AttemptOutcome.Answered, 503, Now.AddMinutes(-2));

        var card = RenderWebhook(new() { Url = "https://ml.bakery.example/hook" }, new(13, 12, 0, 1, failure));

        var badge = card.Find("[data-testid=stage-badge]");
        Assert.Equal("12", badge.TextContent);
        Assert.Equal("12 tasks held - last attempt: 503, 2 min ago. Open", badge.GetAttribute("title"));
        Assert.Contains("node--held", card.Find("[data-testid=stage-card]").ClassName, StringComparison.Ordinal);
    }

    [Fact]
    public void Render_FirstFailureRetried_BadgeIsThereAlready()
    {
        var failure = new StageFailure(AttemptOutcome.TimedOut, null, Now);

        var card = RenderWebhook(new() { Url = "https://ml.bakery.example/hook" }, new(1, 0, 1, 0, failure));

        Assert.Equal("1 task retrying - last attempt: Timed out, just now. Open", card.Find("[data-testid=stage-badge]").GetAttribute("title"));
    }

    [Fact]
    public void Render_RunGoesOn_ShowsItsProgress()
    {
        var run = BulkRunStripTests.Run(12, 3, 1, 8);

        var card = RenderWebhook(new() { Url = "https://ml.bakery.example/hook" }, new(13, 1, 0, 8, null), null, run);

        Assert.Equal("Re-running 4 / 12", card.Find("[data-testid=stage-run]").TextContent.Trim());
        Assert.Equal("--done:33%", card.Find(".has-ring").GetAttribute("style"));
        Assert.Contains("node--running", card.Find("[data-testid=stage-card]").ClassName, StringComparison.Ordinal);
        Assert.Contains("Re-running 4 / 12", card.Find("[data-testid=stage-card]").GetAttribute("aria-label"), StringComparison.Ordinal);
        Assert.NotEmpty(card.FindAll("[data-testid=stage-badge]"));
    }

    [Fact]
    public void Render_NoUrl_NeedsSetup()
    {
        var card = RenderWebhook(new(), StageCount.None);

        Assert.Equal("Needs setup: add a URL", card.Find("[data-testid=stage-summary]").TextContent.Trim());
        Assert.Contains("node--setup", card.Find("[data-testid=stage-card]").ClassName, StringComparison.Ordinal);
    }

    [Fact]
    public void Render_Off_SaysSo()
    {
        var card = RenderWebhook(new() { Url = "https://a.example/", Enabled = false }, StageCount.None);

        Assert.Contains("Tasks pass straight through", card.Markup, StringComparison.Ordinal);
        Assert.Contains("node--off", card.Find("[data-testid=stage-card]").ClassName, StringComparison.Ordinal);
    }

    [Fact]
    public void Render_LeavesByFailed_HasASecondNamedOutput()
    {
        var card = RenderWebhook(new() { Url = "https://a.example/", OnExhausted = ExhaustedRule.Fail }, StageCount.None);

        Assert.Equal(
            ["Output of Webhook", "Failed output of Webhook"],
            card.FindAll("[data-port=out]").Select(port => port.GetAttribute("aria-label")));
        Assert.Equal("Failed", card.Find(".port-label.is-error").TextContent);
        Assert.EndsWith(
            "connected to Complete, output Failed not connected",
            card.Find("[data-testid=stage-card]").GetAttribute("aria-label"),
            StringComparison.Ordinal);
    }

    [Fact]
    public void Render_Keeps_HasOneOutput() => Assert.Single(
        RenderWebhook(new() { Url = "https://a.example/" }, StageCount.None).FindAll("[data-port=out]"));

    [Fact]
    public void Render_ReceiverUnreachable_SaysSoInPlaceOfTheUrl()
    {
        var health = new StageHealth(new(AttemptOutcome.ConnectionRefused, Now, Now.AddSeconds(40), 3), Blocked: null);

        var card = RenderWebhook(new() { Url = "https://a.example/" }, new(13, 0, 0, 12, null) { Pending = 12 }, health);

        Assert.Equal("Receiver unreachable", card.Find("[data-testid=stage-summary]").TextContent.Trim());
        Assert.Equal("icons.svg#s-unreachable", card.Find("[data-testid=stage-summary] use").GetAttribute("href"));
        Assert.Contains("node--waits", card.Find("[data-testid=stage-card]").ClassName, StringComparison.Ordinal);
        Assert.Contains("receiver unreachable", card.Find("[data-testid=stage-card]").GetAttribute("aria-label"), StringComparison.Ordinal);
        Assert.DoesNotContain("sending", card.Markup, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(5, 1, "5 wait behind task3.png, which is held")]
    [InlineData(1, 1, "1 waits behind task3.png, which is held")]
    [InlineData(5, 2, "5 wait behind 2 held tasks, the first is task3.png")]
    public void Render_BlockedByOrder_SaysBehindWhat(int waiting, int held, string sentence)
    {
        var card = RenderWebhook(
            new() { Url = "https://a.example/", Ordering = DeliveryOrdering.Stage },
            new(6, held, 0, waiting, null),
            new(Circuit: null, new(waiting, held, "task3.png")));

        Assert.Equal(sentence, card.Find("[data-testid=stage-summary]").TextContent.Trim());
        Assert.Equal(sentence, card.Find("[data-testid=stage-summary]").GetAttribute("title"));
    }

    private IRenderedComponent<StageCard> RenderWebhook(
        WebhookStageSettings settings, StageCount count, StageHealth? health = null, params BulkRunProgress[] runs)
    {
        var workflow = Workflow.WithWebhook(settings);
        var stage = workflow.Stages[2];
        var problems = WorkflowCheck.Find(workflow).Where(problem => problem.StageId == stage.Id).ToList();

        return Render<StageCard>(card => card
            .Add(
                c => c.Face,
                new(stage, count, WorkflowFacts.None, problems) { Health = health ?? StageHealth.Fine, Runs = runs })
            .Add(c => c.Workflow, workflow)
            .Add(c => c.ProjectUrl, "/projects/67a3be4088cb6f0f7976327b"));
    }
}
