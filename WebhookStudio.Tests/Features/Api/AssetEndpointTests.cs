using System.Text;
using System.Text.Json;
using WebhookStudio.Features.Assets;

namespace WebhookStudio.Tests.Features.Api;

[Collection(ApiTests.Name)]
public sealed class AssetEndpointTests(ApiFixture fixture)
{
    private readonly ApiClient _api = fixture.Api;

    [Fact]
    public async Task Assets_Added_HaveATaskEachInLabel()
    {
        var project = await _api.CreateProjectAsync();

        var answer = await _api.PostTextAsync($"/v2/project/{project}/cloud",
            """
            {"assets":[{"data":"https://pictures.example/a.png","externalId":"task5.png","metadata":{"width":1001,"height":1001}},
                       {"data":"https://pictures.example/folder/Le%20Croiss%C3%A0nt.png?x=1"}],"uploadLocal":null,"priority":0}
            """);

        Assert.Equal(
            """{"assetsCreated":2,"tasksCreated":2,"preLabelsCount":0,"validPreLabelsCount":0}""",
            answer.Data.GetProperty("assets").GetRawText());
        var tasks = await _api.TasksAsync(project, "sort=externalId");
        Assert.Equal(["Le Croissànt.png", "task5.png"], tasks.Select(t => t.GetProperty("externalId").GetString()));
        Assert.All(tasks, task => Assert.Equal("Label", task.GetProperty("stage").GetString()));
    }

    [Fact]
    public async Task Batches_OfTheAsset_WinOverThoseOfTheRequest()
    {
        var project = await _api.CreateProjectAsync();
        var made = (await _api.PostTextAsync($"/v2/batches/{project}", """{"batches":[{"name":"batch-1"}]}"""))
            .Data.GetProperty("project").GetProperty("batches")[0].GetProperty("_id").GetString()!;

        await _api.PostTextAsync($"/v2/project/{project}/cloud?batches=[\"{made}\"]",
            """{"assets":[{"data":"https://x.example/a.png"},{"data":"https://x.example/b.png","batches":["batch-2"]}]}""");

        Assert.Equal(["a.png"], await NamesAsync(project, "batches=[\"batch-1\"]"));
        Assert.Equal(["b.png"], await NamesAsync(project, "batches=batch-2"));
        Assert.Equal(["a.png"], await NamesAsync(project, $"batches={made}"));
    }

    [Theory]
    [InlineData("""[{"externalId":"a"}]""", "assets[0]: data is missing")]
    [InlineData("""[{"data":"https://x.example/a.png"},{"data":"ftp://x.example/a.png"}]""", "assets[1]: data 'ftp://x.example/a.png' is not an address")]
    [InlineData("""[{"data":"data:image/png;base64,AAAA"}]""", "is not an address")]
    [InlineData("""[{"data":"/etc/passwd"}]""", "is not a stored file of this project")]
    [InlineData("""[{"data":"/files/67a3be4088cb6f0f7976327b/9a02ef5e-1281-48a6-902e-c959c1e1b201.png"}]""", "is not a stored file of this project")]
    [InlineData("""[{"data":"https://x.example/a.png","metadata":[1]}]""", "assets[0]: metadata must be a JSON object")]
    [InlineData("""[{"data":"https://x.example/a.png","batches":"b"}]""", "assets[0]: batches must be a list")]
    [InlineData("""[{"data":"https://x.example/a.png","batches":["67a3be4088cb6f0f7976327b"]}]""", "Invalid batch")]
    [InlineData("""[{"data":"https://x.example/a.png","externalID":"a"}]""", "assets[0]: 'externalID' is not known here")]
    [InlineData("""[{"data":"https://x.example/a.png","priority":1001}]""", "priority must be a whole number from -1000 to 1000")]
    [InlineData("""[{"data":"https://x.example/a.png","storage":"s3"}]""", "storage is not supported")]
    [InlineData("""["https://x.example/a.png"]""", "assets[0] must be a JSON object")]
    [InlineData("[]", "assets has 0 entries")]
    [InlineData("null", "assets is missing")]
    public async Task Assets_OneWrong_NothingIsStored(string assets, string words)
    {
        var project = await _api.CreateProjectAsync();

        (await _api.PostTextAsync($"/v2/project/{project}/cloud", $$"""{"assets":{{assets}}}""")).AssertRefused(400, words);

        Assert.Empty(await _api.TasksAsync(project));
        Assert.Contains("\"assetCount\":0", (await _api.GetAsync($"/v2/project/{project}")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Assets_MoreThanTheBound_AreRefused()
    {
        var project = await _api.CreateProjectAsync();
        var assets = Enumerable.Range(0, 10_001).Select(i => new { data = $"https://x.example/{i}.png" });

        (await _api.PostAsync($"/v2/project/{project}/cloud", new { assets })).AssertRefused(400, "10001 entries; 1 to 10000");
    }

    [Fact]
    public async Task Assets_Many_AreAddedAndRequeued()
    {
        var project = await _api.CreateProjectAsync();
        var assets = Enumerable.Range(0, 2500).Select(i => new { data = $"https://x.example/{i}.png" });

        var added = await _api.PostAsync($"/v2/project/{project}/cloud?batches=[\"all\"]", new { assets });
        var moved = await _api.PostAsync($"/v2/project/{project}/requeueTasks", new { toStageId = "Start" });

        Assert.Equal(2500, added.Data.GetProperty("assets").GetProperty("assetsCreated").GetInt32());
        Assert.Equal(2500, moved.Data.GetProperty("modifiedCount").GetProperty("modified").GetInt32());
    }

    [Fact]
    public async Task StoredFile_OfTheProject_IsTakenAsPathOrUrl()
    {
        var project = await _api.CreateProjectAsync();
        var files = fixture.App.Get<IAssetFiles>();
        var path = await files.StoreAsync(
            new(project), "a.png", new MemoryStream(Encoding.UTF8.GetBytes("x")), TestContext.Current.CancellationToken);

        var answer = await _api.PostAsync(
            $"/v2/project/{project}/cloud", new { assets = new[] { new { data = path }, new { data = files.PublicUrl(path) } } });

        Assert.Equal(200, answer.Status);
        Assert.All(await _api.TasksAsync(project), task => Assert.Equal(path, task.GetProperty("data").GetString()));
    }

    private async Task<IEnumerable<string?>> NamesAsync(string project, string query) =>
        (await _api.TasksAsync(project, query)).Select((JsonElement task) => task.GetProperty("externalId").GetString());
}
