using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;
using WebhookStudio.Domain;
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

        page.WaitForAssertion(() => Assert.Equal(["stage hook"], Reruns));
    }

    [Fact]
    public async Task Rerun_OneCause_SendsOnlyTheTasksThatAreShown()
    {
        var page = RenderPage("?stage=hook&cause=503");

        page.Find("[data-testid=rerun-held]").Click();
        await Dialog(".button--primary").ClickAsync();

        page.WaitForAssertion(() => Assert.Equal(["3 tasks by ada@bakery.example"], Reruns));
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

    private AngleSharp.Dom.IElement Dialog(string part) => _dialogs.WaitForElement($".mud-dialog {part}");

    private IRenderedComponent<TaskListPage> RenderPage(string query)
    {
        this.UseListPages(StudioRoles.Manager);
        _tasks.GivenHeld(3);
        Services.AddSingleton<ITaskList>(_tasks);
        SetRendererInfo(new("Server", true));
        Services.GetRequiredService<NavigationManager>().NavigateTo($"/projects/{Project}/tasks{query}");
        Render<MudPopoverProvider>();
        _dialogs = Render<MudDialogProvider>();

        return Render<TaskListPage>(parameters => parameters.Add(page => page.ProjectId, Project.Value));
    }
}
