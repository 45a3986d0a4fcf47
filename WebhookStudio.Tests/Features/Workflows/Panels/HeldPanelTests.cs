using Bunit;
using Microsoft.Extensions.DependencyInjection;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Deliveries;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Domain.Workflows;
using WebhookStudio.Features.Access;
using WebhookStudio.Features.Tasks;
using WebhookStudio.Features.Workflows;
using WebhookStudio.Features.Workflows.Panels;
using WebhookStudio.Tests.Features.Deliveries;
using WebhookStudio.Tests.Features.Tasks;
using WebhookStudio.Tests.TestKit;

namespace WebhookStudio.Tests.Features.Workflows.Panels;

public sealed class HeldPanelTests : BunitContext
{
    private static readonly Id<Project> Project = new("67a3be4088cb6f0f7976327b");
    private static readonly Stage Webhook = Workflow.WithWebhook(new() { Url = "https://ml.bakery.example/hook" }).Stages[2];

    private readonly FakeTasks _tasks = new();
    private readonly List<string?> _reruns = [];

    public HeldPanelTests()
    {
        this.UseListPages(StudioRoles.Manager);
        Services.AddSingleton<ITaskList>(_tasks);
        _tasks.GivenHeld(11);
        _tasks.Failing = _tasks.Failing with
        {
            Causes = [new(AttemptOutcome.Answered, 503, 9, 0), new(AttemptOutcome.TimedOut, null, 2, 1)],
        };
    }

    [Fact]
    public void Groups_ByCause_SayHowManyAndWhy()
    {
        var groups = RenderPanel().FindAll("[data-testid=held-expand]");

        Assert.Equal(["9 × 503 Service Unavailable", "3 × Timed out after 10 s"], groups.Select(group => group.TextContent.Trim()));
    }

    [Fact]
    public void Group_WithRetries_CountsThemApart() => Assert.Contains(
        "2 held, 1 retried automatically", RenderPanel().FindAll("[data-testid=held-group]")[1].TextContent, StringComparison.Ordinal);

    [Fact]
    public void Group_Unfolded_ListsItsTasksAndLinksToTheRest()
    {
        _tasks.Page = _tasks.Page with { Total = 412 };
        var panel = RenderPanel();
        Assert.Empty(panel.FindAll("[data-testid=held-task]"));

        panel.Find("[data-testid=held-expand]").Click();

        Assert.Equal(12, panel.FindAll("[data-testid=held-task]").Count);
        Assert.Contains("task1.png", panel.Find("[data-testid=held-task]").TextContent, StringComparison.Ordinal);
        var more = panel.Find("[data-testid=held-more]");
        Assert.Equal("Show all 412 in Tasks", more.TextContent);
        Assert.Equal($"/projects/{Project}/tasks?stage={Webhook.Id}&cause=503", more.GetAttribute("href"));
        Assert.Equal("true", panel.Find("[data-testid=held-expand]").GetAttribute("aria-expanded"));
    }

    [Fact]
    public void Task_WaitsForItsReceiver_SaysSo()
    {
        var row = _tasks.Page.Items[0] with { State = TaskState.Retrying, NextAttemptAt = ListScene.Now.AddSeconds(120), AskedSeconds = 120 };
        _tasks.Page = new([row], 1);
        var panel = RenderPanel();

        panel.Find("[data-testid=held-expand]").Click();

        Assert.Contains(
            "waits 120 s because the receiver asked, until 10:16:30", panel.Find("[data-testid=held-task]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Rerun_OfAGroupAndOfAll_AsksForJustThat()
    {
        var panel = RenderPanel();

        panel.FindAll("[data-testid=held-rerun]")[1].Click();
        panel.Find("[data-testid=held-rerun-all]").Click();

        Assert.Equal(["Timed out", null], _reruns);
        Assert.Equal("Re-run 3", panel.FindAll("[data-testid=held-rerun]")[1].TextContent);
    }

    [Fact]
    public void Rerun_NotPossible_SaysWhy()
    {
        var panel = RenderPanel(reason: "The live stage is off. Switch it on and save");

        Assert.All(panel.FindAll("[data-testid=held-rerun], [data-testid=held-rerun-all]"), button => Assert.True(button.HasAttribute("disabled")));
        Assert.Contains("The live stage is off", panel.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void Labeler_SeesWhyButReRunsNothing()
    {
        var panel = RenderPanel(canEdit: false);
        panel.Find("[data-testid=held-expand]").Click();

        Assert.Empty(panel.FindAll("[data-testid=held-rerun], [data-testid=held-rerun-all], a[href*='/logs']"));
    }

    [Fact]
    public void RunOverSeveralStages_ThatTouchesThisOne_IsShown()
    {
        var run = BulkRunStripTests.Run(30, 3, 1, 26) with { StageId = Webhook.Id, Title = "All in 2 stages" };

        Assert.Contains("All in 2 stages", RenderPanel(runs: [run]).Find("[data-testid=run-strip]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void NothingHeldAnyMore_SaysSo()
    {
        _tasks.Failing = FailingTasks.None;

        Assert.Contains("No held tasks", RenderPanel().Markup, StringComparison.Ordinal);
    }

    private IRenderedComponent<HeldPanel> RenderPanel(
        bool canEdit = true, string? reason = null, WebhookStudio.Features.Deliveries.BulkRunProgress[]? runs = null) => Render<HeldPanel>(panel => panel
        .Add(p => p.Face, new(Webhook, new(13, 11, 1, 1, null), WorkflowFacts.None, []) { Runs = runs ?? [] })
        .Add(p => p.Project, Project)
        .Add(p => p.CanEdit, canEdit)
        .Add(p => p.RerunReason, reason)
        .Add(p => p.OnRerun, _reruns.Add));
}
