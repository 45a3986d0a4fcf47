using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using MudBlazor;
using MudBlazor.Services;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Deliveries;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Domain.Workflows;
using WebhookStudio.Features.Deliveries;
using WebhookStudio.Features.Tasks;
using WebhookStudio.Features.Workflows;
using WebhookStudio.Features.Workflows.Canvas;
using WebhookStudio.Features.Workflows.Panels;
using WebhookStudio.Platform;
using WebhookStudio.Tests.Features.Tasks;

namespace WebhookStudio.Tests.Features.Workflows.Panels;

/// <summary>The drawer of a Webhook stage, without a database.</summary>
public abstract class DrawerTest : BunitContext
{
    protected static readonly DateTimeOffset Now = new(2026, 2, 6, 10, 14, 8, TimeSpan.Zero);
    private static readonly Id<Project> ProjectId = new("67a3be4088cb6f0f7976327b");

    protected CanvasModel Model { get; set; } = new(Workflow.WithWebhook(new() { Url = "https://ml.bakery.example/hook" }));

    protected FakeLog Log { get; } = new();

    protected FakeRetries Retries { get; } = new();

    /// <summary>Gets or sets the tab as the address has it.</summary>
    protected string? Tab { get; set; }

    protected bool CanEdit { get; set; } = true;

    protected DrawerTest()
    {
        JSInterop.Mode = JSRuntimeMode.Loose;
        Services.AddMudServices();
        Services.AddSingleton<TimeProvider>(new FakeTimeProvider(Now));
        Services.AddScoped<BrowserTime>();
        Services.AddSingleton<IRecentLog>(Log);
        Services.AddSingleton<ISecretProtector, FakeProtector>();
        Services.AddSingleton<IDeliveryReruns, PageFakes.Reruns>();
        Services.AddSingleton<IBulkRuns, PageFakes.Runs>();
        Services.AddSingleton<IWebhookTests, PageFakes.NoTests>();
        Services.AddSingleton<ITaskList, FakeTasks>();
        Services.AddScoped<StageRerun>();
        Services.AddSingleton<ICircuits, NoCircuits>();
        Services.AddSingleton<IPlannedRetries>(Retries);
        Services.AddSingleton<IPayloadPreviews, NoPreviews>();
        Services.AddSingleton<ISignatureChecks, NoChecks>();
    }

    protected WebhookStageSettings Settings => (WebhookStageSettings)Model.Draft.Stages[2].Settings;

    protected IRenderedComponent<StageDrawer> RenderDrawer(StageCount count, params BulkRunProgress[] runs)
    {
        var stage = Model.Draft.Stages[2];
        var problems = WorkflowCheck.Find(Model.Draft).Where(problem => problem.StageId == stage.Id).ToList();

        return Render<StageDrawer>(drawer => drawer
            .Add(d => d.Face, new(stage, count, WorkflowFacts.None, problems) { Runs = runs })
            .Add(d => d.Model, Model)
            .Add(d => d.Project, ProjectId)
            .Add(d => d.ProjectUrl, $"/projects/{ProjectId}")
            .Add(d => d.CanEdit, CanEdit)
            .Add(d => d.Tab, Tab)
            .Add(d => d.OnTab, tab => Tab = DrawerTabs.Word(tab))
            .Add(d => d.Edit, (_, change) =>
            {
                change();

                return Task.FromResult(true);
            }));
    }

    protected sealed class FakeLog : IRecentLog
    {
        public List<RecentLine> Lines { get; } = [];

        public Task<IReadOnlyList<RecentLine>> LastAsync(
            Id<Project> project, StageId stage, int count, CancellationToken cancellationToken) =>
            Task.FromResult<IReadOnlyList<RecentLine>>(Lines);
    }

    private sealed class FakeProtector : ISecretProtector
    {
        public SealedText Seal(string text) => new($"sealed:{text}");

        public string Open(SealedText text) => throw new NotSupportedException();
    }

    protected sealed class FakeRetries : IPlannedRetries
    {
        public PlannedRetry? Next { get; set; }

        public Task<PlannedRetry?> NextAsync(Id<Project> project, StageId stage, CancellationToken cancellationToken) =>
            Task.FromResult(Next);
    }

    private sealed class NoPreviews : IPayloadPreviews
    {
        public Task<PayloadPreview?> ComposeAsync(
            Id<Project> project, Stage stage, TaskChoice choice, CancellationToken cancellationToken) =>
            Task.FromResult<PayloadPreview?>(null);
    }

    private sealed class NoChecks : ISignatureChecks
    {
        public Task<SignatureDiagnosis> DiagnoseAsync(SignatureClaim claim, CancellationToken cancellationToken) =>
            throw new NotSupportedException();
    }

    private sealed class NoCircuits : ICircuits
    {
        public Task<bool> TryNowAsync(Id<Project> project, StageId stage, CancellationToken cancellationToken) =>
            throw new NotSupportedException();
    }
}
