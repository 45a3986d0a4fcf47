using System.IO.Compression;
using System.Text;
using System.Text.Json;

namespace WebhookStudio.Tests.Features.Api;

[Collection(ApiTests.Name)]
public sealed class ExportEndpointTests(ApiFixture fixture)
{
    private readonly ApiClient _api = fixture.Api;

    [Fact]
    public async Task Export_OfCompletedTasks_IsAnArrayInAZip()
    {
        var project = await GivenTasksAsync(3, complete: 2);

        var documents = JsonElement.Parse(await FetchAsync($"project={project}")).EnumerateArray().ToList();

        Assert.Equal(["Le Croissànt 0.png", "Le Croissànt 1.png"], documents.Select(d => d.GetProperty("externalId").GetString()).Order());
        Assert.Equal("batch-1", documents[0].GetProperty("batches")[0].GetString());
        Assert.Equal("Complete", documents[0].GetProperty("task").GetProperty("stage").GetString());
        Assert.Equal(2, documents[0].GetProperty("task").GetProperty("stageHistory").GetArrayLength());
    }

    [Fact]
    public async Task Export_AsLines_HasOneAssetALine()
    {
        var project = await GivenTasksAsync(2, complete: 2);

        var text = await FetchAsync($"project={project}&format=ndjson&includeHistory=False&includeMetadata=false&doNotNotify=true");

        var lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonElement.Parse(line)).ToList();
        Assert.Equal(2, lines.Count);
        Assert.False(lines[0].GetProperty("task").TryGetProperty("stageHistory", out _));
        Assert.Contains("Le Croissànt", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("stage=[\"Label\"]", 1)]
    [InlineData("stage=[\"Label\",\"Complete\"]", 3)]
    [InlineData("stage=[]", 3)]
    [InlineData("stage=[\"Complete\"]&batches=[\"batch-1\"]&taskTypes=[\"default\"]&type=task&sendEmail=false", 2)]
    [InlineData("""createdAt={"$lt":"2020-01-01T00:00:00.000Z"}""", 0)]
    [InlineData("""updatedAt={"$gt":"2020-01-01T00:00:00.000Z","$lt":"2200-01-01T00:00:00.000Z"}""", 2)]
    public async Task Export_Filtered_HoldsWhatWasAskedFor(string query, int count)
    {
        var project = await GivenTasksAsync(3, complete: 2);

        Assert.Equal(count, JsonElement.Parse(await FetchAsync($"project={project}&{query}")).GetArrayLength());
    }

    [Fact]
    public async Task Export_OfManyPages_HasEveryTaskOnce()
    {
        var project = await GivenTasksAsync(401, complete: 0);

        var documents = JsonElement.Parse(await FetchAsync($"project={project}&stage=[]")).EnumerateArray();

        Assert.Equal(401, documents.Select(d => d.GetProperty("assetId").GetString()).Distinct().Count());
    }

    [Fact]
    public async Task Link_WithAnotherToken_Is404()
    {
        var project = await _api.CreateProjectAsync();
        var link = await LinkAsync($"project={project}");
        var wrong = link.Replace(link[^8..^4], "xxxx", StringComparison.Ordinal);
        using var nobody = new HttpClient();

        Assert.Equal(200, (int)(await nobody.GetAsync(link, TestContext.Current.CancellationToken)).StatusCode);
        Assert.Equal(404, (int)(await nobody.GetAsync(wrong, TestContext.Current.CancellationToken)).StatusCode);
    }

    [Theory]
    [InlineData("format=xml", "format 'xml' is not known")]
    [InlineData("type=issue", "type 'issue' is not supported")]
    [InlineData("stage=[\"Nowhere\"]", "Invalid stage: Nowhere")]
    [InlineData("batches=[\"none\"]", "Invalid batch: none")]
    [InlineData("sendEmail=true", "sendEmail is not supported")]
    [InlineData("taskTypes=[\"consensus\"]", "taskTypes")]
    [InlineData("includeHistory=maybe", "includeHistory must be true or false")]
    [InlineData("""createdAt={"$regex":"x"}""", "createdAt $regex")]
    public async Task Export_NotSupported_IsRefused(string query, string words)
    {
        var project = await _api.CreateProjectAsync();

        (await _api.GetAsync($"/v2/export?project={project}&{query}")).AssertRefused(400, words);
    }

    private async Task<string> GivenTasksAsync(int count, int complete)
    {
        var project = await _api.CreateProjectAsync();
        var names = Enumerable.Range(0, count).Select(i => $"Le Croissànt {i}.png").ToList();
        var assets = names.Select(name => new { data = "https://pictures.example/a.png", externalId = name });
        await _api.PostAsync($"/v2/project/{project}/cloud?batches=[\"batch-1\"]", new { assets });

        foreach (var task in await _api.TasksAsync(project, "sort=externalId"))
        {
            if (complete-- > 0)
            {
                await _api.PostTextAsync($"/v2/annotate/{task.GetProperty("_id").GetString()}?nextStage=true", """{"answer":{},"duration":7}""");
            }
        }

        return project;
    }

    private async Task<string> LinkAsync(string query) =>
        (await _api.GetAsync($"/v2/export?{query}")).Data.GetProperty("exportPath").GetString()!;

    /// <summary>Fetches an export as the dialect's SDK does: without a key, first entry of the zip.</summary>
    private async Task<string> FetchAsync(string query)
    {
        using var nobody = new HttpClient();
        var bytes = await nobody.GetByteArrayAsync(await LinkAsync(query), TestContext.Current.CancellationToken);
        await using var zip = new ZipArchive(new MemoryStream(bytes));
        using var reader = new StreamReader(await zip.Entries[0].OpenAsync(TestContext.Current.CancellationToken), Encoding.UTF8);

        return await reader.ReadToEndAsync(TestContext.Current.CancellationToken);
    }
}
