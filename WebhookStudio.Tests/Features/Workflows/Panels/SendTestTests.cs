using Bunit;
using Microsoft.Extensions.DependencyInjection;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Deliveries;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Domain.Workflows;
using WebhookStudio.Features.Access;
using WebhookStudio.Features.Deliveries;
using WebhookStudio.Features.Tasks;
using WebhookStudio.Features.Workflows.Panels;
using WebhookStudio.Tests.Features.Tasks;
using WebhookStudio.Tests.TestKit;

namespace WebhookStudio.Tests.Features.Workflows.Panels;

public sealed class SendTestTests : BunitContext
{
    private static readonly Id<Project> Project = Id<Project>.New(ListScene.Now);
    private static readonly WebhookStageSettings Live = new() { Url = "https://saved.example/" };

    private readonly FakeTests _tests = new();
    private readonly FakeTasks _tasks = new();

    public SendTestTests()
    {
        this.UseListPages(StudioRoles.Manager);
        Services.AddSingleton<IWebhookTests>(_tests);
        Services.AddSingleton<ITaskList>(_tasks);
    }

    [Fact]
    public void Send_Refused_ShowsStatusTimeReasonAndHead()
    {
        _tests.Code = 401;
        var panel = RenderPanel();

        panel.Find("[data-testid=send-test-now]").Click();

        var answer = panel.WaitForElement("[data-testid=test-answer]");
        Assert.Contains("401 Unauthorized", answer.TextContent, StringComparison.Ordinal);
        Assert.Contains("in 38 ms", answer.TextContent, StringComparison.Ordinal);
        Assert.Contains("Likely cause: the secret", panel.Find("[data-testid=test-reason]").TextContent, StringComparison.Ordinal);
        Assert.Equal("Server: bakery", panel.Find("[data-testid=test-head]").TextContent);
    }

    [Fact]
    public void Send_AsOpened_UsesTheEditedStageAndTheNewestTask()
    {
        var panel = RenderPanel();

        panel.Find("[data-testid=send-test-now]").Click();

        panel.WaitForElement("[data-testid=test-answer]");
        var test = Assert.Single(_tests.Calls);
        Assert.Equal(("https://unsaved.example/", null, false), (((WebhookStageSettings)test.Stage.Settings).Url, test.Task, test.IsSample));
        Assert.Same(Live, test.Known);
        Assert.Empty(panel.FindAll("[data-testid=test-reason]"));
    }

    [Fact]
    public void Send_Sample_SaysSoAndSendsIt()
    {
        var panel = RenderPanel();

        panel.Find("[data-testid=test-sample]").Click();
        Assert.Equal("Uses the sample task. No task is moved.", panel.Find("[data-testid=test-uses]").TextContent);
        panel.Find("[data-testid=send-test-now]").Click();

        panel.WaitForAssertion(() => Assert.True(Assert.Single(_tests.Calls).IsSample));
    }

    [Fact]
    public void Send_ChosenTask_SendsIt()
    {
        _tasks.GivenHeld(3);
        var panel = RenderPanel();

        panel.Find("[data-testid=test-chosen]").Click();
        panel.Find("[data-testid=test-task]").Change("task2.png");
        panel.Find("[data-testid=send-test-now]").Click();

        panel.WaitForAssertion(() => Assert.Equal(_tasks.Page.Items[1].Id, Assert.Single(_tests.Calls).Task));
    }

    [Fact]
    public void Send_UnknownTask_SaysWhatToDo()
    {
        var panel = RenderPanel();

        panel.Find("[data-testid=test-chosen]").Click();
        panel.Find("[data-testid=test-task]").Change("nowhere.png");
        panel.Find("[data-testid=send-test-now]").Click();

        Assert.Contains("No task is called 'nowhere.png'", panel.Find("[data-testid=test-task-problem]").TextContent, StringComparison.Ordinal);
        Assert.Equal("Name the task that the test sends.", panel.Find("[data-testid=test-problem]").TextContent);
        Assert.Empty(_tests.Calls);
    }

    [Fact]
    public void Typing_ListsTasks_AndKeysChooseOne()
    {
        _tasks.GivenHeld(3);
        var panel = RenderPanel();

        panel.Find("[data-testid=test-chosen]").Click();
        panel.Find("[data-testid=test-task]").Input("task");
        Assert.Equal(4, panel.FindAll("[data-testid=task-option]").Count);
        panel.Find("[data-testid=test-task]").KeyDown("ArrowDown");
        panel.Find("[data-testid=test-task]").KeyDown("ArrowDown");
        panel.Find("[data-testid=test-task]").KeyDown("Enter");

        Assert.Equal("Uses task2.png. No task is moved.", panel.Find("[data-testid=test-uses]").TextContent);
        Assert.Empty(panel.FindAll("[data-testid=task-option]"));
    }

    [Fact]
    public void Render_AskedFromTheMenu_SendsAtOnce()
    {
        var panel = RenderPanel(asked: 1);

        panel.WaitForAssertion(() => Assert.Single(_tests.Calls));
    }

    private IRenderedComponent<SendTest> RenderPanel(int asked = 0) => Render<SendTest>(panel => panel
        .Add(p => p.Project, Project)
        .Add(p => p.Stage, Workflow.WithWebhook(new() { Url = "https://unsaved.example/" }).Stages[2])
        .Add(p => p.Live, Live)
        .Add(p => p.ProjectUrl, $"/projects/{Project}")
        .Add(p => p.Email, "ada@bakery.example")
        .Add(p => p.Asked, asked));

    private sealed class FakeTests : IWebhookTests
    {
        public List<WebhookTest> Calls { get; } = [];

        public int Code { get; set; } = 200;

        public Task<DeliveryAttempt> SendAsync(WebhookTest test, CancellationToken cancellationToken)
        {
            Calls.Add(test);
            var id = Id<DeliveryAttempt>.New(ListScene.Now);

            return Task.FromResult(new DeliveryAttempt
            {
                Id = id,
                DeliveryId = Id<WebhookDelivery>.New(ListScene.Now),
                ProjectId = test.Project,
                TaskId = test.Task ?? Id<WebhookStudio.Domain.Tasks.LabelTask>.New(ListScene.Now),
                StageId = test.Stage.Id,
                StageName = test.Stage.Name,
                ExternalId = WebhookTest.SampleName,
                Number = 1,
                Trigger = AttemptTrigger.Test,
                StartedAt = ListScene.Now,
                DurationMs = 38,
                Outcome = AttemptOutcome.Answered,
                StatusCode = Code,
                Accepted = Code == 200,
                Url = ((WebhookStageSettings)test.Stage.Settings).Url,
                Exchange = new() { AttemptId = id, ResponseHeaders = "Server: bakery\n" },
            });
        }
    }
}
