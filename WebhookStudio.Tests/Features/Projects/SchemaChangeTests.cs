using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Json;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Domain.Schema;
using WebhookStudio.Domain.Workflows;
using WebhookStudio.Features.Projects;
using WebhookStudio.Features.Workflows;
using WebhookStudio.Tests.Domain.Documents;
using WebhookStudio.Tests.TestKit;

namespace WebhookStudio.Tests.Features.Projects;

public sealed class SchemaChangeTests : IDisposable
{
    private const string Stored = """
        {"tools":[{"title":"Croissant","tool":"polygon","required":false,"schemaId":"t1","ocrEnabled":true,"classifications":
        [{"title":"Filled","tool":"radio","schemaId":"n1","options":[{"value":"Yes","schemaId":"n2"}]}],"color":"#9c27b0",
        "shortcutKey":"k","zIndex":1.50}],"classifications":[],"relations":[{"schemaId":"r1","tool":"group","title":"in"}],"version":7}
        """;

    private readonly TestDatabase _database = new();
    private readonly FakeTimeProvider _clock = new(ListScene.Now);
    private readonly PageFakes.Feed _feed = new();
    private readonly Project _project =
        Project.Create("Pastry detection", "", "ada@bakery.example", Workflow.Default, ListScene.Now);

    private readonly ProjectService _service;

    public SchemaChangeTests()
    {
        _service = new(_database, new StageCounters(_database), new EveryUrl(), _feed, _clock, NullLogger<ProjectService>.Instance);
        _project.ChangeSchema(CategorySchemaJson.Parse(SeedSample.Read(Stored)), ListScene.Now);
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _database.Dispose();
        _feed.Dispose();
    }

    [Fact]
    public async Task Change_OneTitle_KeepsWhatIsNotShownAndTellsTheScreens()
    {
        var told = 0;
        _feed.Subscribe(_project.Id, () => Task.FromResult(told++));
        var draft = new SchemaDraft(await ReadAsync());
        var before = Written(draft.Loaded);

        draft.Change(draft.Edited.Tools[0] with { Title = "Brioche" });
        _clock.Advance(TimeSpan.FromMinutes(1));
        await SaveAsync(draft);

        Assert.Equal(before.Replace("Croissant", "Brioche", StringComparison.Ordinal), Written((await _service.GetSchemaAsync(_project.Id, Stop))!));
        Assert.Equal(_clock.GetUtcNow(), (await _service.GetAsync(_project.Id, Stop))!.UpdatedAt);
        Assert.Equal(1, told);
    }

    [Fact]
    public async Task Change_SomebodyWasFaster_IsRefused()
    {
        var loaded = await ReadAsync();
        var first = new SchemaDraft(loaded);
        var second = new SchemaDraft(loaded);
        first.Change(loaded.Tools[0] with { Title = "First" });
        second.Change(loaded.Tools[0] with { Title = "Second" });
        await SaveAsync(first);

        var refusal = await Assert.ThrowsAsync<DomainRuleException>(() => SaveAsync(second));

        Assert.Equal("schema.moved", refusal.Code);
        Assert.Equal("First", (await _service.GetSchemaAsync(_project.Id, Stop))!.Tools[0].Title);
    }

    [Fact]
    public async Task Change_NoTitle_IsRefused()
    {
        var draft = new SchemaDraft(await ReadAsync());
        draft.AddTool();

        var refusal = await Assert.ThrowsAsync<DomainRuleException>(() => SaveAsync(draft));

        Assert.Equal("Give the class a title.", refusal.Message);
    }

    private static string Written(CategorySchema schema) =>
        Encoding.UTF8.GetString(PlainJson.Write(writer => CategorySchemaJson.Write(writer, schema)));

    private async Task<CategorySchema> ReadAsync()
    {
        await _database.AddAsync(_project);

        return (await _service.GetSchemaAsync(_project.Id, Stop))!;
    }

    private Task SaveAsync(SchemaDraft draft) =>
        _service.ChangeSchemaAsync(_project.Id, new(draft.Loaded, draft.Ready()), "ada@bakery.example", Stop);
}
