using Microsoft.EntityFrameworkCore;
using WebhookStudio.Data;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Tasks;
using WebhookStudio.Features.Tasks;
using WebhookStudio.Features.Workflows;
using WebhookStudio.Tests.Features.Tasks;
using WebhookStudio.Tests.TestKit;

namespace WebhookStudio.Tests.Data;

/// <summary>The list of tasks reads no table from end to end and sorts none, whatever is asked.</summary>
public sealed class TaskPlanTests : IAsyncLifetime, IDbContextFactory<StudioDbContext>
{
    private readonly PlanCollector _plans = new();
    private ListScene _scene = null!;
    private TaskList _list = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private TaskQuery All => new(_scene.Project.Id) { KnownTotal = 1 };

    public async ValueTask InitializeAsync()
    {
        _scene = await ListScene.CreateAsync();
        _scene.Held("a.png", ListScene.Now, 503, "morning");
        await _scene.SaveAsync();
        _list = new(this, new StageCounters(this), new(new OperationFiles()));
    }

    public ValueTask DisposeAsync() => _scene.DisposeAsync();

    [Theory]
    [InlineData(TaskColumn.TimeInStage, "IX_tasks_ProjectId_StageId_StageEnteredAt (ProjectId=? AND StageId=? AND StageEnteredAt")]
    [InlineData(TaskColumn.ExternalId, "IX_tasks_ProjectId_ExternalId (ProjectId=? AND ExternalId")]
    [InlineData(TaskColumn.Updated, "IX_tasks_ProjectId_UpdatedAt (ProjectId=? AND UpdatedAt")]
    public async Task Page_AnyOrderAndDepth_IsReadFromItsIndex(TaskColumn column, string index)
    {
        foreach (var descending in new[] { false, true })
        {
            foreach (var before in new[] { false, true })
            {
                var cursor = new TaskCursor(column is TaskColumn.ExternalId ? "a" : "5", Id<LabelTask>.New(ListScene.Now), before);
                await _list.ListAsync(All with { Sort = new(column, descending), Cursor = cursor }, Token);
            }
        }

        var pages = _plans.Plans.Where(plan => plan.Contains(index, StringComparison.Ordinal)).ToList();
        Assert.True(pages.Count >= 4, string.Join("\n\n", _plans.Plans));
        Assert.All(pages, plan => Assert.True(
            !plan.Contains("TEMP B-TREE", StringComparison.Ordinal)
            || plan.Contains("TEMP B-TREE FOR LAST TERM OF ORDER BY", StringComparison.Ordinal), plan));
        AssertNoScans();
    }

    [Fact]
    public async Task Filter_Each_IsFollowedFromItsIndex()
    {
        var batch = await using_(db => db.Batches.Select(b => b.Id).SingleAsync(Token));
        (TaskQuery Query, string Index)[] filters =
        [
            (All with { Stage = _scene.Webhook.Id, Sort = new(TaskColumn.Updated, false) }, "IX_tasks_ProjectId_StageId_StageEnteredAt (ProjectId=? AND StageId=?)"),
            (All with { State = TaskState.Held }, "IX_deliveries_ProjectId_StageId_Status_Trigger_DueAt (ProjectId=?"),
            (All with { Result = "503", Stage = _scene.Webhook.Id }, "IX_deliveries_ProjectId_StageId_Status_Trigger_DueAt (ProjectId=? AND StageId=? AND Status=?"),
            (All with { Batch = batch }, "IX_asset_batches_BatchId (BatchId=?)"),
            (All with { Assignee = "ada@bakery.example" }, "COVERING INDEX IX_tasks_ProjectId_Assignee_StageId (ProjectId=? AND Assignee=?)"),
            (All with { Search = "a.p" }, "COVERING INDEX IX_tasks_ProjectId_ExternalId (ProjectId=?)"),
            (All with { IsSkipped = true }, "IX_stage_visits_Skipped"),
            (All with { Among = [Id<LabelTask>.New(ListScene.Now)] }, "sqlite_autoindex_tasks_1 (Id=?)"),
        ];

        foreach (var (query, index) in filters)
        {
            _plans.Plans.Clear();
            await _list.ListAsync(query, Token);
            await _list.FailingAsync(query, Token);
            Assert.Contains(_plans.Plans, plan => plan.Contains(index, StringComparison.Ordinal));
            AssertNoScans();
        }

        Task<T> using_<T>(Func<StudioDbContext, Task<T>> read) => read(_scene.CreateDbContext());
    }

    [Fact]
    public async Task Rail_Counts_ReadIndexesAlone()
    {
        await _list.RailAsync(_scene.Project.Id, "ada@bakery.example", Token);

        Assert.Contains(_plans.Plans, plan => plan.Contains("COVERING INDEX IX_tasks_ProjectId_Assignee_StageId", StringComparison.Ordinal));
        AssertNoScans();
    }

    public StudioDbContext CreateDbContext() => new(new DbContextOptionsBuilder<StudioDbContext>()
        .UseSqlite(
            $"Data Source={_scene.File};Pooling=False",
            sqlite => sqlite.UseParameterizedCollectionMode(ParameterTranslationMode.Parameter))
        .AddInterceptors(_plans).Options);

    /// <summary>Lists given as parameters, and the steps of a statement, are no tables.</summary>
    private void AssertNoScans() => Assert.Equal([], _plans.Plans.SelectMany(plan => plan.Split('\n').Where(step =>
        step.StartsWith("SCAN ", StringComparison.Ordinal)
        && !step.Contains(" USING ", StringComparison.Ordinal)
        && !step.Contains(" VIRTUAL ", StringComparison.Ordinal)
        && step is not ("SCAN v" or "SCAN j" or "SCAN stages" or "SCAN (subquery-1)")
        && !plan.Contains($"CO-ROUTINE {step[5..]}", StringComparison.Ordinal)).Select(step => $"{step} in {plan}")));
}
