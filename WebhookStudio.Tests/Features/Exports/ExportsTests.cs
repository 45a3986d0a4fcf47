using System.IO.Compression;
using System.Text.Json;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Exports;
using WebhookStudio.Domain.Workflows;
using WebhookStudio.Features.Exports;
using WebhookStudio.Tests.TestKit;

namespace WebhookStudio.Tests.Features.Exports;

public sealed class ExportsTests : IAsyncLifetime
{
    private static readonly ExportScope Labeling = new() { Stages = [StageId.Label.Value] };
    private readonly StudioApp _app = new StudioApp().Start();
    private Scenario _scene = null!;

    private IExports Exports => _app.Get<IExports>();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _scene = await Scenario.CreateAsync(_app, Workflow.Default);

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task Start_WithTasks_EndsWithTheirFile()
    {
        await _scene.AddTasksAsync("a.png", "b.png");

        var export = await EndedAsync(await StartAsync(Labeling));

        Assert.Equal((ExportStatus.Ready, 2, 2), (export.Status, export.Total, export.Written));
        var (path, name) = Assert.NotNull(await Exports.FindFileAsync(_scene.ProjectId, export.Id, Cancelled));
        Assert.Equal(export.Bytes, new FileInfo(path).Length);
        Assert.Matches("^export-[0-9]{8}-[0-9]{6}.zip$", name);
        var documents = JsonElement.Parse(Entry(path)).EnumerateArray();
        Assert.Equal(["a.png", "b.png"], documents.Select(d => d.GetProperty("externalId").GetString()).Order());
    }

    [Fact]
    public async Task Start_BatchThatIsGone_IsRefusedAndLeavesNoRow()
    {
        var scope = Labeling with { Batches = ["0123456789abcdef01234567"] };

        var refusal = await Assert.ThrowsAsync<DomainRuleException>(() => StartAsync(scope));

        Assert.Contains("0123456789abcdef01234567", refusal.Message, StringComparison.Ordinal);
        Assert.Empty(await Exports.ListAsync(_scene.ProjectId, Cancelled));
    }

    [Fact]
    public async Task File_IsForManagersOnly()
    {
        var export = await EndedAsync(await StartAsync(Labeling));
        var path = $"/projects/{_scene.ProjectId}/exports/{export.Id}/file";
        using var manager = _app.CreateApiClient();
        using var handler = new HttpClientHandler { AllowAutoRedirect = false };
        using var nobody = new HttpClient(handler) { BaseAddress = manager.BaseAddress };

        using var fetched = await manager.GetAsync(path, Cancelled);
        using var refused = await nobody.GetAsync(path, Cancelled);

        Assert.Equal("application/zip", fetched.Content.Headers.ContentType?.MediaType);
        Assert.NotEqual(200, (int)refused.StatusCode);
    }

    [Fact]
    public async Task File_ThroughAnotherProject_IsNotFound()
    {
        var other = await Scenario.CreateAsync(_app, Workflow.Default);
        var export = await EndedAsync(await StartAsync(Labeling));

        Assert.Null(await Exports.FindFileAsync(other.ProjectId, export.Id, Cancelled));
    }

    [Fact]
    public async Task Delete_TakesTheFileAlong()
    {
        var export = await EndedAsync(await StartAsync(Labeling));
        var (path, _) = Assert.NotNull(await Exports.FindFileAsync(_scene.ProjectId, export.Id, Cancelled));

        await Exports.DeleteAsync(_scene.ProjectId, export.Id, Cancelled);

        Assert.False(File.Exists(path));
        Assert.Empty(await Exports.ListAsync(_scene.ProjectId, Cancelled));
    }

    [Fact]
    public async Task Cancel_WhileItIsWritten_LeavesNoFile()
    {
        await _scene.AddTasksAsync("a.png");
        var id = await AddAsync(_app, Labeling, begun: true);
        await Exports.CancelAsync(_scene.ProjectId, id, Cancelled);

        await _app.Get<ExportRunner>().RunAsync(id, Cancelled);

        Assert.Equal(ExportStatus.Cancelled, (await ReadAsync(id)).Status);
        Assert.Null(_app.Get<KeptExportFiles>().Find(id));
    }

    [Fact]
    public async Task Restart_WhatWasInterrupted_IsWrittenAnew()
    {
        using var folder = new TemporaryFolder();
        Id<Export> id;

        await using (var before = new StudioApp(folder.Path).Start())
        {
            _scene = await Scenario.CreateAsync(before, Workflow.Default);
            await _scene.AddTasksAsync("a.png");
            id = await AddAsync(before, Labeling, begun: true);
        }

        await using var again = new StudioApp(folder.Path).Start();

        var export = await Eventually.GetAsync(
            async () => (await again.Get<IExports>().ListAsync(_scene.ProjectId, Cancelled)).Single(), e => !e.IsActive, Cancelled);
        Assert.Equal((id, ExportStatus.Ready, 1), (export.Id, export.Status, export.Written));
    }

    [Fact]
    public async Task Run_StageRemovedMeanwhile_FailsInWords()
    {
        var id = await AddAsync(_app, new() { Stages = ["Gone"] }, begun: false);

        await _app.Get<ExportRunner>().RunAsync(id, Cancelled);

        var export = await ReadAsync(id);
        Assert.Equal(ExportStatus.Failed, export.Status);
        Assert.Contains("Invalid stage: Gone", export.Problem, StringComparison.Ordinal);
    }

    private static string Entry(string path)
    {
        using var zip = ZipFile.OpenRead(path);
        using var reader = new StreamReader(Assert.Single(zip.Entries).Open());

        return reader.ReadToEnd();
    }

    private Task<Id<Export>> StartAsync(ExportScope scope) =>
        Exports.StartAsync(_scene.ProjectId, scope, StudioApp.OwnerEmail, Cancelled);

    private Task<Export> EndedAsync(Id<Export> id) => Eventually.GetAsync(() => ReadAsync(id), export => !export.IsActive, Cancelled);

    private async Task<Export> ReadAsync(Id<Export> id) =>
        (await Exports.ListAsync(_scene.ProjectId, Cancelled)).Single(export => export.Id == id);

    /// <summary>Adds the row alone, as if its job had been lost.</summary>
    private async Task<Id<Export>> AddAsync(StudioApp app, ExportScope scope, bool begun)
    {
        var now = TimeProvider.System.GetUtcNow();
        var export = new Export
        {
            Id = Id<Export>.New(now),
            ProjectId = _scene.ProjectId,
            By = StudioApp.OwnerEmail,
            CreatedAt = now,
            Scope = scope,
        };

        if (begun)
        {
            export.Begin(12);
        }

        await app.ReadAsync(db =>
        {
            db.Add(export);

            return db.SaveChangesAsync(Cancelled);
        });

        return export.Id;
    }
}
