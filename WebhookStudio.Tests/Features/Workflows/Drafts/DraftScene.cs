using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using WebhookStudio.Data;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Domain.Workflows;
using WebhookStudio.Features.Workflows;
using WebhookStudio.Features.Workflows.Drafts;
using WebhookStudio.Tests.TestKit;

namespace WebhookStudio.Tests.Features.Workflows.Drafts;

/// <summary>A workflow that people edit, with its drafts on a real SQLite file; what is live is kept by the rules of the domain.</summary>
internal sealed class DraftScene : IWorkflowService, IDisposable
{
    private readonly TestDatabase _database = new();
    private readonly WriteTurns _turns = new();
    private readonly CancellationTokenSource _stopping = new();
    private EditorSeats? _seats;
    private readonly Project _project = Project.Create(
        "Pastry detection", "", "ada@bakery.example", Workflow.WithWebhook(new() { Url = "https://ml.bakery.example/hook" }), ListScene.Now);

    public DraftScene() => Drafts = new WorkflowDrafts(_database, _turns, Clock);

    public FakeTimeProvider Clock { get; } = new(ListScene.Now);

    public IWorkflowDrafts Drafts { get; }

    public EditorSeats Seats => _seats ??= new(_stopping.Token);

    /// <summary>Ends the application; whoever has something to store is given the time for it.</summary>
    public void Stop() => _stopping.Cancel();

    public StageId Webhook => _project.Workflow.Stages[2].Id;

    public static async Task<DraftScene> CreateAsync()
    {
        var scene = new DraftScene();
        await scene._database.AddAsync(scene._project);

        return scene;
    }

    public DraftKey Key(string person) => new(_project.Id, $"{person}@bakery.example");

    /// <summary>Opens the editor as a person, going on with what is stored.</summary>
    public async Task<OpenEditor> OpenAsync(string person)
    {
        var session = (await EditorSession.OpenAsync(
            this, new NoCounts(), new NoHealth(), new PageFakes.Runs(), _project.Id, CancellationToken.None))!;
        var editor = new OpenEditor(session, new(Drafts, session, Key(person), Clock, NullLogger.Instance));
        await editor.Draft.RestoreAsync(CancellationToken.None);
        await editor.Draft.JoinAsync(Seats, editor.Draft.HearAsync, editor.Said.Add);

        return editor;
    }

    /// <summary>Makes the drafts impossible to store, or possible again.</summary>
    public async Task BreakAsync(bool broken)
    {
        await using var db = _database.CreateDbContext();
        await db.Database.ExecuteSqlRawAsync(broken
            ? "CREATE TRIGGER full BEFORE INSERT ON workflow_drafts BEGIN SELECT RAISE(ABORT, 'disk is full'); END"
            : "DROP TRIGGER full");
    }

    public Task<WorkflowView?> GetAsync(Id<Project> project, CancellationToken cancellationToken) => Task.FromResult<WorkflowView?>(
        new(_project.Id, _project.Name, _project.Workflow, WorkflowFacts.None)
        {
            Version = _project.WorkflowVersion,
            SavedBy = _project.WorkflowSavedBy,
            SavedAt = _project.WorkflowSavedAt,
        });

    public async Task<int> SaveAsync(
        Id<Project> project, Workflow edited, int expectedVersion, string by, CancellationToken cancellationToken)
    {
        await using var db = _database.CreateDbContext();
        db.Add(WorkflowVersion.Of(_project));
        _project.ChangeWorkflow(edited, by, Clock.GetUtcNow());
        await db.SaveChangesAsync(cancellationToken);
        await db.Projects.Where(p => p.Id == project).ExecuteUpdateAsync(
            set => set.SetProperty(p => p.Workflow, _project.Workflow).SetProperty(p => p.WorkflowVersion, _project.WorkflowVersion),
            cancellationToken);

        return _project.WorkflowVersion;
    }

    public void Dispose()
    {
        _stopping.Dispose();
        _turns.Dispose();
        _database.Dispose();
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

/// <summary>An open editor: what it shows, and what keeps it.</summary>
internal sealed record OpenEditor(EditorSession Session, EditorDraft Draft)
{
    public List<string> Said { get; } = [];

    /// <summary>Renames the Webhook stage, as an edit on the page does.</summary>
    public void Rename(StageId stage, string name)
    {
        Session.Model.Rename(stage, name);
        Draft.Look();
    }
}
