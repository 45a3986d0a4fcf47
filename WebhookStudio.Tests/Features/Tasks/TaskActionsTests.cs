using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Deliveries;
using WebhookStudio.Domain.Exports;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Features.Access;
using WebhookStudio.Features.Deliveries;
using WebhookStudio.Features.Exports;
using WebhookStudio.Features.Tasks;
using WebhookStudio.Features.Tasks.Operations;
using WebhookStudio.Tests.TestKit;

namespace WebhookStudio.Tests.Features.Tasks;

public sealed class TaskActionsTests : BunitContext
{
    private static readonly Id<Project> Project = Id<Project>.New(ListScene.Now);
    private readonly FakeTasks _tasks = new();
    private IRenderedComponent<MudDialogProvider> _dialogs = null!;

    private List<string> Reruns => ((PageFakes.Reruns)Services.GetRequiredService<IDeliveryReruns>()).Calls;

    private List<string> Operations => ((FakeOperations)Services.GetRequiredService<ITaskOperations>()).Calls;

    private List<ExportScope> Exports => ((FakeExports)Services.GetRequiredService<IExports>()).Started;

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

        page.Find("[data-testid=move]").Click();
        Dialog(".switch").Change(true);
        Assert.Equal("Move 2 tasks to Webhook", Dialog("[data-testid=requeue-confirm]").TextContent);
        await Dialog("[data-testid=requeue-confirm]").ClickAsync();

        page.WaitForAssertion(() => Assert.Equal(["Move 2 hook without annotations by ada@bakery.example"], Operations));
        page.WaitForAssertion(() => Assert.Empty(page.FindAll("[data-testid=selection-bar]")));
    }

    [Fact]
    public async Task Assign_Chosen_KeepsTheTickedTasksForThePerson()
    {
        var page = RenderPage("?stage=hook");
        page.FindAll("tbody input.checkbox")[0].Change(true);

        page.Find("[data-testid=assign]").Click();
        Assert.Equal("Assign 1 task", Dialog("[data-testid=assign-confirm]").TextContent);
        Dialog("[data-testid=assign-person]").Change("");
        Assert.Equal("Unassign 1 task", Dialog("[data-testid=assign-confirm]").TextContent);
        Dialog("[data-testid=assign-person]").Change("mina@bakery.example");
        await Dialog("[data-testid=assign-confirm]").ClickAsync();

        page.WaitForAssertion(() => Assert.Equal(["Assign 1 mina@bakery.example by ada@bakery.example"], Operations));
    }

    [Fact]
    public async Task Delete_Few_NamesTheNumberAndDeletesThem()
    {
        var page = RenderPage("?stage=hook");
        page.FindAll("tbody input.checkbox")[0].Change(true);

        page.Find("[data-testid=delete-selected]").Click();
        Assert.Equal("Delete 1 task?", Dialog("h2").TextContent);
        Assert.Empty(_dialogs.FindAll("[data-testid=delete-count]"));
        await Dialog("[data-testid=delete-confirm]").ClickAsync();

        page.WaitForAssertion(() => Assert.Equal(["Delete 1  by ada@bakery.example"], Operations));
    }

    [Fact]
    public void Delete_Many_WaitsForTheNumberToBeTyped()
    {
        var page = RenderPage("?stage=hook", () => _tasks.GivenHeld(120));
        page.Find("[data-testid=select-page]").Change(true);

        page.Find("[data-testid=delete-selected]").Click();
        Assert.True(Dialog("[data-testid=delete-confirm]").HasAttribute("disabled"));
        Dialog("[data-testid=delete-count]").Input("12");
        Assert.True(Dialog("[data-testid=delete-confirm]").HasAttribute("disabled"));
        Dialog("[data-testid=delete-count]").Input("121");

        Assert.False(Dialog("[data-testid=delete-confirm]").HasAttribute("disabled"));
        Assert.Empty(Operations);
    }

    [Fact]
    public async Task Export_Chosen_WritesTheTickedTasksInTheForm()
    {
        var page = RenderPage("?stage=hook");
        page.FindAll("tbody input.checkbox")[0].Change(true);

        page.Find("[data-testid=export-selected]").Click();
        Dialog("[data-testid=export-format]").Change("Csv");
        await Dialog("[data-testid=export-confirm]").ClickAsync();

        page.WaitForAssertion(() => Assert.Equal([(ExportFormat.Csv, 1)], Exports.Select(scope => (scope.Format, scope.ListCount))));
        Assert.NotNull(Exports[0].List);
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
