using WebhookStudio.Components.Layout;
using WebhookStudio.Domain.Workflows;
using WebhookStudio.Tests.TestKit;

namespace WebhookStudio.Tests.Features.Projects;

public sealed class CommandSearchTests : IAsyncLifetime
{
    private readonly StudioApp _app = new StudioApp().Start();
    private Scenario _scene = null!;

    public async ValueTask InitializeAsync() => _scene = await Scenario.CreateAsync(_app, Workflow.Default);

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Theory]
    [InlineData("task1", "task1.png", "task10.png")]
    [InlineData("task%")]
    [InlineData("ask1")]
    public async Task Find_ExternalId_FindsHowItBegins(string text, params string[] found)
    {
        await _scene.AddTasksAsync("task1.png", "task10.png", "task2.png");

        Assert.Equal(found, (await FindAsync(text)).Where(e => e.Group == "Tasks").Select(e => e.Title));
    }

    [Fact]
    public async Task Find_TaskId_FindsTheTask()
    {
        var task = (await _scene.AddTasksAsync("task1.png"))[0];

        var entry = Assert.Single(await FindAsync(task.Value), e => e.Group == "Tasks");

        Assert.Equal(("task1.png", $"/projects/{_scene.ProjectId}/tasks?q={task}"), (entry.Title, entry.Url));
    }

    [Fact]
    public async Task Find_TaskOfAnotherProject_FindsNothing()
    {
        var other = await Scenario.CreateAsync(_app, Workflow.Default);
        var task = (await other.AddTasksAsync("task1.png"))[0];

        Assert.DoesNotContain(await FindAsync(task.Value), e => e.Group == "Tasks");
    }

    [Fact]
    public async Task Find_Nothing_ListsPagesAndTheOtherProjects()
    {
        await Scenario.CreateAsync(_app, Workflow.Default);

        var found = await FindAsync("");

        Assert.Contains(found, e => e is { Group: "Pages", Title: "Logs" });
        Assert.Single(found, e => e.Group == "Projects");
        Assert.DoesNotContain(found, e => e.Group is "Stages" or "Tasks");
    }

    [Fact]
    public async Task Find_AsLabeler_OffersNothingThatIsForManagers()
    {
        var found = await FindAsync("", manages: false);

        Assert.DoesNotContain(found, e => e.Title is "Logs" or "Exports" or "Jobs" or "Delivery settings");
    }

    [Fact]
    public async Task Find_Stage_LeadsToItsSettingsAndTasks()
    {
        var urls = (await FindAsync("lab")).Where(e => e.Group == "Stages").Select(e => e.Url);

        Assert.Equal(
            [$"/projects/{_scene.ProjectId}/workflow?stage=Label", $"/projects/{_scene.ProjectId}/tasks?stage=Label"], urls);
    }

    private Task<IReadOnlyList<CommandEntry>> FindAsync(string text, bool manages = true) => _app.Get<ICommandSearch>()
        .FindAsync(_scene.ProjectId.Value, text, manages, TestContext.Current.CancellationToken);
}
