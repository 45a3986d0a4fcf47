using System.Text.Json;
using WebhookStudio.Tests.TestKit;

namespace WebhookStudio.Tests.Features.Api;

[Collection(ApiTests.Name)]
public sealed class TaskEndpointTests(ApiFixture fixture)
{
    private const string Schema =
        """
        {"categorySchema":{"tools":[{"title":"Croissànt","tool":"bounding-box","schemaId":"d3fb304c505050a0631e201"}],
        "classifications":[{"title":"Bake level","tool":"radio","schemaId":"aaaaaaaaaaaaaaaaaaaaaa1",
        "options":[{"value":"pale","schemaId":"bbbbbbbbbbbbbbbbbbbbbb1"},{"value":"dark","schemaId":"bbbbbbbbbbbbbbbbbbbbbb2"}]}],"relations":[]}}
        """;

    private const string Answer =
        """
        {"answer":{"objects":[{"schemaId":"d3fb304c505050a0631e201","bounding-box":{"x":1.5,"y":2,"height":3,"width":4}}],
        "classifications":[{"schemaId":"aaaaaaaaaaaaaaaaaaaaaa1","answer":"dark"}],"relations":[]},
        "brushDataUrl":null,"medicalBrushDataUrl":null,"duration":3549}
        """;

    private readonly ApiClient _api = fixture.Api;

    [Fact]
    public async Task Tasks_Listed_ComeInPages()
    {
        var project = await _api.CreateProjectAsync();
        await _api.AddAsync(project, [.. Enumerable.Range(0, 12).Select(i => $"{i:00}.png")]);

        var first = (await _api.GetAsync($"/v2/project/{project}/tasks?sort=externalId")).Data;
        var second = (await _api.GetAsync($"/v2/project/{project}/tasks?page=2&limit=10&sort=externalId&includeAnswer=false")).Data;

        Assert.Equal(12, first.GetProperty("total").GetInt32());
        Assert.Equal(10, first.GetProperty("tasks").GetArrayLength());
        Assert.Equal(["10.png", "11.png"], second.GetProperty("tasks").EnumerateArray().Select(t => t.GetProperty("externalId").GetString()));
        Assert.False(second.GetProperty("tasks")[0].TryGetProperty("answer", out _));
    }

    [Theory]
    [InlineData("stage=Label", "a.png b.png c.txt")]
    [InlineData("stage=Complete", "")]
    [InlineData("status[eq]=TODO", "a.png b.png c.txt")]
    [InlineData("status[eq]=Completed", "")]
    [InlineData("""filter={"stage":"Label"}""", "a.png b.png c.txt")]
    [InlineData("""filter={"stage":{"$in":["Start","Complete"]}}""", "")]
    [InlineData("""filter={"stage":{"$nin":["Start","Complete"]}}""", "a.png b.png c.txt")]
    [InlineData("""filter={"externalId":"a.png"}""", "a.png")]
    [InlineData("""filter={"externalId":{"$eq":"a.png"}}""", "a.png")]
    [InlineData("""filter={"externalId":{"$ne":"a.png"}}""", "b.png c.txt")]
    [InlineData("""filter={"externalId":{"$in":["a.png","c.txt"]}}""", "a.png c.txt")]
    [InlineData("""filter={"externalId":{"$nin":["a.png","c.txt"]}}""", "b.png")]
    [InlineData("""filter={"externalId":{"$regex":"png$"}}""", "a.png b.png")]
    [InlineData("""filter={"externalId":{"$regex":"^b"}}""", "b.png")]
    [InlineData("""filter={"externalId":{"$regex":"^.*\\.t.*$"}}""", "c.txt")]
    [InlineData("""filter={"externalId":{"$regex":"^b\\.png$"}}""", "b.png")]
    [InlineData("""filter={"assignee":{"$exists":false}}""", "a.png b.png c.txt")]
    [InlineData("""filter={"assignee":{"$exists":true}}""", "")]
    [InlineData("""filter={"assignee":null}""", "a.png b.png c.txt")]
    [InlineData("""filter={"updatedBy":"ada@bakery.example","createdAt":{"$gt":"2020-01-01T00:00:00.000Z"}}""", "a.png b.png c.txt")]
    [InlineData("""filter={"createdAt":{"$lt":"2020-01-01T00:00:00.000Z"}}""", "")]
    [InlineData("""filter={"totalDuration":{"$gte":0,"$lt":1}}""", "a.png b.png c.txt")]
    [InlineData("""filter={"duration":{"$gt":0}}""", "")]
    [InlineData("""filters={"externalId":"a.png"}""", "a.png")]
    public async Task Filter_OfEachKind_FindsItsTasks(string query, string expected)
    {
        var project = await _api.CreateProjectAsync();
        await _api.AddAsync(project, "a.png", "b.png", "c.txt");

        var found = await _api.TasksAsync(project, $"sort=externalId&{query.Replace("\\", "%5C", StringComparison.Ordinal)}");

        Assert.Equal(expected, string.Join(' ', found.Select(t => t.GetProperty("externalId").GetString())));
    }

    [Theory]
    [InlineData("stage=Nowhere", "no stage 'Nowhere'")]
    [InlineData("stage=a%20b", "Invalid stage")]
    [InlineData("batches=[\"none\"]", "Invalid batch: none")]
    [InlineData("batches=[1]", "batches must be a JSON list of texts")]
    [InlineData("batches=[\"a", "batches is not JSON")]
    [InlineData("filter={oops", "filter is not JSON (line 1, position 2)")]
    [InlineData("filter=[1]", "filter must be a JSON object")]
    [InlineData("""filter={"priority":1}""", "the field 'priority' is not supported")]
    [InlineData("""filter={"externalId":{"$gt":"a"}}""", "externalId $gt is not supported")]
    [InlineData("""filter={"externalId":{"$regex":"(a+)+b"}}""", "understands plain text")]
    [InlineData("""filter={"externalId":5}""", "externalId $eq takes texts")]
    [InlineData("""filter={"duration":{"$gt":"5"}}""", "takes a whole number of milliseconds")]
    [InlineData("""filter={"createdAt":{"$gt":"yesterday"}}""", "takes an instant")]
    [InlineData("""filter={"stage":{}}""", "stage has no operator")]
    [InlineData("""filter={"stage":{"$in":"Label"}}""", "takes a list")]
    [InlineData("sort=color", "the field 'color' is not supported")]
    [InlineData("status[eq]=Done", "status 'Done' is not known")]
    [InlineData("includeAnswer=maybe", "includeAnswer must be true or false")]
    public async Task Query_NotSupported_IsRefused(string query, string words)
    {
        var project = await _api.CreateProjectAsync();

        (await _api.GetAsync($"/v2/project/{project}/tasks?{query}")).AssertRefused(400, words);
    }

    [Fact]
    public async Task Fields_Named_AreTheOnlyOnes()
    {
        var project = await _api.CreateProjectAsync();
        await _api.AddAsync(project, "a.png");

        var task = (await _api.TasksAsync(project, "fields=externalId,stage")).Single();

        Assert.Equal(["_id", "externalId", "stage"], task.EnumerateObject().Select(f => f.Name));
    }

    [Fact]
    public async Task Answer_Saved_StaysInTheStageInStoredForm()
    {
        var (project, task) = await GivenTaskAsync();

        var answer = await _api.PostTextAsync($"/v2/annotate/{task}?nextStage=false&isPlugin=false", Answer);

        Assert.Equal(200, answer.Status);
        Assert.Equal(task, answer.Data.GetProperty("label").GetProperty("_id").GetString());
        var read = (await _api.GetAsync($"/v2/task/{task}?includeAnswer=False")).Data.GetProperty("task");
        var tool = read.GetProperty("answer").GetProperty("tools")[0];
        Assert.Equal(project, read.GetProperty("project").GetString());
        Assert.Equal("Label", read.GetProperty("stage").GetString());
        Assert.Equal(3549, read.GetProperty("duration").GetInt32());
        Assert.Equal("""{"x":1.5,"y":2,"height":3,"width":4}""", tool.GetProperty("bounding-box").GetRawText());
        Assert.Equal("Croissànt", tool.GetProperty("title").GetString());
        Assert.Equal("Label", tool.GetProperty("metadata").GetProperty("createdIn").GetString());
        Assert.Equal(StudioApp.OwnerEmail, tool.GetProperty("metadata").GetProperty("createdBy").GetString());
        Assert.Equal(
            "bbbbbbbbbbbbbbbbbbbbbb2", read.GetProperty("answer").GetProperty("classifications")[0].GetProperty("answer").GetString());
        Assert.Equal(JsonValueKind.Null, read.GetProperty("brushDataUrl").ValueKind);
    }

    [Fact]
    public async Task Answer_Submitted_GoesToTheNextStageWithItsHistory()
    {
        var (_, task) = await GivenTaskAsync();

        var answer = await _api.PostTextAsync($"/v2/annotate/{task}?nextStage=true", Answer);

        var label = answer.Data.GetProperty("label");
        Assert.Equal("Complete", label.GetProperty("stage").GetString());
        Assert.Equal("Completed", label.GetProperty("status").GetString());
        Assert.Equal(0, label.GetProperty("duration").GetInt32());
        Assert.Equal(3549, label.GetProperty("totalDuration").GetInt32());
        var history = label.GetProperty("stageHistory");
        Assert.Equal(
            ["stageId", "duration", "idleDuration", "blurDuration", "completedAt", "isSkipped", "_id"],
            history[0].EnumerateObject().Select(f => f.Name));
        Assert.Equal(
            ["stageId", "duration", "idleDuration", "blurDuration", "completedAt", "taskHistory", "completedBy", "submittedBy", "isSkipped", "_id"],
            history[1].EnumerateObject().Select(f => f.Name));
        Assert.Equal(StudioApp.OwnerEmail, history[1].GetProperty("completedBy").GetString());
    }

    [Fact]
    public async Task Answer_SubmittedTwice_IsAConflict()
    {
        var (_, task) = await GivenTaskAsync();
        await _api.PostTextAsync($"/v2/annotate/{task}?nextStage=True", Answer);

        (await _api.PostTextAsync($"/v2/annotate/{task}?nextStage=True", Answer)).AssertRefused(409, "only a task in a Label stage");
    }

    [Theory]
    [InlineData("""{"answer":{"objects":[{"schemaId":"nope","bounding-box":{"x":1,"y":2,"height":3,"width":4}}]}}""", "objects[0]")]
    [InlineData("""{"answer":[]}""", "answer")]
    [InlineData("""{"answer":{},"duration":-1}""", "duration must be a number of milliseconds")]
    [InlineData("""{"answer":{},"duration":"3"}""", "duration must be a number")]
    [InlineData("""{"answer":{},"durations":3}""", "'durations' is not known here")]
    public async Task Answer_Wrong_IsRefused(string body, string words)
    {
        var (_, task) = await GivenTaskAsync();

        (await _api.PostTextAsync($"/v2/annotate/{task}?nextStage=true", body)).AssertRefused(400, words);

        Assert.Contains("\"stage\":\"Label\"", (await _api.GetAsync($"/v2/task/{task}")).Text, StringComparison.Ordinal);
    }

    private async Task<(string Project, string Task)> GivenTaskAsync()
    {
        var project = await _api.CreateProjectAsync();
        Assert.Equal(200, (await _api.PostTextAsync($"/v2/project/{project}", Schema)).Status);
        await _api.AddAsync(project, "task5.png");

        return (project, (await _api.TasksAsync(project)).Single().GetProperty("_id").GetString()!);
    }
}
