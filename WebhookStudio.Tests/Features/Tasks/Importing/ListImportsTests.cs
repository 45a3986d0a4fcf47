using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Assets;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Domain.Workflows;
using WebhookStudio.Features.Labeling;
using WebhookStudio.Features.Tasks.Importing;
using WebhookStudio.Platform;
using WebhookStudio.Tests.TestKit;

namespace WebhookStudio.Tests.Features.Tasks.Importing;

/// <summary>Lists of assets in the real application, jobs included.</summary>
public sealed class ListImportsTests : IAsyncLifetime
{
    private readonly StudioApp _app = new StudioApp().With("WebhookStudio:SampleProject", "true");
    private Id<Project> _project;

    private IListImports Imports => _app.Get<IListImports>();

    public async ValueTask InitializeAsync()
    {
        _app.Start();
        _project = await _app.ReadAsync(db => db.Projects.Select(project => project.Id).SingleAsync());
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task Check_MixedRows_TellsEachProblemByItsLine()
    {
        var list = await CheckAsync("""
            data,externalId,priority
            https://x.example/1.png,a,1
            nowhere,b,
            https://x.example/3.png,c,5000
            https://x.example/4.png,a,
            https://x.example/5.png,task1.png,
            """);

        Assert.Equal([2, 3, 4, 5, 6], list.Rows.Select(row => row.Line));
        Assert.Equal([false, true, true, false, false], list.Rows.Select(row => row.Problem is not null));
        Assert.StartsWith("Line 3: data 'nowhere' is not an address.", list.Rows[1].Problem, StringComparison.Ordinal);
        Assert.Equal("Line 4: priority must be a whole number from -1000 to 1000.", list.Rows[2].Problem);
        Assert.Equal([false, false, false, true, true], list.Rows.Select(row => row.IsKnown));
    }

    [Fact]
    public async Task Start_ThousandsOfRows_AddsEachOnceWithBatchAndPriority()
    {
        var rows = Enumerable.Range(1, 1001).Select(number => $"https://x.example/{number}.png,row-{number},{(number == 9 ? 20 : "")}");
        var list = await CheckAsync($"data,externalId,priority\n{string.Join('\n', rows)}\n");

        var import = await StartAsync(list, new("list.csv", StudioApp.OwnerEmail) { Batch = "Tuesday", Priority = 3 });

        Assert.Equal((ListImportStatus.Done, 1001, 1001), (import.Status, import.Done, import.Total));
        var added = await _app.ReadAsync(db => db.Tasks.Where(task => task.ExternalId.StartsWith("row-"))
            .Select(task => new { task.ExternalId, task.Priority, Batch = db.Batches.Single(b => db.AssetBatches.Any(link => link.AssetId == task.AssetId && link.BatchId == b.Id)).Name })
            .ToListAsync());
        Assert.Equal(1001, added.Select(task => task.ExternalId).Distinct().Count());
        Assert.Equal(1001, added.Count);
        Assert.All(added, task => Assert.Equal(("Tuesday", task.ExternalId == "row-9" ? 20 : 3), (task.Batch, task.Priority)));
        Assert.Empty(Directory.GetFiles(Path.Combine(_app.DataFolder, "imports")));
    }

    [Fact]
    public async Task Start_SkipsKnown_AddsTheOthersOnly()
    {
        var list = await CheckAsync("data,externalId\nhttps://x.example/1.png,task1.png\nhttps://x.example/2.png,new\nhttps://x.example/3.png,new\n");

        var import = await StartAsync(list, new("list.csv", StudioApp.OwnerEmail) { SkipsKnown = true });

        Assert.Equal(1, import.Done);
    }

    [Fact]
    public async Task Cancel_EndedImport_LeavesItAsItIs()
    {
        var list = await CheckAsync("data\nhttps://x.example/1.png\n");
        var import = await StartAsync(list, new("list.csv", StudioApp.OwnerEmail));

        var source = _app.Services.GetServices<IActivitySource>().Single(source => source is ListImportActivities);
        Assert.True(await source.CancelAsync(_project, $"import-{import.Id}", TestContext.Current.CancellationToken));
        Assert.False(await source.CancelAsync(_project, $"export-{import.Id}", TestContext.Current.CancellationToken));

        var activity = Assert.Single(await source.ListAsync(_project, import.CreatedAt, TestContext.Current.CancellationToken));
        Assert.Equal(("Import of list.csv", "1 task imported.", false), (activity.Title, activity.Result, activity.HasTrouble));
    }

    [Fact]
    public async Task Start_NothingLeft_IsRefused()
    {
        var list = await CheckAsync("data\nnowhere\n");

        var refused = await Assert.ThrowsAsync<DomainRuleException>(() => Imports.StartAsync(
            _project, list, new("list.csv", StudioApp.OwnerEmail), TestContext.Current.CancellationToken));

        Assert.Equal("No row of the list is left to import.", refused.Message);
    }

    [Fact]
    public async Task OpenNext_HigherPriority_ComesBeforeOlderTasks()
    {
        var list = await CheckAsync("data,externalId,priority\nhttps://x.example/1.png,low,-5\nhttps://x.example/2.png,high,5\n");
        await StartAsync(list, new("list.csv", StudioApp.OwnerEmail));

        await using var scope = _app.Services.CreateAsyncScope();
        var labeling = scope.ServiceProvider.GetRequiredService<ILabelingService>();
        var first = await labeling.OpenNextAsync(
            _project, StudioApp.OwnerEmail, StageKind.Label, null, TestContext.Current.CancellationToken);
        var second = await labeling.OpenNextAsync(
            _project, StudioApp.OwnerEmail, StageKind.Label, first!.TaskId, TestContext.Current.CancellationToken);

        Assert.Equal(("high", "task1.png"), (first.ExternalId, second!.ExternalId));
    }

    private async Task<CheckedList> CheckAsync(string text) => await Imports.CheckAsync(
        _project, new MemoryStream(Encoding.UTF8.GetBytes(text)), TestContext.Current.CancellationToken);

    private async Task<ListImport> StartAsync(CheckedList list, ListImportChoice choice)
    {
        var id = await Imports.StartAsync(_project, list, choice, TestContext.Current.CancellationToken);
        var ended = await Eventually.GetAsync(
            () => Imports.FindAsync(_project, id, TestContext.Current.CancellationToken),
            import => import is { IsActive: false },
            TestContext.Current.CancellationToken);

        return ended!;
    }
}
