using Bunit;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Exports;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Features.Access;
using WebhookStudio.Features.Exports;
using WebhookStudio.Tests.TestKit;

namespace WebhookStudio.Tests.Features.Exports;

public sealed class ExportsPageTests : BunitContext
{
    private static readonly Id<Project> Project = Id<Project>.New(ListScene.Now);
    private readonly FakeExports _exports = new();

    public ExportsPageTests()
    {
        this.UseListPages(StudioRoles.Manager);
        Services.AddSingleton<IExports>(_exports);
    }

    [Fact]
    public void Page_WithoutExports_OffersTheFirst()
    {
        var page = Open();

        Assert.Contains("No exports yet", page.Markup, StringComparison.Ordinal);
        Assert.Equal("Files with tasks and their labels", page.Find(".state-sentence").TextContent);
    }

    [Fact]
    public void Page_ExportReady_LeadsToItsFile()
    {
        var export = Given(e => e.Finish(344, 2_034_567, ListScene.Now));

        var row = Open().Find("[data-testid=export]");

        Assert.Equal($"/projects/{Project}/exports/{export.Id}/file", row.QuerySelector("[data-testid=export-download]")!.GetAttribute("href"));
        Assert.Contains("Complete; batch-2", row.TextContent, StringComparison.Ordinal);
        Assert.Contains("2.0 MB", row.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Page_ExportUnderWay_ShowsHowFarAndCancels()
    {
        Given(e =>
        {
            e.Begin(1200);
            e.Advance(300);
        });
        var page = Open();

        Assert.Contains("Writing 300 of 1,200", page.Markup, StringComparison.Ordinal);
        Assert.Contains("width:25%", page.Find("[role=progressbar] i").GetAttribute("style"), StringComparison.Ordinal);
        Assert.Empty(page.FindAll("[data-testid=export-download]"));

        page.FindAll("button").Single(button => button.TextContent == "Cancel").Click();

        Assert.Contains("Cancelled", page.Find("[data-testid=export]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Page_ExportFailed_SaysWhy()
    {
        Given(e => e.Fail("Invalid stage: Gone.", ListScene.Now));

        Assert.Contains("Invalid stage: Gone.", Open().Find("[data-testid=export]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task NewExport_NamesTheNumberAndStartsWhatIsChosen()
    {
        var dialogs = Render<MudDialogProvider>();
        var page = Open();

        page.Find("[data-testid=new-export]").Click();
        Assert.Contains("Export 7 tasks", dialogs.Markup, StringComparison.Ordinal);
        await dialogs.Find("[data-testid=every-stage]").ChangeAsync(true);
        await dialogs.Find("#export-format").ChangeAsync("Csv");
        await dialogs.Find("form").SubmitAsync();

        var scope = Assert.Single(_exports.Started);
        Assert.Empty(scope.Stages);
        Assert.Equal(ExportFormat.Csv, scope.Format);
    }

    [Fact]
    public async Task Repeat_OffersTheSameWithoutWhatIsGone()
    {
        Given(e => e.Cancel(ListScene.Now), new() { Stages = ["Complete", "Gone"], Format = ExportFormat.Ndjson });
        var dialogs = Render<MudDialogProvider>();

        Open().Find("[data-testid=export-repeat]").Click();
        await dialogs.Find("form").SubmitAsync();

        var scope = Assert.Single(_exports.Started);
        Assert.Equal(["Complete"], scope.Stages);
        Assert.Equal(ExportFormat.Ndjson, scope.Format);
    }

    private IRenderedComponent<ExportsPage> Open() => Render<ExportsPage>(page => page.Add(p => p.ProjectId, Project.Value));

    private Export Given(Action<Export> become, ExportScope? scope = null)
    {
        var export = new Export
        {
            Id = Id<Export>.New(ListScene.Now),
            ProjectId = Project,
            By = "ada@bakery.example",
            CreatedAt = ListScene.Now,
            Scope = scope ?? new() { Stages = ["Complete"], Batches = ["b2"] },
        };
        become(export);
        _exports.All.Add(export);

        return export;
    }

    private sealed class FakeExports : IExports
    {
        public List<Export> All { get; } = [];

        public List<ExportScope> Started { get; } = [];

        public Task<IReadOnlyList<Export>> ListAsync(Id<Project> project, CancellationToken cancellationToken) =>
            Task.FromResult<IReadOnlyList<Export>>([.. All]);

        public Task<ExportChoices?> GetChoicesAsync(Id<Project> project, CancellationToken cancellationToken) =>
            Task.FromResult<ExportChoices?>(new([("Label", "Label"), ("Complete", "Complete")], ["Complete"], [("b2", "batch-2")]));

        public Task<int> CountAsync(Id<Project> project, ExportScope scope, CancellationToken cancellationToken) => Task.FromResult(7);

        public Task<Id<Export>> StartAsync(Id<Project> project, ExportScope scope, string by, CancellationToken cancellationToken)
        {
            Started.Add(scope);

            return Task.FromResult(Id<Export>.New(ListScene.Now));
        }

        public Task CancelAsync(Id<Project> project, Id<Export> export, CancellationToken cancellationToken)
        {
            All.Single(e => e.Id == export).Cancel(ListScene.Now);

            return Task.CompletedTask;
        }

        public Task DeleteAsync(Id<Project> project, Id<Export> export, CancellationToken cancellationToken) => Task.CompletedTask;

        public Task<(string Path, string Name)?> FindFileAsync(
            Id<Project> project, Id<Export> export, CancellationToken cancellationToken) =>
            Task.FromResult<(string Path, string Name)?>(null);
    }
}
