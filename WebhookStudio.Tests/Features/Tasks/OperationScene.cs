using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using WebhookStudio.Data;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Domain.Tasks;
using WebhookStudio.Domain.Workflows;
using WebhookStudio.Features.Assets;
using WebhookStudio.Features.Deliveries;
using WebhookStudio.Features.Projects;
using WebhookStudio.Features.Tasks;
using WebhookStudio.Features.Tasks.Operations;
using WebhookStudio.Tests.TestKit;

namespace WebhookStudio.Tests.Features.Tasks;

/// <summary>Operations on tasks on a real database, without Hangfire: what a job does, the test does.</summary>
internal sealed class OperationScene : IAsyncDisposable, ILaneWakeups, ITaskOperationJobs, IAssetRemoval, IAssetFiles
{
    public const string By = "ada@bakery.example";

    private readonly WriteTurns _turns = new();
    private readonly SqlSessions _sessions;

    private OperationScene(ListScene scene)
    {
        Scene = scene;
        var feed = new PageFakes.Feed();
        _sessions = new(new() { DataSource = scene.File }, new(Options.Create(new DatabaseOptions())));
        var projects = new LiveProjects(scene, _sessions);
        var mover = new TaskMover(this);
        Worker = new(scene, _turns, projects, new(mover), this, new(this, feed), Clock);
        Operations = new(scene, _turns, projects, this, feed, Clock);
        Runner = new(scene, Worker, feed, Clock, NullLogger<TaskOperationRunner>.Instance);
    }

    public static CancellationToken Token => TestContext.Current.CancellationToken;

    public ListScene Scene { get; }

    public FakeTimeProvider Clock { get; } = new(ListScene.Now);

    public TaskWorker Worker { get; }

    public TaskOperations Operations { get; }

    public TaskOperationRunner Runner { get; }

    public List<StageKey> Woken { get; } = [];

    public List<Id<TaskOperation>> Queued { get; } = [];

    public List<string> Removed { get; } = [];

    public Id<Project> Project => Scene.Project.Id;

    public static async Task<OperationScene> CreateAsync(int tasks = 0)
    {
        var scene = await ListScene.CreateAsync();

        for (var i = 0; i < tasks; i++)
        {
            scene.AddTask($"task{i:0000}.png", scene.Label, ListScene.Now.AddMinutes(-5));
        }

        await scene.SaveAsync();

        return new(scene);
    }

    public async Task<Id<TaskOperation>> StartAsync(TaskChange change, params Id<LabelTask>[] tasks) =>
        await Operations.StartAsync(Project, tasks.Length > 0 ? tasks : await AllAsync(), change, By, Token);

    public async Task<TaskOperation> RunAsync(TaskChange change, params Id<LabelTask>[] tasks)
    {
        var operation = await StartAsync(change, tasks);
        await Runner.RunAsync(operation, Token);

        return await GetAsync(operation);
    }

    public async Task<TaskOperation> GetAsync(Id<TaskOperation> operation) =>
        await Operations.GetAsync(Project, operation, Token) ?? throw new InvalidOperationException("There is no such operation.");

    public async Task<Id<LabelTask>[]> AllAsync()
    {
        await using var db = Scene.CreateDbContext();

        return await db.Tasks.OrderBy(task => task.Id).Select(task => task.Id).ToArrayAsync(Token);
    }

    public async Task<T> ReadAsync<T>(Func<StudioDbContext, Task<T>> read)
    {
        await using var db = Scene.CreateDbContext();

        return await read(db);
    }

    /// <summary>Counts the tasks in a stage.</summary>
    public Task<int> CountAsync(Stage stage) => ReadAsync(db => db.Tasks.CountAsync(t => t.StageId == stage.Id, Token));

    public void Wake(StageKey stage) => Woken.Add(stage);

    public void WakeAt(StageKey stage, DateTimeOffset due) => throw new NotSupportedException();

    public void Enqueue(Id<TaskOperation> operation) => Queued.Add(operation);

    public bool IsStored(string data) => data.StartsWith("/files/", StringComparison.Ordinal);

    public void Remove(string data) => Removed.Add(data);

    public Task<string> StoreAsync(Id<Project> project, string fileName, Stream content, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public string PublicUrl(string data) => data;

    public string BrowserUrl(string data) => data;

    public async ValueTask DisposeAsync()
    {
        _turns.Dispose();
        _sessions.Dispose();
        await Scene.DisposeAsync();
    }
}
