using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using WebhookStudio.Data;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Deliveries;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Domain.Tasks;
using WebhookStudio.Features.Assets;
using WebhookStudio.Features.Deliveries;
using WebhookStudio.Features.Labeling;
using WebhookStudio.Features.Tasks;
using WebhookStudio.Features.Workflows;
using WebhookStudio.Tests.TestKit;

namespace WebhookStudio.Tests.Data;

/// <summary>What is asked often reads indexes, not tables: most of a table has ended long ago.</summary>
public class QueryPlanTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Claim_EveryOrdering_ReadsWhatIsOwedOnly()
    {
        await using var scene = await ListScene.CreateAsync();
        await using var db = scene.CreateDbContext();
        using var sql = new SqlSession(db.Database.GetConnectionString()!, SqlitePragmas.Durable);

        Assert.Equal(
            "SEARCH deliveries USING COVERING INDEX IX_deliveries_ProjectId_StageId_Status_Trigger_DueAt (ProjectId=? AND StageId=? AND Status=? AND Trigger=?)",
            Plan(sql, ClaimStatements.Fresh));
        Assert.Equal(2, Plan(sql, ClaimStatements.Again).Split("USING COVERING INDEX IX_deliveries_ProjectId_StageId_Status_Trigger_DueAt").Length - 1);
        Assert.Contains("SEARCH deliveries USING INDEX IX_deliveries_ProjectId_StageId (", Plan(sql, ClaimStatements.FirstOfStage), StringComparison.Ordinal);
        Assert.Contains("INDEX IX_deliveries_ProjectId_StageId_ExternalId (", Plan(sql, ClaimStatements.FirstOfKeys), StringComparison.Ordinal);
        Assert.StartsWith("SEARCH deliveries USING COVERING INDEX IX_deliveries_ProjectId_StageId_Status", Plan(sql, ClaimStatements.NextRetry), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Logs_Page_IsReadInTheOrderOfItsIndex()
    {
        await using var plans = await Planned.CreateAsync();
        var log = new DeliveryLog(plans);
        var all = new LogQuery(plans.Scene.Project.Id);
        var span = all with { Span = new(ListScene.Now.AddHours(-1), ListScene.Now.AddHours(1)) };

        await log.ReadAsync(all, LogCursor.Newest, Token);
        await log.ReadAsync(all, new() { Before = plans.Attempt.Twin() }, Token);
        await log.ReadAsync(span with { Status = "failed", Stage = plans.Scene.Webhook.Id }, LogCursor.Newest, Token);
        await new RecentLog(plans).LastAsync(plans.Scene.Project.Id, plans.Scene.Webhook.Id, 5, Token);

        var pages = plans.All.FindAll(plan => plan.Contains("IX_attempts_Project_Id_Route", StringComparison.Ordinal));
        Assert.True(pages.Count >= 4);
        Assert.All(pages, plan => Assert.Contains("INDEX IX_attempts_Project_Id_Route (Project=?", plan, StringComparison.Ordinal));
        Assert.All(plans.All, plan => Assert.DoesNotContain("TEMP B-TREE", plan, StringComparison.Ordinal));
        Assert.Equal([], plans.All.SelectMany(Scans));
    }

    [Theory]
    [MemberData(nameof(LogFilters))]
    public async Task Logs_Filter_ReadsTalliesAndKeys(string name)
    {
        await using var plans = await Planned.CreateAsync();
        var query = Filter(name, plans);

        foreach (var limits in new[] { LogSearchLimits.Usual, LogSearchLimits.Usual with { Deliveries = 0, Retrying = 0 } })
        {
            await new DeliveryLog(plans, limits).ReadAsync(query, LogCursor.Newest, Token);
            await new DeliveryLog(plans, limits).ReadAsync(query, new() { Before = plans.Attempt.Twin() }, Token);
            await new DeliveryLog(plans, limits).ReadAsync(query, new() { After = default(Id<DeliveryAttempt>) }, Token);
        }

        // A name is looked for in the deliveries, which are narrow, and in nothing else.
        Assert.All(plans.All.SelectMany(Scans), step => Assert.Equal(("text", "SCAN d"), (name, step)));
        Assert.All(plans.All, plan => Assert.False(
            plan.Contains("(Project=?)", StringComparison.Ordinal) && plan.Contains("TEMP B-TREE", StringComparison.Ordinal), plan));
    }

    public static TheoryData<string> LogFilters =>
        ["failed", "delivered", "retrying", "class", "cause", "stage", "trigger", "tests", "text", "task", "latest", "span"];

    private static LogQuery Filter(string name, Planned plans)
    {
        var all = new LogQuery(plans.Scene.Project.Id);

        return name switch
        {
            "failed" or "delivered" or "retrying" => all with { Status = name },
            "class" => all with { Class = "5xx" },
            "cause" => all with { Cause = "503" },
            "stage" => all with { Stage = plans.Scene.Webhook.Id },
            "trigger" => all with { Trigger = AttemptTrigger.Auto },
            "tests" => all with { Tests = LogTests.Without },
            "text" => all with { ExternalId = "a.png" },
            "task" => all with { Task = plans.Task },
            "latest" => all with { IsLatestOnly = true },
            _ => all with { Span = new(ListScene.Now.AddHours(-1), ListScene.Now.AddHours(1)) },
        };
    }

    [Fact]
    public async Task Screens_AndSweep_ReadNoTableFromEndToEnd()
    {
        await using var plans = await Planned.CreateAsync();
        var project = plans.Scene.Project.Id;
        var tasks = new TaskList(plans, new StageCounters(plans), new(new PlainFiles()));

        await new StageCounters(plans).CountAsync(project, Token);
        await tasks.ListAsync(new(project), Token);
        await tasks.ListAsync(new(project) { Stage = plans.Scene.Webhook.Id }, Token);
        await tasks.FailingAsync(new(project), Token);
        await new LabelOutcomes(plans).ListAsync(project, [plans.Task], Token);
        await new DeliveryLog(plans).GetAsync(project, plans.Attempt, Token);
        await new DeliveryRecovery(
            plans, new(), new(), new NoWakeups(), new FakeTimeProvider(ListScene.Now), NullLogger<DeliveryRecovery>.Instance).SweepAsync(Token);

        Assert.Equal([], plans.All.SelectMany(Scans));
    }

    /// <summary>Steps that read all of a table. Lists given as parameters, and the page of a list, are no tables.</summary>
    private static IEnumerable<string> Scans(string plan) => plan.Split('\n').Where(step =>
        step.StartsWith("SCAN ", StringComparison.Ordinal)
        && !step.Contains(" USING ", StringComparison.Ordinal)
        && !step.Contains(" VIRTUAL ", StringComparison.Ordinal)
        && !plan.Contains($"CO-ROUTINE {step[5..]}", StringComparison.Ordinal));

    private static string Plan(SqlSession sql, string statement) => string.Join(
        '\n', sql.Read($"EXPLAIN QUERY PLAN {statement}", row => row.GetString(3)));

    /// <summary>Contexts as the application has them, whose queries are looked at.</summary>
    private sealed class Planned(ListScene scene) : IDbContextFactory<StudioDbContext>, IAsyncDisposable
    {
        private readonly PlanCollector _plans = new();

        public ListScene Scene => scene;

        public List<string> All => _plans.Plans;

        public Id<LabelTask> Task { get; private init; }

        public Id<DeliveryAttempt> Attempt { get; private init; }

        public static async Task<Planned> CreateAsync()
        {
            var scene = await ListScene.CreateAsync();
            var task = scene.AddTask("a.png", scene.Webhook, ListScene.Now, "morning");
            var attempt = scene.Answer(scene.Owe(task), 503, ListScene.Now);
            await scene.SaveAsync();

            return new(scene) { Task = task.Id, Attempt = attempt.Id };
        }

        public StudioDbContext CreateDbContext() => new(new DbContextOptionsBuilder<StudioDbContext>()
            .UseSqlite(
                $"Data Source={scene.File};Pooling=False",
                sqlite => sqlite.UseParameterizedCollectionMode(ParameterTranslationMode.Parameter))
            .AddInterceptors(_plans).Options);

        public ValueTask DisposeAsync() => scene.DisposeAsync();
    }

    private sealed class PlainFiles : IAssetFiles
    {
        public Task<string> StoreAsync(Id<Project> project, string fileName, Stream content, CancellationToken cancellationToken) =>
            throw new NotSupportedException("Lists store nothing.");

        public string PublicUrl(string data) => data;

        public string BrowserUrl(string data) => data;
    }

    private sealed class NoWakeups : ILaneWakeups
    {
        public void Wake(StageKey stage)
        {
        }

        public void WakeAt(StageKey stage, DateTimeOffset due)
        {
        }
    }
}
