using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Deliveries;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Domain.Tasks;
using WebhookStudio.Domain.Workflows;
using WebhookStudio.Features.Access;
using WebhookStudio.Features.Tasks;
using WebhookStudio.Features.Workflows;
using WebhookStudio.Platform;
using WebhookStudio.Tests.TestKit;

namespace WebhookStudio.Tests.Features.Tasks;

public sealed class TaskListPageTests : BunitContext
{
    private static readonly Id<Project> Project = Id<Project>.New(ListScene.Now);
    private static readonly StageId Webhook = new("hook");
    private readonly FakeTasks _tasks = new();

    [Fact]
    public void Page_HeldTasks_ShowsSentenceBannerAndRows()
    {
        GivenHeld(3);

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
    public void Selection_TickedRows_PutsTheBarInThePagersPlace()
    {
        GivenHeld(3);
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
        GivenHeld(3);

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
        GivenHeld(3);
        var page = RenderPage($"?stage={Webhook}&page=2");

        page.Find("[data-testid=task-search]").Input("task5");
        page.Find("[data-testid=task-search]").KeyDown("Enter");

        Assert.EndsWith("/tasks?stage=hook&q=task5", Services.GetRequiredService<NavigationManager>().Uri, StringComparison.Ordinal);
    }

    private IRenderedComponent<TaskListPage> RenderPage(string query, string role = StudioRoles.Manager)
    {
        this.UseListPages(role);
        Services.AddSingleton<ITaskList>(_tasks);
        Services.GetRequiredService<NavigationManager>().NavigateTo($"/projects/{Project}/tasks{query}");

        return Render<TaskListPage>(parameters => parameters.Add(page => page.ProjectId, Project.Value));
    }

    private void GivenHeld(int held)
    {
        var rows = Enumerable.Range(1, held).Select(i => Row($"task{i}.png", TaskState.Held)).Append(Row("new.png", TaskState.Sending));
        _tasks.Page = new([.. rows], held + 1);
        _tasks.Count = new(held + 1, held, 0, 1, null);
        _tasks.Failing = new(
            held, 0, [new(AttemptOutcome.Answered, 503, held, 0)],
            [new(Webhook, "Webhook", "ml.bakery.example/hook", TimeSpan.FromSeconds(10), "Complete", held)], ListScene.Now.AddMinutes(-22));
    }

    private static TaskRow Row(string externalId, TaskState state) => new()
    {
        Id = Id<LabelTask>.New(ListScene.Now),
        ExternalId = externalId,
        Picture = "/files/x.png",
        StageId = Webhook,
        StageName = "Webhook",
        StageKind = StageKind.Webhook,
        State = state,
        LastResult = new("503", ListScene.Now.AddMinutes(-2), Id<DeliveryAttempt>.New(ListScene.Now)),
        StageEnteredAt = ListScene.Now.AddMinutes(-3),
        Batches = ["batch-1"],
        SubmittedBy = "Mina Sato",
        UpdatedAt = ListScene.Now,
    };

    private sealed class FakeTasks : ITaskList
    {
        public Page<TaskRow> Page { get; set; } = new([], 0);

        public StageCount Count { get; set; } = StageCount.None;

        public FailingTasks Failing { get; set; } = FailingTasks.None;

        public int Loads { get; private set; }

        public Task<TaskRail?> RailAsync(Id<Project> project, CancellationToken cancellationToken) => Task.FromResult<TaskRail?>(
            new([new(Webhook, "Webhook", StageKind.Webhook, false, Count)], Count.Here, Count.Held, 0, []));

        public Task<Page<TaskRow>> ListAsync(TaskQuery query, CancellationToken cancellationToken)
        {
            Loads++;

            return Task.FromResult(Page);
        }

        public Task<IReadOnlyList<Id<LabelTask>>> IdsAsync(TaskQuery query, CancellationToken cancellationToken) =>
            Task.FromResult<IReadOnlyList<Id<LabelTask>>>([.. Page.Items.Select(row => row.Id)]);

        public Task<FailingTasks> FailingAsync(TaskQuery query, CancellationToken cancellationToken) => Task.FromResult(Failing);
    }
}
