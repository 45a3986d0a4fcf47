using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Deliveries;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Domain.Workflows;
using WebhookStudio.Features.Access;
using WebhookStudio.Features.Deliveries;
using WebhookStudio.Features.Workflows;
using WebhookStudio.Tests.TestKit;
using LogLine = WebhookStudio.Features.Deliveries.LogLine;

namespace WebhookStudio.Tests.Features.Deliveries;

/// <summary>The page of the log over a log that says what the test wants.</summary>
public abstract class LogPageTest : BunitContext
{
    protected static readonly Id<Project> Project = Id<Project>.New(ListScene.Now);

    internal FakeLog Log { get; } = new();

    protected string Address => Services.GetRequiredService<NavigationManager>().Uri;

    protected static LogPage Page(LogCounts counts, params LogLine[] lines) =>
        new() { Lines = lines, Counts = counts, Chart = LogChart.Empty, Total = lines.Length, First = 1 };

    protected AttemptDetails GivenHeldAttempt()
    {
        var details = AttemptWordsTests.Details(AttemptOutcome.Answered, 503, DeliveryStatus.Held);
        Log.Page = Page(new(1, 1, 0, 0), details.Line);
        Log.Details = details with { Attempts = [details.Line] };

        return details;
    }

    protected IRenderedComponent<DeliveryLogPage> RenderPage(string query)
    {
        this.UseListPages(StudioRoles.Manager);
        JSInterop.SetupModule("./Features/Deliveries/DeliveryLogPage.razor.js").Mode = JSRuntimeMode.Loose;
        Services.AddSingleton<IDeliveryLog>(Log);
        Services.AddSingleton<IWorkflowService>(new FakeWorkflows());
        SetRendererInfo(new("Server", true));
        Services.GetRequiredService<NavigationManager>().NavigateTo($"/projects/{Project}/logs{query}");

        return Render<DeliveryLogPage>(parameters => parameters.Add(page => page.ProjectId, Project.Value));
    }

    internal sealed class FakeLog : IDeliveryLog
    {
        public LogPage Page { get; set; } = LogPage.Nothing;

        public AttemptDetails? Details { get; set; }

        public bool Fails { get; set; }

        public LogQuery? Asked { get; private set; }

        public Task<LogPage> ReadAsync(LogQuery query, LogCursor cursor, CancellationToken cancellationToken)
        {
            Asked = query;

            return Task.FromResult(Page);
        }

        public IAsyncEnumerable<IReadOnlyList<LogLine>> StreamAsync(LogQuery query, CancellationToken cancellationToken) =>
            throw new NotSupportedException("The page reads pages.");

        public Task<AttemptBodies?> GetBodiesAsync(
            Id<Project> project, Id<DeliveryAttempt> attempt, CancellationToken cancellationToken) => Task.FromResult<AttemptBodies?>(null);

        public Task<AttemptDetails?> GetAsync(
            Id<Project> project, Id<DeliveryAttempt> attempt, CancellationToken cancellationToken) =>
            Fails ? throw new InvalidOperationException("The database is gone.") : Task.FromResult(Details);

        public Task<byte[]?> GetPayloadAsync(
            Id<Project> project, Id<WebhookDelivery> delivery, CancellationToken cancellationToken) => Task.FromResult<byte[]?>(null);
    }

    private sealed class FakeWorkflows : IWorkflowService
    {
        public Task<WorkflowView?> GetAsync(Id<Project> project, CancellationToken cancellationToken) => Task.FromResult<WorkflowView?>(
            new(project, "Pastry detection", Workflow.WithWebhook(new()), WorkflowFacts.None)
            {
                Version = 1,
                SavedBy = "ada@bakery.example",
                SavedAt = ListScene.Now,
            });

        public Task<int> SaveAsync(
            Id<Project> project, Workflow edited, int expectedVersion, string by, CancellationToken cancellationToken) =>
            throw new NotSupportedException();
    }
}
