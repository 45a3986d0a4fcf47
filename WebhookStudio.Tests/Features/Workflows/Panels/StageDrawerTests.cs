using Bunit;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Deliveries;
using WebhookStudio.Domain.Workflows;
using WebhookStudio.Features.Deliveries;
using WebhookStudio.Features.Tasks;
using WebhookStudio.Features.Workflows;
using WebhookStudio.Tests.Features.Deliveries;
using WebhookStudio.Tests.Features.Tasks;

namespace WebhookStudio.Tests.Features.Workflows.Panels;

public sealed class StageDrawerTests : DrawerTest
{
    [Fact]
    public void Url_WithoutScheme_SaysWhatIsMissing()
    {
        var drawer = RenderDrawer(StageCount.None);

        drawer.Find("[data-testid=webhook-url]").Change("ml.bakery.example/hook");
        drawer = RenderDrawer(StageCount.None);

        Assert.Equal(
            "The address needs http:// or https:// in front.",
            drawer.Find("[data-testid=webhook-url-error]").TextContent.Trim());
    }

    [Fact]
    public void Rerun_NothingHeld_IsDisabledWithTheReason()
    {
        var rerun = RenderDrawer(StageCount.None).Find("[data-testid=rerun]");

        Assert.True(rerun.HasAttribute("disabled"));
        Assert.Equal("No held tasks", rerun.QuerySelector("small")!.TextContent);
    }

    [Fact]
    public void Rerun_HeldTasks_NamesTheirNumber()
    {
        var rerun = RenderDrawer(new(13, 12, 0, 1, null)).Find("[data-testid=rerun]");

        Assert.False(rerun.HasAttribute("disabled"));
        Assert.StartsWith("Re-run 12 held tasks", rerun.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rerun_OneCauseChosen_SendsThatGroup()
    {
        var tasks = (FakeTasks)Services.GetRequiredService<ITaskList>();
        tasks.GivenHeld(12);
        tasks.Failing = tasks.Failing with
        {
            Causes = [new(AttemptOutcome.Answered, 503, 9, 0), new(AttemptOutcome.TimedOut, null, 3, 0)],
        };
        Render<MudPopoverProvider>();
        var dialogs = Render<MudDialogProvider>();

        RenderDrawer(new(13, 12, 0, 1, null)).Find("[data-testid=rerun]").Click();
        Assert.Equal("Re-run 12 held tasks?", dialogs.WaitForElement("h2").TextContent);
        dialogs.FindAll("[data-testid=rerun-choice]")[1].Change(true);
        await dialogs.Find("[data-testid=rerun-confirm]").ClickAsync();

        var reruns = (PageFakes.Reruns)Services.GetRequiredService<IDeliveryReruns>();
        dialogs.WaitForAssertion(() => Assert.Equal([$"stage {Model.Draft.Stages[2].Id}, cause 503 by "], reruns.Calls));
    }

    [Fact]
    public void Run_GoesOn_HasItsStripAboveTheSettings()
    {
        var drawer = RenderDrawer(new(12, 1, 0, 8, null), BulkRunStripTests.Run(12, 3, 1, 8));

        Assert.Equal("4 of 12 sent: 3 delivered, 1 held", drawer.Find("[data-testid=run-words]").TextContent);
        Assert.Empty(drawer.FindAll("[data-testid=run-hint]"));
    }

    [Fact]
    public void Run_LastOneFailedAsAWhole_SaysWhatToCheck()
    {
        var failed = BulkRunStripTests.Run(12, 0, 12, 0, BulkRunStatus.Finished) with { OnlyCause = new(AttemptOutcome.Answered, 401) };

        var drawer = RenderDrawer(new(12, 12, 0, 0, null), failed);

        Assert.Equal(
            "Last re-run: All 12 failed with 401: check the secret.", drawer.Find("[data-testid=run-hint]").TextContent.Trim());
        Assert.Empty(drawer.FindAll("[data-testid=run-strip]"));
    }

    [Fact]
    public void Logs_SomeAttempts_HaveTheFormOfTheLog()
    {
        Log.Lines.Add(new(new("67a3be4088cb6f0f79763271"), Now, AttemptOutcome.Answered, 503, false, "task5.png"));
        Log.Lines.Add(new(new("67a3be4088cb6f0f79763272"), Now, AttemptOutcome.TimedOut, null, false, "task18.png"));
        Log.Lines.Add(new(new("67a3be4088cb6f0f79763273"), Now, AttemptOutcome.Answered, 200, true, "task1.png") { Trigger = AttemptTrigger.Test });

        var lines = RenderDrawer(StageCount.None).FindAll("[data-testid=log-line]");

        Assert.Equal(
            ["[2026-02-06 10:14:08][503] task5.png", "[2026-02-06 10:14:08][Timed out] task18.png", "[2026-02-06 10:14:08][200] task1.png (test)"],
            lines.Select(line => line.TextContent.Trim()));
        Assert.EndsWith("&entry=67a3be4088cb6f0f79763271", lines[0].GetAttribute("href"), StringComparison.Ordinal);
    }

    [Fact]
    public void Secret_Typed_IsSealedAndSigns()
    {
        var drawer = RenderDrawer(StageCount.None);

        drawer.Find("[data-testid=webhook-secret]").Change("your_secret_key");

        Assert.Equal(new SealedText("sealed:your_secret_key"), Settings.Secret);
        Assert.Equal(WebhookAuth.Secret, Settings.Auth);
    }

    [Fact]
    public void Secret_Stored_IsNeverInTheMarkup()
    {
        Model = new(Workflow.WithWebhook(new()
        {
            Url = "https://ml.bakery.example/hook",
            Auth = WebhookAuth.Secret,
            Secret = new("sealed:your_secret_key"),
        }));

        var drawer = RenderDrawer(StageCount.None);

        Assert.DoesNotContain("your_secret_key", drawer.Markup, StringComparison.Ordinal);
        Assert.Contains("Stored. Leave empty to keep.", drawer.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void Header_ReservedName_IsRefused()
    {
        var drawer = RenderDrawer(StageCount.None);
        drawer.Find("[data-testid=advanced]").Click();

        drawer.Find("[data-testid=header-name]").Input("Content-Type");
        drawer.Find("[data-testid=header-value]").Input("text/plain");
        drawer.Find("[data-testid=header-add]").Click();

        Assert.Contains("set by the webhook itself", drawer.Find("[data-testid=header-error]").TextContent, StringComparison.Ordinal);
        Assert.Empty(Settings.Headers);
    }

    [Fact]
    public void Exhausted_LeaveByFailed_OffersItsNextStage()
    {
        var drawer = RenderDrawer(StageCount.None);
        Assert.Empty(drawer.FindAll("[data-testid=failed-stage]"));
        drawer.Find("[data-testid=advanced]").Click();

        drawer.Find("[data-testid=exhausted-Fail]").Change("on");
        drawer = RenderDrawer(StageCount.None);

        Assert.Equal(ExhaustedRule.Fail, Settings.OnExhausted);
        Assert.Equal(
            "Connect the output Failed of Webhook, or choose to keep failed tasks.",
            drawer.Find("[data-testid=next-error]").TextContent);
        drawer.Find("[data-testid=failed-stage]").Change("Complete");
        Assert.Equal(StageId.Complete, Model.Draft.Stages[2].FailedOutput);
        Assert.Equal(StageId.Complete, Model.Draft.Stages[2].Output);
    }
}
