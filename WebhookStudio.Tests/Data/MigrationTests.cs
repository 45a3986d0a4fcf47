using System.Text.Json;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using WebhookStudio.Data;
using WebhookStudio.Data.Conversions;
using WebhookStudio.Domain.Deliveries;
using WebhookStudio.Domain.Schema;
using WebhookStudio.Domain.Workflows;
using WebhookStudio.Tests.Features.Api;
using WebhookStudio.Tests.TestKit;

namespace WebhookStudio.Tests.Data;

/// <summary>The start of the application on a data folder that an older version has written.</summary>
public sealed class MigrationTests : IDisposable
{
    private const string Initial = "20261123153712_Initial";
    private const string Project = "65c20a0011223344aa000001";
    private const string Delivery = "65c20a0011223344aa000002";
    private const string Answered = "65c20a0011223344aa000004";
    private const string Refused = "65c20a0011223344aa000003";

    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        _folder.Dispose();
    }

    [Fact]
    public async Task Start_DatabaseOfTheFirstVersion_ShowsWhatItsLogHad()
    {
        await GivenFirstVersionAsync();
        await using var app = new StudioApp(_folder.Path).Start();
        using var http = app.CreateApiClient();
        var api = new ApiClient(http);

        var log = (await api.GetAsync($"/v2/project/{Project}/webhookLogs/{Answered}")).Data.GetProperty("log");

        Assert.Equal((503, 2, "task5.png"), (
            log.GetProperty("status").GetInt32(), log.GetProperty("attempt").GetInt32(), log.GetProperty("externalId").GetString()));
        Assert.Equal("""[{"name":"X-Hub-Signature","value":"453e536e"}]""", log.GetProperty("request").GetProperty("headers").GetRawText());
        Assert.Equal("""{"externalId":"task5.png"}""", log.GetProperty("request").GetProperty("body").GetString());
        Assert.Equal("""[{"name":"Retry-After","value":"30"}]""", log.GetProperty("response").GetProperty("headers").GetRawText());
        Assert.Equal("overloaded é", log.GetProperty("response").GetProperty("body").GetString());
        Assert.True(log.GetProperty("response").GetProperty("bodyCut").GetBoolean());
        Assert.Equal((false, JsonValueKind.Null), (log.GetProperty("isPruned").GetBoolean(), log.GetProperty("workflowVersion").ValueKind));
    }

    [Fact]
    public async Task Start_DatabaseOfTheFirstVersion_KeepsEveryLineAndWhatIsOwed()
    {
        await GivenFirstVersionAsync();
        await using var app = new StudioApp(_folder.Path).Start();
        using var http = app.CreateApiClient();

        var logs = (await new ApiClient(http).GetAsync($"/v2/project/{Project}/webhookLogs")).Data.GetProperty("logs").EnumerateArray();

        Assert.Equal([Answered, Refused], logs.Select(log => log.GetProperty("_id").GetString()));
        Assert.Equal(1, await app.ReadAsync(db => db.Exchanges.CountAsync(Token)));
        Assert.Equal([DeliveryStatus.Held], await app.ReadAsync(db => db.Deliveries.Select(d => d.Status).ToListAsync(Token)));
        Assert.False(await app.ReadAsync(async db => (await db.Database.GetPendingMigrationsAsync(Token)).Any()));
    }

    /// <summary>Two attempts of one delivery: nothing listened, then a 503 with headers and a body that was cut.</summary>
    private async Task GivenFirstVersionAsync()
    {
        await using var db = new StudioDbContext(new DbContextOptionsBuilder<StudioDbContext>()
            .UseSqlite($"Data Source={Path.Combine(_folder.Path, "studio.db")};Pooling=False").Options);
        await db.GetService<IMigrator>().MigrateAsync(Initial, Token);
        var workflow = JsonSerializer.Serialize(Workflow.WithWebhook(new() { Url = "https://ml.bakery.example/hook" }), StoredJson.Options);
        var schema = JsonSerializer.Serialize(CategorySchema.Empty, StoredJson.Options);
        var payload = """{"externalId":"task5.png"}"""u8.ToArray();
        var body = "overloaded é"u8.ToArray();
        var at = ListScene.Now.UtcTicks;

        await db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO projects VALUES (
                {Project}, 'Pastry detection', '', 'ada@bakery.example', {schema}, {workflow}, 4, 'ada@bakery.example', {at}, {at}, {at});
            """, Token);
        await db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO deliveries (Id, ProjectId, StageId, TaskId, ExternalId, Status, DueAt, "Trigger", Attempts, FailuresInRun, CreatedAt)
            VALUES ({Delivery}, {Project}, 'hook', {Delivery}, 'task5.png', 3, {at}, 0, 2, 2, {at});
            """, Token);
        await db.Database.ExecuteSqlAsync($"INSERT INTO delivery_payloads (DeliveryId, Body) VALUES ({Delivery}, {payload})", Token);
        await db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO delivery_attempts (
                Id, DeliveryId, ProjectId, TaskId, StageId, StageName, ExternalId, Number, "Trigger", StartedAt, DurationMs,
                Outcome, StatusCode, Accepted, Detail, Url, RequestHeaders, ResponseHeaders, ResponseBody, ResponseCut)
            VALUES
                ({Refused}, {Delivery}, {Project}, {Delivery}, 'hook', 'Webhook', 'task5.png', 1, 0, {at}, 2.5,
                 2, NULL, 0, NULL, 'https://ml.bakery.example/hook', NULL, NULL, NULL, 0),
                ({Answered}, {Delivery}, {Project}, {Delivery}, 'hook', 'Webhook', 'task5.png', 2, 1, {at + 1}, 12.5,
                 0, 503, 0, 'Service Unavailable', 'https://ml.bakery.example/hook', {"X-Hub-Signature: 453e536e"}, {"Retry-After: 30"}, {body}, 1);
            """, Token);
    }
}
