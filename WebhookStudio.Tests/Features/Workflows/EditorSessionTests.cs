using WebhookStudio.Domain;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Domain.Workflows;
using WebhookStudio.Features.Workflows;

namespace WebhookStudio.Tests.Features.Workflows;

/// <summary>What the editor does about stored secrets when the address of a stage changes.</summary>
public sealed class EditorSessionTests
{
    private static readonly DateTimeOffset Now = new(2026, 2, 6, 10, 14, 8, TimeSpan.Zero);

    private static readonly WebhookStageSettings Live = new()
    {
        Url = "https://ml.bakery.example/hook",
        Auth = WebhookAuth.Secret,
        Secret = new("secret"),
    };

    private readonly MemoryWorkflows _workflows = new(Workflow.WithWebhook(Live));

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Check_HostChanged_IsAnErrorOfTheSecretUntilItIsConfirmed()
    {
        var session = await OpenAsync();
        Configure(session, Live with { Url = "https://other.example/hook" });

        Assert.Equal(("webhook.host", "secret", (StageId?)Id(session)), (session.Error!.Code, session.Error.Field, session.Error.StageId));

        Configure(session, Live with { Url = "https://other.example/hook", ConfirmedHost = "other.example" });
        Assert.Null(session.Error);
    }

    [Fact]
    public async Task Save_SecretReplaced_CannotBeUndoneIntoTheOldOne()
    {
        var session = await OpenAsync();
        Configure(session, Live with { Secret = new("another") });

        await session.SaveAsync("ada@bakery.example", Stop);

        Assert.Null(session.Model.UndoWords);
        Assert.False(session.Model.IsDirty);
    }

    [Fact]
    public async Task Save_HostConfirmed_ForgetsTheSteps()
    {
        var session = await OpenAsync();
        Configure(session, Live with { Url = "https://other.example/hook", ConfirmedHost = "other.example" });

        await session.SaveAsync("ada@bakery.example", Stop);

        Assert.Null(session.Model.UndoWords);
        Assert.Null(((WebhookStageSettings)session.Model.Draft.Get(Id(session)).Settings).ConfirmedHost);
    }

    [Fact]
    public async Task Save_NothingSecretChanged_CanStillBeUndone()
    {
        var session = await OpenAsync();
        Configure(session, Live with { Concurrency = 7 });

        await session.SaveAsync("ada@bakery.example", Stop);

        Assert.NotNull(session.Model.UndoWords);
    }

    private async Task<EditorSession> OpenAsync() =>
        (await EditorSession.OpenAsync(_workflows, new NoCounts(), new NoHealth(), new PageFakes.Runs(), _workflows.ProjectId, Stop))!;

    private static StageId Id(EditorSession session) => session.Model.Draft.Stages[2].Id;

    private static void Configure(EditorSession session, WebhookStageSettings settings)
    {
        session.Model.Configure(Id(session), settings, "change it");
        session.Check();
    }

    /// <summary>Keeps the project, by the rules of the domain.</summary>
    private sealed class MemoryWorkflows(Workflow first) : IWorkflowService
    {
        private readonly Project _project = Project.Create("Pastry detection", "", "ada@bakery.example", first, Now);

        public Id<Project> ProjectId => _project.Id;

        public Task<WorkflowView?> GetAsync(Id<Project> project, CancellationToken cancellationToken) => Task.FromResult<WorkflowView?>(
            new(_project.Id, _project.Name, _project.Workflow, WorkflowFacts.None)
            {
                Version = _project.WorkflowVersion,
                SavedBy = _project.WorkflowSavedBy,
                SavedAt = _project.WorkflowSavedAt,
            });

        public Task<int> SaveAsync(
            Id<Project> project, Workflow edited, int expectedVersion, string by, CancellationToken cancellationToken)
        {
            _project.ChangeWorkflow(edited, by, Now);

            return Task.FromResult(_project.WorkflowVersion);
        }
    }

    private sealed class NoCounts : IStageCounters
    {
        public Task<IReadOnlyDictionary<StageId, StageCount>> CountAsync(Id<Project> project, CancellationToken cancellationToken) =>
            Task.FromResult<IReadOnlyDictionary<StageId, StageCount>>(new Dictionary<StageId, StageCount>());
    }

    private sealed class NoHealth : IStageHealthReader
    {
        public Task<IReadOnlyDictionary<StageId, StageHealth>> ReadAsync(
            Id<Project> project, Workflow live, CancellationToken cancellationToken) =>
            Task.FromResult<IReadOnlyDictionary<StageId, StageHealth>>(new Dictionary<StageId, StageHealth>());
    }
}
