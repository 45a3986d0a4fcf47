using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;
using WebhookStudio.Data;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Domain.Schema;
using WebhookStudio.Domain.Tasks;
using WebhookStudio.Domain.Workflows;
using WebhookStudio.Features.Assets;
using WebhookStudio.Features.Labeling;
using WebhookStudio.Features.Tasks;
using WebhookStudio.Features.Workflows;
using WebhookStudio.Tests.TestKit;

namespace WebhookStudio.Tests.Features.Labeling;

/// <summary>A project with tasks to label, in a database file of its own, and the service over it.</summary>
internal sealed class LabelingScene : IAsyncDisposable
{
    public const string Ada = "ada@bakery.example";
    public const string Bo = "bo@bakery.example";

    private readonly ListScene _lists;
    private readonly WriteTurns _turns = new();

    private LabelingScene(ListScene lists)
    {
        _lists = lists;
        Service = new LabelingService(
            lists, new(new PlainFiles()), new(lists), Flow, new StageCounters(lists), _turns, new FakeTimeProvider(ListScene.Now));
    }

    public LabelingService Service { get; }

    public RecordingFlow Flow { get; } = new();

    public ListScene Lists => _lists;

    public Id<Project> Project => _lists.Project.Id;

    public static async Task<LabelingScene> CreateAsync(params string[] tasks)
    {
        var lists = await ListScene.CreateAsync();
        lists.Project.ChangeSchema(Schema, ListScene.Now);

        foreach (var (name, index) in tasks.Select((name, index) => (name, index)))
        {
            lists.AddTask(name, lists.Label, ListScene.Now.AddSeconds(index), "Le Croissànt");
        }

        await lists.SaveAsync();

        return new(lists);
    }

    public static CategorySchema Schema { get; } = JsonSerializer.Deserialize<CategorySchema>("""
        {
          "tools": [
            {"title":"Croissant","tool":"bounding-box","schemaId":"box","required":true},
            {"title":"Crumb","tool":"polygon","schemaId":"poly"}
          ],
          "classifications": [
            {"title":"Bake level","tool":"radio","schemaId":"bake","required":true,
             "options":[{"value":"Golden","schemaId":"b1"},{"value":"Overbaked","schemaId":"b2"}],
             "classifications":[{"title":"Why","tool":"text","schemaId":"why","required":true,"parentOptionId":"b2"}]}
          ]
        }
        """)!;

    public async Task AssignLabelAsync(params string[] emails)
    {
        var label = _lists.Label with { Settings = new LabelStageSettings { AssignedTo = [.. emails] } };
        _lists.Project.ChangeWorkflow(_lists.Project.Workflow.With(label), Ada, ListScene.Now);
        await _lists.SaveAsync();
    }

    /// <summary>Adds a stage that no connector leads to.</summary>
    public async Task AddStageAsync(Stage stage)
    {
        var workflow = _lists.Project.Workflow;
        _lists.Project.ChangeWorkflow(workflow with { Stages = workflow.Stages.Add(stage) }, Ada, ListScene.Now);
        await _lists.SaveAsync();
    }

    public async Task<LabelTask> ReadAsync(string externalId)
    {
        await using var db = _lists.CreateDbContext();

        return await db.Tasks.AsNoTracking().SingleAsync(
            task => task.ExternalId == externalId, TestContext.Current.CancellationToken);
    }

    public async Task ChangeAsync(string externalId, Action<LabelTask> change)
    {
        await using var db = _lists.CreateDbContext();
        change(await db.Tasks.SingleAsync(task => task.ExternalId == externalId, TestContext.Current.CancellationToken));
        await db.SaveChangesAsync(TestContext.Current.CancellationToken);
    }

    public ValueTask DisposeAsync()
    {
        _turns.Dispose();

        return _lists.DisposeAsync();
    }

    /// <summary>Notes what is handed in and moves nothing.</summary>
    public sealed class RecordingFlow : ITaskFlow
    {
        public List<(string Verb, Id<LabelTask> Task, LabelWork Work)> Calls { get; } = [];

        public Task<LabelTask> SaveAsync(Id<LabelTask> task, LabelWork work, CancellationToken cancellationToken) =>
            Note("save", task, work);

        public Task<LabelTask> SubmitAsync(Id<LabelTask> task, LabelWork work, CancellationToken cancellationToken) =>
            Note("submit", task, work);

        public Task<IReadOnlyList<LabelTask>> AddAsync(
            Id<Project> project, IReadOnlyList<NewAsset> assets, string by, CancellationToken cancellationToken) =>
            throw new NotSupportedException();

        public Task<int> ForwardAsync(
            Id<Project> project, StageId stage, ForwardChoice choice, CancellationToken cancellationToken) =>
            throw new NotSupportedException();

        public Task<int> RequeueAsync(
            Id<Project> project, IReadOnlyList<Id<LabelTask>> tasks, StageId to, RequeueOptions options,
            CancellationToken cancellationToken) => throw new NotSupportedException();

        private Task<LabelTask> Note(string verb, Id<LabelTask> task, LabelWork work)
        {
            Calls.Add((verb, task, work));

            return Task.FromResult<LabelTask>(null!);
        }
    }

    private sealed class PlainFiles : IAssetFiles
    {
        public Task<string> StoreAsync(
            Id<Project> project, string fileName, Stream content, CancellationToken cancellationToken) =>
            throw new NotSupportedException();

        public string PublicUrl(string data) => data;

        public string BrowserUrl(string data) => data;
    }
}
