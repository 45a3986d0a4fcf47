using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Deliveries;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Features.Access;
using WebhookStudio.Features.Deliveries;
using WebhookStudio.Features.Tasks;
using WebhookStudio.Tests.TestKit;

namespace WebhookStudio.Tests.Features.Tasks;

public sealed class TaskActionsTests : BunitContext
{
    private static readonly Id<Project> Project = Id<Project>.New(ListScene.Now);
    private readonly FakeTasks _tasks = new();
    private IRenderedComponent<MudDialogProvider> _dialogs = null!;

    private List<string> Reruns => ((PageFakes.Reruns)Services.GetRequiredService<IDeliveryReruns>()).Calls;

    private List<string> Moves => ((PageFakes.Flow)Services.GetRequiredService<ITaskFlow>()).Moves;

    [Fact]
    public async Task Rerun_Confirmed_SendsTheWholeStageAgain()
    {
        var page = RenderPage("?stage=hook");

        page.Find("[data-testid=rerun-held]").Click();
        Assert.Contains("sent again to ml.bakery.example/hook", Dialog("p").TextContent, StringComparison.Ordinal);
        Assert.Empty(Reruns);
        await Dialog(".button--primary").ClickAsync();

        page.WaitForAssertion(() => Assert.Equal(["stage hook by ada@bakery.example"], Reruns));
    }

    [Fact]
    public async Task Rerun_OneCause_SendsOnlyTheTasksThatAreShown()
    {
        var page = RenderPage("?stage=hook&cause=503");

        page.Find("[data-testid=rerun-held]").Click();
        await Dialog(".button--primary").ClickAsync();

        page.WaitForAssertion(() => Assert.Equal(["stage hook, cause 503 by ada@bakery.example"], Reruns));
    }

    [Fact]
    public async Task Rerun_FilteredList_SendsTheFilterAndNotWhatWasLoaded()
    {
        var page = RenderPage("?stage=hook&view=held&q=task");

        page.Find("[data-testid=rerun-held]").Click();
        await Dialog(".button--primary").ClickAsync();

        page.WaitForAssertion(() => Assert.Equal(["stage hook, found Held task by ada@bakery.example"], Reruns));
    }

    [Fact]
    public async Task Rerun_SeveralCauses_OffersEachAndSendsTheChosenOne()
    {
        var page = RenderPage("?stage=hook", GivenTwoCauses);

        page.Find("[data-testid=rerun-held]").Click();
        _dialogs.WaitForElement("[data-testid=rerun-confirm]");
        Assert.Equal(
            ["All 3 held tasks", "Only 2 with 503 Service Unavailable", "Only 1 with Timed out after 10 s"],
            _dialogs.FindAll(".choice").Select(choice => choice.TextContent.Trim()));
        _dialogs.FindAll("[data-testid=rerun-choice]")[1].Change(true);
        Assert.Equal("Re-run 2 held tasks", Dialog("[data-testid=rerun-confirm]").TextContent);
        await Dialog("[data-testid=rerun-confirm]").ClickAsync();

        page.WaitForAssertion(() => Assert.Equal(["stage hook, cause 503 by ada@bakery.example"], Reruns));
    }

    [Fact]
    public async Task Rerun_CauseOfTheBanner_SendsThatGroup()
    {
        var page = RenderPage("?stage=hook", GivenTwoCauses);

        page.Find("[data-testid='rerun-Timed out']").Click();
        Assert.Empty(_dialogs.FindAll("[data-testid=rerun-choice]"));
        await Dialog("[data-testid=rerun-confirm]").ClickAsync();

        page.WaitForAssertion(() => Assert.Equal(["stage hook, cause Timed out by ada@bakery.example"], Reruns));
    }

    [Fact]
    public async Task Rerun_Cancelled_SendsNothing()
    {
        var page = RenderPage("?stage=hook");

        page.Find("[data-testid=rerun-held]").Click();
        await Dialog(".button:not(.button--primary)").ClickAsync();

        _dialogs.WaitForAssertion(() => Assert.Empty(_dialogs.FindAll(".mud-dialog")));
        Assert.Empty(Reruns);
    }

    [Fact]
    public async Task RerunSelected_Confirmed_SendsTheFailingOnesAndClearsTheSelection()
    {
        var page = RenderPage("?stage=hook");
        page.FindAll("tbody input.checkbox")[0].Change(true);
        page.FindAll("tbody input.checkbox")[3].Change(true);

        page.Find("[data-testid=rerun-selected]").Click();
        await Dialog(".button--primary").ClickAsync();

        page.WaitForAssertion(() => Assert.Equal(["1 tasks by ada@bakery.example"], Reruns));
        page.WaitForAssertion(() => Assert.Empty(page.FindAll("[data-testid=selection-bar]")));
    }

    [Fact]
    public async Task Requeue_WithoutAnnotations_MovesTheTickedTasks()
    {
        var page = RenderPage("?stage=hook");
        page.FindAll("tbody input.checkbox")[0].Change(true);
        page.FindAll("tbody input.checkbox")[1].Change(true);

        page.Find("[data-testid=requeue]").Click();
        Dialog(".switch").Change(true);
        Assert.Equal("Move 2 tasks to Webhook", Dialog("[data-testid=requeue-confirm]").TextContent);
        await Dialog("[data-testid=requeue-confirm]").ClickAsync();

        page.WaitForAssertion(() => Assert.Equal(["2 tasks to hook without annotations"], Moves));
        page.WaitForAssertion(() => Assert.Empty(page.FindAll("[data-testid=selection-bar]")));
    }

    private void GivenTwoCauses() => _tasks.Failing = _tasks.Failing with
    {
        Causes = [new(AttemptOutcome.Answered, 503, 2, 0), new(AttemptOutcome.TimedOut, null, 1, 0)],
    };

    private AngleSharp.Dom.IElement Dialog(string part) => _dialogs.WaitForElement($".mud-dialog {part}");

    private IRenderedComponent<TaskListPage> RenderPage(string query, Action? given = null)
    {
        this.UseListPages(StudioRoles.Manager);
        _tasks.GivenHeld(3);
        given?.Invoke();
        Services.AddSingleton<ITaskList>(_tasks);
        SetRendererInfo(new("Server", true));
        Services.GetRequiredService<NavigationManager>().NavigateTo($"/projects/{Project}/tasks{query}");
        Render<MudPopoverProvider>();
        _dialogs = Render<MudDialogProvider>();

        return Render<TaskListPage>(parameters => parameters.Add(page => page.ProjectId, Project.Value));
    }
}
