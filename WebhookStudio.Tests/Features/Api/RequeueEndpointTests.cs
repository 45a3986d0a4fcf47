namespace WebhookStudio.Tests.Features.Api;

[Collection(ApiTests.Name)]
public sealed class RequeueEndpointTests(ApiFixture fixture)
{
    private static readonly string[] OnlyA = ["a.png"];

    private readonly ApiClient _api = fixture.Api;

    [Fact]
    public async Task Tasks_WithoutFilter_AllMove()
    {
        var project = await GivenTasksAsync();

        var answer = await _api.PostTextAsync($"/v2/project/{project}/requeueTasks", """{"toStageId":"Start","filters":{},"options":{}}""");

        Assert.Equal("""{"modified":3,"toStageId":"Start"}""", answer.Data.GetProperty("modifiedCount").GetRawText());
        Assert.Equal(3, (await _api.TasksAsync(project, "stage=Start")).Count);
    }

    [Fact]
    public async Task Tasks_Filtered_AllConditionsHold()
    {
        var project = await GivenTasksAsync();
        var first = (await _api.TasksAsync(project, """filter={"externalId":"a.png"}""")).Single();
        var filters = new
        {
            taskIds = new[] { first.GetProperty("_id").GetString() },
            assetIds = new[] { first.GetProperty("asset").GetString() },
            externalIds = OnlyA,
            fromStageIds = new[] { "Label" },
        };

        var answer = await _api.PostAsync($"/v2/project/{project}/requeueTasks", new { toStageId = "Complete", filters });

        Assert.Equal(1, answer.Data.GetProperty("modifiedCount").GetProperty("modified").GetInt32());
        Assert.Equal("a.png", (await _api.TasksAsync(project, "stage=Complete")).Single().GetProperty("externalId").GetString());
    }

    [Theory]
    [InlineData("""{"removeStageHistory":true}""", 0)]
    [InlineData("""{"resetAnswer":true,"unassign":false}""", 1)]
    public async Task Options_OfBothNames_AreHonoured(string options, int history)
    {
        var project = await GivenTasksAsync();

        await _api.PostTextAsync($"/v2/project/{project}/requeueTasks", $$"""{"toStageId":"Label","options":{{options}}}""");

        Assert.All(await _api.TasksAsync(project), task => Assert.Equal(history, task.GetProperty("stageHistory").GetArrayLength()));
    }

    [Fact]
    public async Task Complete_ThatPreventsRequeue_KeepsItsTasks()
    {
        var project = await _api.CreateProjectAsync();
        await _api.PostTextAsync($"/v2/project/{project}",
            """
            {"stages":[{"id":"Start","type":"Start","name":"Start","next":["Label"]},{"id":"Label","type":"Label","name":"Label","next":["Complete"]},
            {"id":"Complete","type":"Complete","name":"Complete","preventRequeue":true}]}
            """);
        await _api.AddAsync(project, "a.png", "b.png");
        await _api.PostAsync($"/v2/project/{project}/requeueTasks", new { toStageId = "Complete", filters = new { externalIds = OnlyA } });

        var answer = await _api.PostAsync($"/v2/project/{project}/requeueTasks", new { toStageId = "Label" });

        Assert.Equal(1, answer.Data.GetProperty("modifiedCount").GetProperty("modified").GetInt32());
        Assert.Single(await _api.TasksAsync(project, "stage=Complete"));
    }

    [Theory]
    [InlineData("""{}""", "toStageId is missing")]
    [InlineData("""{"toStageId":"Nowhere"}""", "no stage 'Nowhere'")]
    [InlineData("""{"toStageId":"Label","filters":{"taskIDs":["67a3be4088cb6f0f7976327b"]}}""", "filters: 'taskIDs' is not known here")]
    [InlineData("""{"toStageId":"Label","filters":{"taskIds":[]}}""", "taskIds is an empty list")]
    [InlineData("""{"toStageId":"Label","filters":{"taskIds":["x"]}}""", "Invalid task: x.")]
    [InlineData("""{"toStageId":"Label","filters":{"batches":["none"]}}""", "Invalid batch: none")]
    [InlineData("""{"toStageId":"Label","options":{"removeAnnotations":1}}""", "removeAnnotations must be true or false")]
    public async Task Request_Wrong_MovesNothing(string body, string words)
    {
        var project = await GivenTasksAsync();

        (await _api.PostTextAsync($"/v2/project/{project}/requeueTasks", body)).AssertRefused(400, words);

        Assert.Equal(3, (await _api.TasksAsync(project, "stage=Label")).Count);
    }

    private async Task<string> GivenTasksAsync()
    {
        var project = await _api.CreateProjectAsync();
        await _api.AddAsync(project, "a.png", "b.png", "c.png");

        return project;
    }
}
