using System.Text.Json;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using WebhookStudio.Data;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Assets;
using WebhookStudio.Domain.Deliveries;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Domain.Tasks;
using WebhookStudio.Domain.Workflows;

namespace WebhookStudio.Tests.TestKit;

/// <summary>A project with tasks and attempts in a database file of its own.</summary>
internal sealed class ListScene : IDbContextFactory<StudioDbContext>, IAsyncDisposable
{
    public static readonly DateTimeOffset Now = new(2026, 2, 6, 10, 14, 30, TimeSpan.Zero);
    private static readonly JsonElement NoMetadata = JsonSerializer.SerializeToElement(new { width = 640, height = 480 });
    private readonly string _file = Path.Combine(Path.GetTempPath(), $"studio-{Guid.NewGuid():N}.db");
    private readonly Dictionary<string, Batch> _batches = [];
    private readonly DbContextOptions<StudioDbContext> _options;
    private readonly StudioDbContext _db;

    private ListScene(Workflow workflow)
    {
        _options = MigratedDatabase.Create(_file);
        _db = CreateDbContext();
        Project = Project.Create("Pastry detection", "", "ada@bakery.example", workflow, Now.AddDays(-1));
        Webhook = workflow.Stages.Single(stage => stage.Kind is StageKind.Webhook);
        Label = workflow.Get(StageId.Label);
        Complete = workflow.Get(StageId.Complete);
    }

    public Project Project { get; }

    /// <summary>Gets the file of the database.</summary>
    public string File => _file;

    public Stage Webhook { get; }

    public Stage Label { get; }

    public Stage Complete { get; }

    public static async Task<ListScene> CreateAsync(string url = "https://ml.bakery.example/hook")
    {
        var scene = new ListScene(Workflow.WithWebhook(new() { Url = url }));
        scene._db.Add(scene.Project);
        await scene.SaveAsync();

        return scene;
    }

    public StudioDbContext CreateDbContext() => new(_options);

    public async ValueTask DisposeAsync()
    {
        await _db.DisposeAsync();
        SqliteConnection.ClearAllPools();
        System.IO.File.Delete(_file);
    }

    public Task SaveAsync() => _db.SaveChangesAsync(TestContext.Current.CancellationToken);

    /// <summary>Adds something to be stored with the next save.</summary>
    public void Add(object entity) => _db.Add(entity);

    public LabelTask AddTask(string externalId, Stage stage, DateTimeOffset enteredAt, params string[] batches)
    {
        var asset = new Asset
        {
            Id = Id<Asset>.New(enteredAt),
            ProjectId = Project.Id,
            Data = $"/files/{externalId}",
            ExternalId = externalId,
            Metadata = NoMetadata,
            CreatedAt = enteredAt,
        };
        var task = LabelTask.Create(asset, StageId.Start, "mina@bakery.example", enteredAt);
        task.Enter(stage, enteredAt);
        _db.AddRange(asset, task);
        _db.AddRange(batches.Select((name, position) => new AssetBatch
        {
            AssetId = asset.Id,
            BatchId = Batch(name).Id,
            Position = position,
        }));

        return task;
    }

    /// <summary>A webhook that nobody has sent yet.</summary>
    public WebhookDelivery Owe(LabelTask task, string payload = "{}")
    {
        var delivery = WebhookDelivery.Open(task, Webhook.Id, task.StageEnteredAt);
        task.Owe(delivery);
        _db.AddRange(
            delivery,
            new DeliveryPayload { DeliveryId = delivery.Id, Body = System.Text.Encoding.UTF8.GetBytes(payload) });

        return delivery;
    }

    /// <summary>An attempt that the receiver answered.</summary>
    public DeliveryAttempt Answer(
        WebhookDelivery delivery, int code, DateTimeOffset at, RetrySchedule? schedule = null, int? asked = null) =>
        Attempt(delivery, AttemptOutcome.Answered, code, at, schedule, asked);

    public DeliveryAttempt Attempt(
        WebhookDelivery delivery, AttemptOutcome outcome, int? code, DateTimeOffset at, RetrySchedule? schedule = null,
        int? asked = null)
    {
        if (delivery.Status is DeliveryStatus.Held)
        {
            delivery.Rerun("ada@bakery.example", at);
        }

        delivery.Claim("worker", at.AddMinutes(1));
        var id = Id<DeliveryAttempt>.New(at);
        var attempt = new DeliveryAttempt
        {
            Id = id,
            DeliveryId = delivery.Id,
            ProjectId = Project.Id,
            TaskId = delivery.TaskId,
            StageId = Webhook.Id,
            StageName = Webhook.Name,
            ExternalId = delivery.ExternalId,
            Number = delivery.Attempts + 1,
            Trigger = delivery.Trigger,
            TriggeredBy = delivery.TriggeredBy,
            StartedAt = at,
            DurationMs = outcome is AttemptOutcome.TimedOut ? 10_000 : 1_210,
            Outcome = outcome,
            StatusCode = code,
            Accepted = code == 200,
            Url = "https://ml.bakery.example/hook",
            Detail = code == 503 ? "Service Unavailable" : null,
            WorkflowVersion = 1,
            RemoteAddress = "203.0.113.7:443",
            RetryAfterSeconds = asked,
            Phases = new(Dns: 3, Connect: 18, FirstByte: 1_140.5, Body: 2),
            Exchange = new()
            {
                AttemptId = id,
                RequestHeaders = "Content-Type: application/json; charset=utf-8",
                ResponseHeaders = code is null ? null : "Retry-After: 30",
                ResponseBody = code is null ? null : """{"error":"upstream unavailable"}"""u8.ToArray(),
            },
        };
        delivery.TrySettle(attempt, "worker", new(schedule ?? RetrySchedule.None), random: 0.5);
        _db.Add(attempt);

        return attempt;
    }

    /// <summary>A task that waits in the Webhook stage because its webhook failed once.</summary>
    public LabelTask Held(string externalId, DateTimeOffset at, int code = 503, params string[] batches)
    {
        var task = AddTask(externalId, Webhook, at, batches);
        Answer(Owe(task), code, at);

        return task;
    }

    /// <summary>A task whose webhook was accepted.</summary>
    public LabelTask Delivered(string externalId, DateTimeOffset at, params string[] batches)
    {
        var task = AddTask(externalId, Webhook, at, batches);
        Answer(Owe(task), 200, at);
        task.Enter(Complete, at.AddSeconds(1));

        return task;
    }

    private Batch Batch(string name)
    {
        if (!_batches.TryGetValue(name, out var batch))
        {
            batch = new() { Id = Id<Batch>.New(Now), ProjectId = Project.Id, Name = name };
            _batches[name] = batch;
            _db.Add(batch);
        }

        return batch;
    }
}
