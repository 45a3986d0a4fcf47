using System.Text.Json;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Deliveries;
using WebhookStudio.Domain.Receivers;
using WebhookStudio.Domain.Tasks;
using WebhookStudio.Domain.Workflows;
using WebhookStudio.Tests.TestKit;

namespace WebhookStudio.Tests.Data;

/// <summary>The start on a database whose identifiers are texts.</summary>
public sealed class CompactRowsTests : IDisposable
{
    private static readonly StageId Named16 = new("sixteen-letters-");

    private readonly TemporaryFolder _former = new();
    private readonly TemporaryFolder _current = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        _former.Dispose();
        _current.Dispose();
    }

    [Fact]
    public async Task Start_DatabaseWithTexts_ShowsAllThatItShowed()
    {
        await using var scene = await GivenRowsInEveryTableAsync();
        var rows = await FormerDatabase.WriteAsync(scene.File, FileIn(_former), Token);
        File.Copy(scene.File, FileIn(_current));
        Assert.Equal(14, rows.Count);
        Assert.DoesNotContain(0, rows.Values);

        var migrated = await ShownAsync(_former, scene);
        var made = await ShownAsync(_current, scene);

        Assert.Equal(made, migrated);
        Assert.All(made, answer => Assert.Contains("\"success\"", answer, StringComparison.Ordinal));
        Assert.Contains(made, answer => answer.Contains("task-held.png", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Start_DatabaseWithTexts_KeepsEveryRowAndReference()
    {
        await using var scene = await GivenRowsInEveryTableAsync();
        var rows = await FormerDatabase.WriteAsync(scene.File, FileIn(_former), Token);

        await using (var app = new StudioApp(_former.Path).Start())
        {
            await app.ReadAsync(db => db.Projects.CountAsync(Token));
        }

        await using var database = new SqliteConnection($"Data Source={FileIn(_former)};Pooling=False");
        await database.OpenAsync(Token);
        Assert.Equal(rows, rows.Keys.ToDictionary(table => table, table => (int)Number(database, $"SELECT count(*) FROM {table}")));
        Assert.Equal(0, Number(database, "SELECT count(*) FROM pragma_foreign_key_check"));
        Assert.Equal(0, Number(database, "SELECT count(*) FROM sqlite_schema WHERE name LIKE '%before%' OR sql LIKE '%before%'"));
        Assert.Equal(0, Number(database, "SELECT count(*) FROM attempts WHERE Trigger <> 4 AND (TaskId IS NOT NULL OR ExternalId IS NOT NULL)"));
    }

    private static string FileIn(TemporaryFolder folder) => Path.Combine(folder.Path, "studio.db");

    private static long Number(SqliteConnection database, string sql)
    {
        using var command = database.CreateCommand();
        command.CommandText = sql;

        return (long)command.ExecuteScalar()!;
    }

    /// <summary>Starts the application on a folder, and asks it for everything that it can show.</summary>
    private static async Task<List<string>> ShownAsync(TemporaryFolder folder, ListScene scene)
    {
        await using var app = new StudioApp(folder.Path).Start();
        using var http = app.CreateApiClient();
        var project = scene.Project.Id;
        var (tasks, attempts, runs) = await app.ReadAsync(async db => (
            await db.Tasks.OrderBy(t => t.Id).Select(t => t.Id).ToListAsync(Token),
            await db.Attempts.OrderBy(a => a.Id).Select(a => a.Id).ToListAsync(Token),
            await db.BulkRuns.Select(r => r.Id).ToListAsync(Token)));
        var requests = await app.ReadAsync(db => db.ReceivedWebhooks.AsNoTracking().ToListAsync(Token));
        var circuits = await app.ReadAsync(db => db.Circuits.AsNoTracking().ToListAsync(Token));
        string[] paths =
        [
            "listProjects", $"project/{project}", $"project/{project}/tasks?limit=100", $"project/{project}/webhookLogs",
            $"project/{project}/webhookLogs?stage={scene.Webhook.Id}&status=failed", $"project/{project}/bulkRuns",
            .. tasks.Select(task => $"task/{task}"), .. attempts.Select(attempt => $"project/{project}/webhookLogs/{attempt}"),
            .. runs.Select(run => $"project/{project}/bulkRuns/{run}"),
        ];
        var shown = new List<string>();

        foreach (var path in paths)
        {
            shown.Add(await http.GetStringAsync($"/v2/{path}", Token));
        }

        return [.. shown, JsonSerializer.Serialize(new { status = "success", requests, circuits })];
    }

    private static async Task<ListScene> GivenRowsInEveryTableAsync()
    {
        var scene = await ListScene.CreateAsync();
        var at = ListScene.Now.AddMinutes(-5);
        var done = scene.Delivered("task-done.png", at, "morning", "evening");
        scene.Held("task-held.png", at.AddMinutes(1), 503, "evening");
        scene.Held("task-unreachable.png", at.AddMinutes(2));
        scene.AddTask("task-new.png", scene.Label, at);
        scene.Add(new StageVisit
        {
            Id = Id<StageVisit>.New(at),
            TaskId = done.Id,
            StageId = StageId.Start,
            StageName = "Start",
            Kind = VisitKind.Start,
            CompletedAt = at,
        });
        scene.Add(new StageVisit
        {
            Id = Id<StageVisit>.New(at),
            TaskId = done.Id,
            StageId = Named16,
            StageName = "Label",
            Kind = VisitKind.Human,
            CompletedAt = at.AddSeconds(1),
            SubmittedBy = "mina@bakery.example",
            Time = new(1200, 30, 4),
            Answer = new() { Classifications = [new() { SchemaId = "q", Kind = "text", Answer = ["Croissànt"] }] },
        });
        scene.Add(new StageVisit
        {
            Id = Id<StageVisit>.New(at),
            TaskId = done.Id,
            StageId = scene.Webhook.Id,
            StageName = "Webhook",
            Kind = VisitKind.Automatic,
            CompletedAt = at.AddSeconds(2),
            SnapshotId = Id<StageVisit>.New(at),
        });
        scene.Add(Test(scene, at.AddMinutes(3)));
        var run = new BulkRun
        {
            Id = Id<BulkRun>.New(at),
            ProjectId = scene.Project.Id,
            StageId = scene.Webhook.Id,
            Title = "All in Webhook",
            By = "ada@bakery.example",
            Total = 2,
            CreatedAt = at,
        };
        run.Finish(1, 1, at.AddMinutes(1));
        var circuit = new StageCircuit { ProjectId = scene.Project.Id, StageId = Named16 };
        circuit.Record(AttemptOutcome.Unreachable, at, new(1, TimeSpan.FromMinutes(1), TimeSpan.FromHours(1)));
        var receiver = TestReceiver.Create(scene.Project.Id, at);
        scene.Add(run);
        scene.Add(circuit);
        scene.Add(receiver);
        scene.Add(new WebhookStudio.Domain.Receivers.ReceivedWebhook
        {
            Id = Id<WebhookStudio.Domain.Receivers.ReceivedWebhook>.New(at),
            ReceiverId = receiver.Id,
            ReceivedAt = at,
            Method = "POST",
            Headers = "Host: x",
            Body = "{}"u8.ToArray(),
            AnswerMs = 1.25,
            Verdict = SignatureVerdict.NoSecret,
            ExternalId = "task-done.png",
        });
        await scene.SaveAsync();

        return scene;
    }

    /// <summary>A line without a delivery: it has to tell its task itself.</summary>
    private static DeliveryAttempt Test(ListScene scene, DateTimeOffset at) => new()
    {
        Id = Id<DeliveryAttempt>.New(at),
        DeliveryId = Id<WebhookDelivery>.New(at),
        ProjectId = scene.Project.Id,
        TaskId = Id<LabelTask>.New(at),
        StageId = Named16,
        StageName = "Of old",
        ExternalId = "sample.png",
        Number = 1,
        Trigger = AttemptTrigger.Test,
        TriggeredBy = "ada@bakery.example",
        StartedAt = at,
        DurationMs = 12.345,
        Outcome = AttemptOutcome.Answered,
        StatusCode = 200,
        Accepted = true,
        Url = "https://old.bakery.example/hook",
        Phases = new(Connect: 0.25),
    };
}
