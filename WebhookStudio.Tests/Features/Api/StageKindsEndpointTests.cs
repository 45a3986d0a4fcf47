using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using WebhookStudio.Data.Accounts;
using WebhookStudio.Features.Access;

namespace WebhookStudio.Tests.Features.Api;

/// <summary>Review, Hold and Logic stages in the API, in the shapes of the dialect.</summary>
[Collection(ApiTests.Name)]
public sealed class StageKindsEndpointTests(ApiFixture fixture)
{
    private const string Start = """{"id":"Start","type":"Start","name":"Start","position":{"x":0,"y":0},"next":["Label"],"autoForward":true}""";
    private const string Label = """{"id":"Label","type":"Label","name":"Label","position":{"x":300,"y":0},"next":["r"],"assignedTo":[]}""";
    private const string Review = """{"id":"r","type":"Review","name":"Review","position":{"x":600,"y":0},"next":["h","Label"],"assignedTo":[],"readOnly":true}""";
    private const string Hold = """{"id":"h","type":"Hold","name":"Hold","position":{"x":900,"y":0},"next":["l"]}""";
    private const string Logic = """{"id":"l","type":"Logic","name":"Logic","position":{"x":1200,"y":0},"next":["Complete","Label","Complete","Complete"],"logic":{"conditions":[{"type":"Annotator","value":["user@x.net"],"index":0},{"type":"RandomSample","value":0.1,"index":1},{"type":"Duration","value":[0,60000],"index":2}]}}""";
    private const string Complete = """{"id":"Complete","type":"Complete","name":"Complete","position":{"x":1500,"y":0},"next":[],"preventRequeue":false}""";

    private readonly ApiClient _api = fixture.Api;

    [Fact]
    public async Task Stages_OfEveryKind_AreReadBackAsTheyWereWritten()
    {
        var project = await GivenAsync();

        Assert.Equal($"[{Start},{Label},{Review},{Hold},{Logic},{Complete}]", await StagesAsync(project));
    }

    [Fact]
    public async Task LogicConditions_ByClassAndBatch_KeepTheShapeOfTheDialect()
    {
        var project = await GivenAsync();
        await _api.PostAsync($"/v2/project/{project}", new { categorySchema = JsonNode.Parse("""
            {"tools":[{"title":"Croissant","tool":"bounding-box","schemaId":"c1"}],"classifications":[{"title":"Bake","tool":"text","schemaId":"q1"}],"relations":[]}
            """) });
        await _api.PostAsync($"/v2/batches/{project}", new { batches = new[] { new { name = "Monday" } } });
        var batch = JsonNode.Parse((await _api.GetAsync($"/v2/project/{project}")).Text)!["data"]!["project"]!["batches"]![0]!["_id"]!;
        const string types = """{"type":"AnnotationType","value":{"tools":[{"schemaId":"c1","filter":["exists"]},{"schemaId":"q1","filter":["notExists"]}]},"index":0}""";
        var byBatch = $$"""{"type":"Batch","value":["{{batch}}"],"index":1}""";

        var answer = await SaveAsync(project, Logic.Replace(
            Logic[Logic.IndexOf("\"next\"", StringComparison.Ordinal)..],
            "\"next\":[\"Complete\",\"Label\",\"Complete\"],\"logic\":{\"conditions\":[" + types + "," + byBatch + "]}}",
            StringComparison.Ordinal));

        Assert.Equal(200, answer.Status);
        Assert.Contains($"\"logic\":{{\"conditions\":[{types},{byBatch}]}}", await StagesAsync(project), StringComparison.Ordinal);
    }

    [Fact]
    public async Task LogicConditions_OutOfOrder_AreReadByTheirIndex()
    {
        var project = await GivenAsync();

        await SaveAsync(project, Logic
            .Replace("\"index\":0", "\"index\":9", StringComparison.Ordinal));

        Assert.Contains(
            "\"conditions\":[{\"type\":\"RandomSample\",\"value\":0.1,\"index\":0},{\"type\":\"Duration\"",
            await StagesAsync(project),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"type\":\"Logic\"", "\"type\":\"Consensus\"", "stages[4] 'Logic': Consensus stages are not supported in this version; use Start, Label, Review, Hold, Logic, Webhook and Complete.")]
    [InlineData("\"type\":\"Logic\"", "\"type\":\"Plugin\"", "Plugin stages are not supported in this version")]
    [InlineData("\"type\":\"Logic\"", "\"type\":\"Loop\"", "'Loop' is not a type of stage. The types are Start, Label, Review")]
    [InlineData("\"RandomSample\"", "\"Weather\"", "'Weather' is not a type of rule. The types are AnnotationType, Annotator, RandomSample, Duration, Batch.")]
    [InlineData("0.1", "1.5", "Logic: rule 2: the share is a number from 0 to 1")]
    [InlineData("0.1", "\"much\"", "value must be a number")]
    [InlineData("[0,60000]", "[60000,0]", "Logic: rule 3: the time ends before it begins")]
    [InlineData("[0,60000]", "[0]", "value must be [from, to] in whole milliseconds")]
    [InlineData("[\"user@x.net\"]", "[]", "Logic: rule 1: enter the email address of an annotator.")]
    [InlineData("{\"type\":\"Annotator\",\"value\":[\"user@x.net\"]", "{\"type\":\"Batch\",\"value\":[\"b9\"]", "Logic: rule 1: the project has no batch 'b9'. Choose another.")]
    [InlineData("{\"type\":\"Annotator\",\"value\":[\"user@x.net\"]", "{\"type\":\"AnnotationType\",\"value\":{\"tools\":[{\"schemaId\":\"c9\"}]}", "the schema has no class or question 'c9'. Choose another.")]
    [InlineData("\"next\":[\"Complete\",\"Label\",\"Complete\",\"Complete\"]", "\"next\":[\"Complete\",\"Label\",\"Complete\"]", "Connect the output Else of Logic: tasks that fit no rule leave by it.")]
    [InlineData("\"logic\":{", "\"logic\":{\"rules\":[],", "'rules' is not known here.")]
    public async Task LogicStage_Wrong_IsRefusedWithTheReason(string part, string wrong, string words)
    {
        var project = await GivenAsync();

        var answer = await SaveAsync(project, Logic.Replace(part, wrong, StringComparison.Ordinal));

        answer.AssertRefused(400);
        Assert.Contains(words, answer.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Task_ReviewedAndForwarded_GoesThroughTheApi()
    {
        var project = await GivenAsync();
        await _api.AddAsync(project, "a.png");
        var task = (await _api.TasksAsync(project)).Single().GetProperty("_id").GetString()!;
        await _api.PostAsync($"/v2/annotate/{task}?nextStage=true", new { answer = new { } });

        var rejected = await _api.PostAsync($"/v2/review/{task}", new { reviewStatus = "Rejected" });
        Assert.Equal(("Label", "Rejected"), Place(rejected));
        await _api.PostAsync($"/v2/annotate/{task}?nextStage=true", new { answer = new { } });
        var accepted = await _api.PostAsync($"/v2/review/{task}", new { reviewStatus = "Accepted" });
        Assert.Equal(("h", "Accepted"), Place(accepted));
        var forwarded = await _api.PostAsync($"/v2/project/{project}/forwardTasks", new { stageId = "h", tasks = new[] { task } });

        Assert.Equal(1, forwarded.Data.GetProperty("modifiedCount").GetProperty("modified").GetInt32());
        var history = (await _api.GetAsync($"/v2/task/{task}")).Data.GetProperty("task").GetProperty("stageHistory").EnumerateArray().ToList();
        Assert.Equal(["Start", "Label", "r", "Label", "r", "h", "l"], history.Select(entry => entry.GetProperty("stageId").GetString()));
        Assert.Equal("Rejected", history[2].GetProperty("reviewStatus").GetString());
        Assert.Equal(JsonValueKind.Undefined, history[1].TryGetProperty("reviewStatus", out var none) ? none.ValueKind : default);
    }

    [Fact]
    public async Task Review_WrongPlaceOrWord_IsRefused()
    {
        var project = await GivenAsync();
        await _api.AddAsync(project, "a.png");
        var task = (await _api.TasksAsync(project)).Single().GetProperty("_id").GetString()!;

        (await _api.PostAsync($"/v2/review/{task}", new { reviewStatus = "Accepted" }))
            .AssertRefused(409, "a.png is in Label; only a task in a Review stage can be accepted or rejected. Requeue it first.");
        (await _api.PostAsync($"/v2/review/{task}", new { reviewStatus = "Fine" })).AssertRefused(400, "use Accepted or Rejected");
        (await _api.PostAsync($"/v2/project/{project}/forwardTasks", new { stageId = "Label" }))
            .AssertRefused(400, "Label is a Label stage.");
    }

    [Fact]
    public async Task Labeler_Reviews_ButDoesNotForward()
    {
        var project = await GivenAsync();
        await _api.AddAsync(project, "a.png");
        var task = (await _api.TasksAsync(project)).Single().GetProperty("_id").GetString()!;
        await _api.PostAsync($"/v2/annotate/{task}?nextStage=true", new { answer = new { } });
        using var http = await LabelerAsync();
        var labeler = new ApiClient(http);

        Assert.Equal(200, (await labeler.PostAsync($"/v2/review/{task}", new { reviewStatus = "Accepted" })).Status);
        (await labeler.PostAsync($"/v2/project/{project}/forwardTasks", new { stageId = "h" })).AssertRefused(403);
    }

    [Fact]
    public async Task Review_AssignedToOthers_IsClosedToALabeler()
    {
        var project = await GivenAsync();
        await SaveAsync(project, Logic, Review.Replace("\"assignedTo\":[]", "\"assignedTo\":[\"somebody@x.net\"]", StringComparison.Ordinal));
        await _api.AddAsync(project, "a.png");
        var task = (await _api.TasksAsync(project)).Single().GetProperty("_id").GetString()!;
        await _api.PostAsync($"/v2/annotate/{task}?nextStage=true", new { answer = new { } });
        using var http = await LabelerAsync();

        (await new ApiClient(http).PostAsync($"/v2/review/{task}", new { reviewStatus = "Accepted" }))
            .AssertRefused(403, "Review is assigned to other people.");
    }

    private static (string?, string?) Place(ApiAnswer answer)
    {
        var task = answer.Data.GetProperty("task");

        return (task.GetProperty("stage").GetString(), task.GetProperty("reviewStatus").GetString());
    }

    private async Task<string> GivenAsync()
    {
        var project = await _api.CreateProjectAsync();
        var answer = await SaveAsync(project, Logic);
        Assert.Equal(200, answer.Status);

        return project;
    }

    private Task<ApiAnswer> SaveAsync(string project, string logic, string review = Review) => _api.PostTextAsync(
        $"/v2/project/{project}", $"{{\"stages\":[{Start},{Label},{review},{Hold},{logic},{Complete}]}}");

    private async Task<string> StagesAsync(string project) =>
        (await _api.GetAsync($"/v2/project/{project}")).Data.GetProperty("project").GetProperty("stages").GetRawText();

    private async Task<HttpClient> LabelerAsync()
    {
        await using var scope = fixture.App.Services.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<StudioUser>>();
        var email = $"reviewer-{Guid.NewGuid():N}@bakery.example";
        var user = new StudioUser { UserName = email, Email = email };
        await users.CreateAsync(user, "baguette-baguette");
        await users.AddToRoleAsync(user, StudioRoles.Labeler);
        var http = new HttpClient { BaseAddress = _api.Http.BaseAddress };
        http.DefaultRequestHeaders.Add("apikey", await scope.ServiceProvider.GetRequiredService<IApiKeys>()
            .CreateAsync(user.Id, "test", TestContext.Current.CancellationToken));

        return http;
    }
}
