using System.Text;
using Bunit;
using Microsoft.Extensions.DependencyInjection;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Documents;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Domain.Workflows;
using WebhookStudio.Features.Access;
using WebhookStudio.Features.Deliveries;
using WebhookStudio.Features.Tasks;
using WebhookStudio.Features.Workflows.Panels;
using WebhookStudio.Tests.Features.Tasks;

namespace WebhookStudio.Tests.Features.Workflows.Panels;

public sealed class PayloadPanelTests : BunitContext
{
    private static readonly Id<Project> Project = new("67a3be4088cb6f0f7976327b");
    private static readonly Stage Webhook = Workflow.WithWebhook(new()).Stages[2];

    private readonly FakePreviews _previews = new();
    private readonly FakeTasks _tasks = new();
    private readonly BunitJSModuleInterop _module;

    public PayloadPanelTests()
    {
        this.UseListPages(StudioRoles.Manager);
        Services.AddSingleton<IPayloadPreviews>(_previews);
        Services.AddSingleton<ITaskList>(_tasks);
        _module = JSInterop.SetupModule("./Features/Workflows/Panels/PayloadPanel.razor.js");
        _module.Mode = JSRuntimeMode.Loose;
        _tasks.GivenHeld(3);
    }

    [Fact]
    public void Render_SaysTheExactSizeAndLetsTheBrowserFetchTheRest()
    {
        var panel = RenderPanel();

        Assert.Equal("1,234 bytes, as it would be sent now", panel.Find("[data-testid=payload-facts]").TextContent);
        Assert.Empty(panel.Find("[data-testid=payload]").Children);
        Assert.Equal($"/projects/{Project}/stages/{Webhook.Id}/preview?name=Webhook", Fetched());
    }

    [Fact]
    public void Differences_AreThoseOfTheTwoDocuments()
    {
        var rows = RenderPanel().FindAll("[data-testid=difference]").Select(row => row.TextContent).ToList();

        Assert.Equal(3, rows.Count);
        Assert.Contains("""Webhook ["67a3"]""", rows[0], StringComparison.Ordinal);
        Assert.Contains("""Export ["batch-1"]""", rows[0], StringComparison.Ordinal);
        Assert.Contains("Export not there", rows[1], StringComparison.Ordinal);
        Assert.Contains("Export 3 of 3", rows[2], StringComparison.Ordinal);
    }

    [Fact]
    public void Differences_NoBatches_CountsWhatReallyDiffers()
    {
        _previews.Differences = new(new("[]", "[]"), new("[]", null), new("0 of 1", "1 of 1"));

        Assert.StartsWith(
            "2 differences", RenderPanel().Find("[data-testid=payload-differences] summary").TextContent.Trim(), StringComparison.Ordinal);
    }

    [Fact]
    public void Sample_Chosen_IsFetched()
    {
        var panel = RenderPanel();

        panel.Find("[data-testid=payload-sample]").Click();

        panel.WaitForAssertion(() => Assert.EndsWith("&sample=true", Fetched(), StringComparison.Ordinal));
    }

    [Fact]
    public void Task_Chosen_IsFetched()
    {
        var panel = RenderPanel();

        panel.Find("[data-testid=payload-chosen]").Click();
        panel.Find("[data-testid=payload-task]").Change("task2.png");

        panel.WaitForAssertion(() => Assert.EndsWith($"&task={_tasks.Page.Items[1].Id}", Fetched(), StringComparison.Ordinal));
    }

    [Fact]
    public void Task_Gone_SaysSo()
    {
        _previews.Refusal = "Invalid task: 67a3beb088cb6f0f79763514.";

        Assert.Contains("Invalid task", RenderPanel().Find("[data-testid=payload-problem]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Schema_HasALink() => Assert.Equal(
        "/schemas/webhook.schema.json", RenderPanel().Find("[data-testid=schema-download]").GetAttribute("href"));

    private string? Fetched() => _module.Invocations["show"] is [.., var last] ? last.Arguments[1] as string : null;

    private IRenderedComponent<PayloadPanel> RenderPanel() => Render<PayloadPanel>(panel => panel
        .Add(p => p.Project, Project)
        .Add(p => p.Stage, Webhook));

    private sealed class FakePreviews : IPayloadPreviews
    {
        public DocumentDifferences Differences { get; set; } =
            new(new("""["67a3"]""", """["batch-1"]"""), new("""["batch-1"]""", null), new("0 of 3", "3 of 3"));

        public string? Refusal { get; set; }

        public Task<PayloadPreview?> ComposeAsync(
            Id<Project> project, Stage stage, TaskChoice choice, CancellationToken cancellationToken) => Refusal is null
            ? Task.FromResult<PayloadPreview?>(new("task5.png", Encoding.UTF8.GetBytes($"{choice}".PadRight(1234)), Differences))
            : throw new DomainRuleException("task.unknown", Refusal);
    }
}
