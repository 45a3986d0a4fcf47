using Bunit;
using Microsoft.Extensions.DependencyInjection;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Features.Access;
using WebhookStudio.Features.Overview;
using WebhookStudio.Features.Projects;
using WebhookStudio.Features.Tasks;
using WebhookStudio.Features.Workflows;
using WebhookStudio.Tests.Features.Tasks;

namespace WebhookStudio.Tests.Features.Overview;

public sealed class OverviewPageTests : BunitContext, IFirstSteps, IProjectVisitors
{
    private const string ProjectKey = "698000000000000000000001";

    private static readonly string[] Panels = ["health", "trend", "attention", "funnel", "failures"];

    private readonly OverviewFake _overview = new();
    private readonly ProjectVisitor _visitor = new() { ProjectId = new(ProjectKey), Email = "ada@bakery.example" };
    private readonly FirstSteps _steps = new() { Tasks = 12, HasSubmitted = false, HasRerun = false };

    public OverviewPageTests()
    {
        this.UseListPages(StudioRoles.Manager);
        Services.AddSingleton<IOverview>(_overview);
        Services.AddSingleton<IFirstSteps>(this);
        Services.AddSingleton<IProjectVisitors>(this);
        Services.AddSingleton<ITaskList>(new FakeTasks());
        Services.AddScoped<StageRerun>();
        SetRendererInfo(new("Server", isInteractive: true));
        _visitor.HideSteps(hide: true);
    }

    [Theory]
    [InlineData("Health", "health")]
    [InlineData("Trend", "trend")]
    [InlineData("Attention", "attention")]
    [InlineData("Stages", "funnel")]
    [InlineData("Failures", "failures")]
    public void Render_OnePartIsBroken_TheOthersStayAndItCanBeTriedAgain(string part, string panel)
    {
        _overview.Broken.Add(part);
        var page = RenderPage();

        Assert.Single(page.FindAll("[data-testid=panel-failed]"));
        Assert.All(Panels.Where(other => other != panel), other => Assert.Single(page.FindAll($"[data-testid={other}]")));
        Assert.Empty(page.FindAll($"[data-testid={panel}]"));

        _overview.Broken.Clear();
        page.Find("[data-testid=panel-failed] button").Click();

        Assert.Empty(page.FindAll("[data-testid=panel-failed]"));
        Assert.Single(page.FindAll($"[data-testid={panel}]"));
    }

    [Fact]
    public void Health_Numbers_LinkToTheListsThatTheyCount()
    {
        var page = RenderPage();

        Assert.Equal($"/projects/{ProjectKey}/tasks?view=held", Href(page, "health-held"));
        Assert.Equal($"/projects/{ProjectKey}/logs?range=24h&status=delivered", Href(page, "health-delivered"));
        Assert.Equal($"/projects/{ProjectKey}/logs?range=24h&status=failed", Href(page, "health-failed"));
        Assert.Contains("87.7", page.Find("[data-testid=health-failed]").TextContent, StringComparison.Ordinal);
        Assert.Contains("18 of 146 failed", page.Find("[data-testid=health-failed]").TextContent, StringComparison.Ordinal);
        Assert.Contains("97 the day before", page.Find("[data-testid=health-delivered]").TextContent, StringComparison.Ordinal);
        Assert.Contains("83% of 412", page.Find("[data-testid=health-complete]").TextContent, StringComparison.Ordinal);
        Assert.Contains("All clear. No held tasks.", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void Steps_NotDoneAndNotHidden_AreShownWithTheFirstOpenOneAsCurrent()
    {
        _visitor.HideSteps(hide: false);

        var page = RenderPage();

        Assert.Equal("1 of 6", page.Find("[data-testid=steps-count]").TextContent);
        Assert.Equal("step", page.Find("[data-testid=step-1]").GetAttribute("aria-current"));
        Assert.Contains("is-done", page.Find("[data-testid=step-3]").ClassList);
        Assert.Empty(page.FindAll("[data-testid=health]"));
    }

    [Fact]
    public void Steps_Hidden_AreRememberedAndTheOverviewIsShown()
    {
        _visitor.HideSteps(hide: false);
        var page = RenderPage();

        page.Find("[data-testid=hide-steps]").Click();

        Assert.True(_visitor.HidesSteps);
        Assert.Single(page.FindAll("[data-testid=health]"));
    }

    [Theory]
    [InlineData(0, 0, 0, 0, "No tasks yet. Import the first ones.")]
    [InlineData(3, 0, 0, 9, "3 tasks are held.")]
    [InlineData(1, 0, 5, 9, "1 task is held. Labeling goes on.")]
    [InlineData(0, 2, 0, 9, "2 tasks wait for a retry.")]
    [InlineData(0, 0, 4, 9, "No task is held. 4 tasks in labeling.")]
    public void Sentence_SaysHowItGoes(int held, int retrying, int labeling, int tasks, string sentence) => Assert.Equal(
        sentence,
        OverviewWords.Sentence(OverviewFake.Fine with { Held = held, Retrying = retrying, InLabeling = labeling, Tasks = tasks, Complete = 1 }));

    [Theory]
    [InlineData(9999, 1, "99.9")]
    [InlineData(1, 9999, "0.1")]
    [InlineData(5, 0, "100")]
    [InlineData(0, 5, "0")]
    [InlineData(128, 18, "87.7")]
    public void Rate_NeverRoundsAFailureAway(int delivered, int failed, string rate) =>
        Assert.Equal(rate, OverviewWords.Rate(OverviewFake.Fine with { Delivered = delivered, Failed = failed }));

    Task<FirstSteps?> IFirstSteps.ReadAsync(Id<Project> project, CancellationToken cancellationToken) =>
        Task.FromResult<FirstSteps?>(_steps);

    Task<ProjectVisitor> IProjectVisitors.GetAsync(Id<Project> project, string email, CancellationToken cancellationToken) =>
        Task.FromResult(_visitor);

    Task IProjectVisitors.ChangeAsync(
        Id<Project> project, string email, Action<ProjectVisitor> change, CancellationToken cancellationToken)
    {
        change(_visitor);

        return Task.CompletedTask;
    }

    private static string? Href(IRenderedComponent<OverviewPage> page, string id) =>
        page.Find($"[data-testid={id}]").GetAttribute("href");

    private IRenderedComponent<OverviewPage> RenderPage() =>
        Render<OverviewPage>(parameters => parameters.Add(page => page.ProjectId, ProjectKey));
}
