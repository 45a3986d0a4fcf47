using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Domain.Workflows;
using WebhookStudio.Features.Access;
using WebhookStudio.Features.Tasks;
using WebhookStudio.Platform;
using WebhookStudio.Tests.TestKit;

namespace WebhookStudio.Tests.Features.Tasks;

public sealed class TaskListPageTests : BunitContext
{
    private static readonly Id<Project> Project = Id<Project>.New(ListScene.Now);
    private static readonly StageId Webhook = FakeTasks.Webhook;
    private readonly FakeTasks _tasks = new();

    [Fact]
    public void Page_HeldTasks_ShowsSentenceBannerAndRows()
    {
        _tasks.GivenHeld(3);

        var page = RenderPage($"?stage={Webhook}");

        Assert.Equal("Tasks in Webhook", page.Find("h1").TextContent);
        Assert.Equal("4 tasks here, 3 held, 1 sending", page.Find(".state-sentence").TextContent);
        Assert.Contains("3 tasks are held: the webhook has not answered 200 since 09:52", page.Find("[data-testid=held-banner]").TextContent, StringComparison.Ordinal);
        Assert.Contains("Re-run 3 held tasks", page.Find("[data-testid=rerun-held]").TextContent, StringComparison.Ordinal);
        Assert.EndsWith("cause=503", page.Find("[data-testid=cause-503]").GetAttribute("href"), StringComparison.Ordinal);
        var row = page.Find("[data-testid='task-task1.png']");
        Assert.Contains("Held", row.TextContent, StringComparison.Ordinal);
        Assert.Contains("503", row.QuerySelector("a.result")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("/logs?entry=", row.QuerySelector("a.result")!.GetAttribute("href"), StringComparison.Ordinal);
    }

    [Fact]
    public void Row_Retried_SaysWhyItWaits()
    {
        _tasks.GivenHeld(1);
        _tasks.Page = new([_tasks.Page.Items[0] with { State = TaskState.Retrying, NextAttemptAt = ListScene.Now.AddMinutes(4), AskedSeconds = 240 }], 1);

        var state = RenderPage($"?stage={Webhook}").Find("[data-testid='task-task1.png'] td[title^=Waits]");

        Assert.Equal("Retrying in 4 min", state.TextContent);
        Assert.Equal("Waits 240 s because the receiver asked, 2026-02-06 10:18:30", state.GetAttribute("title"));
    }

    [Fact]
    public void Selection_TickedRows_PutsTheBarInThePagersPlace()
    {
        _tasks.GivenHeld(3);
        var page = RenderPage($"?stage={Webhook}");
        Assert.NotEmpty(page.FindAll(".pager"));

        page.FindAll("tbody input.checkbox")[0].Change(true);
        page.FindAll("tbody input.checkbox")[3].Change(true);

        Assert.Empty(page.FindAll(".pager"));
        Assert.Contains("2 selected", page.Find("[data-testid=selection-bar]").TextContent, StringComparison.Ordinal);
        Assert.Equal("Re-run 1 failing", page.Find("[data-testid=rerun-selected]").TextContent.Trim());
        Assert.Contains("is-mixed", page.Find("[data-testid=select-page]").ClassName, StringComparison.Ordinal);

        Services.GetRequiredService<IProjectFeed>().Publish(Project);
        page.WaitForAssertion(() => Assert.True(_tasks.Loads > 1));
        Assert.Contains("2 selected", page.Find("[data-testid=selection-bar]").TextContent, StringComparison.Ordinal);

        page.Find("[data-testid=clear-selection]").Click();
        Assert.NotEmpty(page.FindAll(".pager"));
    }

    [Fact]
    public void Page_Labeler_SeesTasksWithoutActions()
    {
        _tasks.GivenHeld(3);

        var page = RenderPage($"?stage={Webhook}", StudioRoles.Labeler);

        Assert.NotEmpty(page.FindAll("tbody tr"));
        Assert.Empty(page.FindAll("input.checkbox, [data-testid=rerun-held], [data-testid=import], a.result"));
    }

    [Fact]
    public void Page_NoTasks_OffersTheImport()
    {
        var page = RenderPage("");

        Assert.Contains("No tasks yet", page.Markup, StringComparison.Ordinal);
        Assert.Empty(page.FindAll("[data-testid=held-banner], [data-testid=task-table]"));
    }

    [Fact]
    public void Page_NothingMatches_OffersToClearTheFilters()
    {
        var page = RenderPage($"?stage={Webhook}&q=nothing");

        Assert.Contains("No tasks match", page.Markup, StringComparison.Ordinal);
        Assert.Equal($"/projects/{Project}/tasks?stage=hook", page.Find("[data-testid=empty-clear]").GetAttribute("href"));
    }

    [Fact]
    public void Search_Enter_GoesToTheAddressOfTheSearch()
    {
        _tasks.GivenHeld(3);
        var page = RenderPage($"?stage={Webhook}&page=2");

        page.Find("[data-testid=task-search]").Input("task5");
        page.Find("[data-testid=task-search]").KeyDown("Enter");

        Assert.EndsWith("/tasks?stage=hook&q=task5", Services.GetRequiredService<NavigationManager>().Uri, StringComparison.Ordinal);
    }

    private IRenderedComponent<TaskListPage> RenderPage(string query, string role = StudioRoles.Manager)
    {
        this.UseListPages(role);
        Services.AddSingleton<ITaskList>(_tasks);
        SetRendererInfo(new("Server", true));
        Services.GetRequiredService<NavigationManager>().NavigateTo($"/projects/{Project}/tasks{query}");

        return Render<TaskListPage>(parameters => parameters.Add(page => page.ProjectId, Project.Value));
    }
}
