using Bunit;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor.Services;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Domain.Schema;
using WebhookStudio.Domain.Workflows;
using WebhookStudio.Features.Access;
using WebhookStudio.Features.Deliveries;
using WebhookStudio.Features.Projects;
using WebhookStudio.Platform;

namespace WebhookStudio.Tests.Features.Projects;

public sealed class ProjectListPageTests : BunitContext
{
    private readonly FakeProjects _projects = new();

    public ProjectListPageTests()
    {
        JSInterop.Mode = JSRuntimeMode.Loose;
        Services.AddMudServices();
        Services.AddSingleton(TimeProvider.System);
        Services.AddScoped<BrowserTime>();
        Services.AddSingleton<IProjectService>(_projects);
        Services.AddSingleton<IDeliveryTallies>(_projects);
        this.AddAuthorization().SetAuthorized("ada@bakery.example").SetRoles(StudioRoles.Manager);
    }

    [Fact]
    public void Render_NoProjects_OffersANewOne()
    {
        var page = Render<ProjectListPage>();

        Assert.Contains("No projects yet", page.Markup, StringComparison.Ordinal);
        Assert.NotNull(page.Find("[data-testid=new-project]"));
    }

    [Fact]
    public void Render_HeldTasks_CountsThemAndMarksTheStage()
    {
        _projects.Cards.Add(new(
            Id<Project>.New(DateTimeOffset.UnixEpoch),
            "Pastry detection",
            "Croissants",
            [new(StageId.Start, "Start", StageKind.Start, 0, 0, 0, false), new(new("w"), "Webhook", StageKind.Webhook, 13, 12, 12, false)])
        {
            UpdatedAt = DateTimeOffset.UnixEpoch,
        });

        var page = Render<ProjectListPage>();

        var held = page.Find("[data-testid=held]");
        Assert.Equal("12", held.TextContent.Trim());
        Assert.EndsWith("/tasks?view=held", held.GetAttribute("href"), StringComparison.Ordinal);
        Assert.Single(page.FindAll(".strip-stage--held"));
        Assert.Contains("1 project, 12 tasks held", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void Render_Delivered_SumsTheDay()
    {
        _projects.Cards.Add(new(Id<Project>.New(DateTimeOffset.UnixEpoch), "Pastry detection", "", []) { UpdatedAt = DateTimeOffset.UnixEpoch });
        _projects.Hours.AddRange([new(0, 90, 0), new(5, 0, 18), new(23, 38, 2)]);

        var delivered = Render<ProjectListPage>().Find("[data-testid=delivered]");

        Assert.Equal("128", delivered.TextContent.Trim());
        Assert.EndsWith("/logs?range=24h&status=delivered", delivered.QuerySelector("a")!.GetAttribute("href"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(StudioRoles.Manager, "overview")]
    [InlineData(StudioRoles.Labeler, "workflow")]
    public void Project_Opened_LeadsToWhatThePersonMaySee(string role, string screen)
    {
        this.AddAuthorization().SetAuthorized("ada@bakery.example").SetRoles(role);
        _projects.Cards.Add(new(Id<Project>.New(DateTimeOffset.UnixEpoch), "Pastry detection", "", []) { UpdatedAt = DateTimeOffset.UnixEpoch });

        var page = Render<ProjectListPage>();

        Assert.EndsWith($"/{screen}", page.Find(".project-link").GetAttribute("href"), StringComparison.Ordinal);
    }

    private sealed class FakeProjects : IProjectService, IDeliveryTallies
    {
        public List<ProjectCard> Cards { get; } = [];

        public List<AttemptBar> Hours { get; } = [];

        public Task<IReadOnlyList<AttemptSum>> CountAsync(
            Id<Project> project, DateTimeOffset from, DateTimeOffset to, TimeSpan step, CancellationToken cancellationToken) =>
            throw new NotSupportedException();

        public Task<IReadOnlyList<AttemptBar>> SumAsync(
            Id<Project> project, DateTimeOffset from, DateTimeOffset to, TimeSpan step, CancellationToken cancellationToken) =>
            Task.FromResult<IReadOnlyList<AttemptBar>>(Hours);

        public Task<ResponseTimes?> TimesAsync(
            Id<Project> project, StageId? stage, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken) =>
            throw new NotSupportedException();

        public Task<Id<Project>> CreateAsync(
            string name, string description, ProjectTemplate template, string owner, CancellationToken cancellationToken) =>
            throw new NotSupportedException();

        public Task<IReadOnlyList<ProjectCard>> ListAsync(CancellationToken cancellationToken) =>
            Task.FromResult<IReadOnlyList<ProjectCard>>(Cards);

        public Task<ProjectCard?> GetAsync(Id<Project> project, CancellationToken cancellationToken) =>
            throw new NotSupportedException();

        public Task<CategorySchema?> GetSchemaAsync(Id<Project> project, CancellationToken cancellationToken) =>
            throw new NotSupportedException();

        public Task ChangeSchemaAsync(
            Id<Project> project, SchemaChange change, string by, CancellationToken cancellationToken) =>
            throw new NotSupportedException();
    }
}
