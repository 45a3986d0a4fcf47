using System.Text.Json;

namespace WebhookStudio.Tests.Features.Api;

[Collection(ApiTests.Name)]
public sealed class ProjectEndpointTests(ApiFixture fixture)
{
    private readonly ApiClient _api = fixture.Api;

    [Fact]
    public async Task Project_Created_HasTheShapeOfTheDialect()
    {
        var answer = await _api.PostAsync("/v2/project", new { name = " Pastry ", description = "Shapes", type = "ango" });

        Assert.Equal(201, answer.Status);
        Assert.Equal("success", answer.Body.GetProperty("status").GetString());
        var project = answer.Data.GetProperty("project");
        Assert.Matches("^[0-9a-f]{24}$", project.GetProperty("_id").GetString());
        Assert.Equal("Pastry", project.GetProperty("name").GetString());
        Assert.Equal("Shapes", project.GetProperty("description").GetString());
        Assert.Equal(2, project.GetProperty("queueVersion").GetInt32());
        Assert.Equal(0, project.GetProperty("assetCount").GetInt32());
        Assert.Equal(
            ["Start", "Label", "Complete"], project.GetProperty("stages").EnumerateArray().Select(s => s.GetProperty("id").GetString()));
        Assert.Equal("""{"tools":[],"classifications":[],"relations":[]}""", project.GetProperty("categorySchema").GetRawText());
    }

    [Theory]
    [InlineData(200, 201)]
    [InlineData(201, 400)]
    public async Task Name_Length_HasABound(int length, int status) =>
        Assert.Equal(status, (await _api.PostAsync("/v2/project", new { name = new string('x', length) })).Status);

    [Fact]
    public async Task Projects_Listed_ComeNewestFirstInPages()
    {
        var older = await _api.CreateProjectAsync("older");
        var newer = await _api.CreateProjectAsync("newer");

        var all = (await _api.GetAsync("/v2/listProjects?page=1&limit=1000")).Data;
        var ids = all.GetProperty("projects").EnumerateArray().Select(p => p.GetProperty("_id").GetString()!).ToList();
        var second = (await _api.GetAsync("/v2/listProjects?page=2&limit=1")).Data;

        Assert.True(ids.IndexOf(newer) < ids.IndexOf(older));
        Assert.True(all.GetProperty("total").GetInt32() >= 2);
        Assert.Single(second.GetProperty("projects").EnumerateArray());
    }

    [Fact]
    public async Task Update_OfOnePart_LeavesTheOthers()
    {
        var id = await _api.CreateProjectAsync("before");

        await _api.PostAsync($"/v2/project/{id}", new { description = "changed" });
        var project = (await _api.PostAsync($"/v2/project/{id}", new { name = "after" })).Data.GetProperty("project");

        Assert.Equal("after", project.GetProperty("name").GetString());
        Assert.Equal("changed", project.GetProperty("description").GetString());
        Assert.Equal(1, project.GetProperty("workflowVersion").GetInt32());
    }

    [Fact]
    public async Task Schema_Updated_ComesBackWithIdsFilledIn()
    {
        var id = await _api.CreateProjectAsync();
        var schema = JsonElement.Parse("""{"tools":[{"title":"Croissànt","tool":"bounding-box"}],"classifications":[],"relations":[]}""");

        var answer = await _api.PostAsync($"/v2/project/{id}", new { categorySchema = schema });

        var tool = answer.Data.GetProperty("project").GetProperty("categorySchema").GetProperty("tools")[0];
        Assert.Equal("Croissànt", tool.GetProperty("title").GetString());
        Assert.Matches("^[0-9a-f]{23}$", tool.GetProperty("schemaId").GetString());
    }

    [Fact]
    public async Task Update_WithOneWrongPart_StoresNothing()
    {
        var id = await _api.CreateProjectAsync("before");

        (await _api.PostAsync($"/v2/project/{id}", new
        {
            name = "after",
            categorySchema = new { tools = new[] { new { title = "x", tool = "no-such-tool" } } },
        })).AssertRefused(400, "tools[0].tool");
        (await _api.PostAsync($"/v2/project/{id}", new { name = "after", stages = Array.Empty<object>() })).AssertRefused(400, "Start");
        (await _api.PostAsync($"/v2/project/{id}", new { name = new string('x', 201), description = "after" })).AssertRefused(400, "name");

        var project = (await _api.GetAsync($"/v2/project/{id}")).Data.GetProperty("project");
        Assert.Equal("before", project.GetProperty("name").GetString());
        Assert.Equal("", project.GetProperty("description").GetString());
    }

    [Fact]
    public async Task Batches_Replaced_AreMadeRenamedAndDeleted()
    {
        var id = await _api.CreateProjectAsync();
        var made = Batches(await _api.PostAsync($"/v2/batches/{id}", new { batches = new[] { new { name = "a" }, new { name = "b" }, new { name = "c" } } }));

        var answer = await _api.PostAsync($"/v2/batches/{id}", new
        {
            batches = new object[] { new { _id = made["a"], name = "b" }, new { _id = made["b"], name = "a" }, new { name = "d" } },
        });

        var now = Batches(answer);
        Assert.Equal(["a", "b", "d"], now.Keys.Order());
        Assert.Equal(made["a"], now["b"]);
        Assert.Equal(made["b"], now["a"]);
    }

    [Theory]
    [InlineData("""{"batches":[{"name":"a"},{"name":"a"}]}""", "Two batches are named 'a'")]
    [InlineData("""{"batches":[{"name":""}]}""", "batches[0]: name is missing")]
    [InlineData("""{"batches":[{"_id":"67a3be4088cb6f0f7976327b","name":"a"}]}""", "Invalid batch")]
    [InlineData("""{"batches":["a"]}""", "batches[0] must be a JSON object")]
    [InlineData("""{}""", "batches is missing")]
    public async Task Batches_Wrong_AreRefused(string body, string words)
    {
        var id = await _api.CreateProjectAsync();

        (await _api.PostTextAsync($"/v2/batches/{id}", body)).AssertRefused(400, words);
    }

    private static Dictionary<string, string> Batches(ApiAnswer answer) =>
        answer.Data.GetProperty("project").GetProperty("batches").EnumerateArray()
            .ToDictionary(b => b.GetProperty("name").GetString()!, b => b.GetProperty("_id").GetString()!);
}
