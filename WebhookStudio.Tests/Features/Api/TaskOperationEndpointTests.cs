using System.Net.Http.Json;
using WebhookStudio.Tests.TestKit;

namespace WebhookStudio.Tests.Features.Api;

[Collection(ApiTests.Name)]
public sealed class TaskOperationEndpointTests(ApiFixture fixture)
{
    private static readonly string[] OnlyA = ["a.png"];

    private readonly ApiClient _api = fixture.Api;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Operation_Move_RunsInTheBackgroundAndSaysWhatCameOfIt()
    {
        var project = await GivenTasksAsync();

        var started = await _api.PostAsync(
            $"/v2/project/{project}/taskOperations",
            new { action = "move", toStageId = "Complete", filters = new { externalIds = OnlyA } });
        var id = started.Data.GetProperty("operation").GetProperty("_id").GetString();
        var ended = await Eventually.GetAsync(
            async () => (await _api.GetAsync($"/v2/project/{project}/taskOperations/{id}")).Data.GetProperty("operation"),
            operation => operation.GetProperty("status").GetString() == "finished",
            Token);

        Assert.Equal("1 moved to Complete", ended.GetProperty("result").GetString());
        Assert.Equal("a.png", (await _api.TasksAsync(project, "stage=Complete")).Single().GetProperty("externalId").GetString());
        var all = (await _api.GetAsync($"/v2/project/{project}/taskOperations")).Data.GetProperty("operations");
        Assert.Equal(id, Assert.Single(all.EnumerateArray()).GetProperty("_id").GetString());
    }

    [Theory]
    [InlineData("""{"action":"burn"}""", "action 'burn' is not known")]
    [InlineData("""{"action":"delete"}""", "filters is missing")]
    [InlineData("""{"action":"move"}""", "toStageId is missing")]
    [InlineData("""{"action":"move","toStageId":"Nowhere","filters":{}}""", "Nowhere")]
    [InlineData("""{"action":"assign","user":"nobody@x.example","filters":{}}""", "nobody with the email address")]
    public async Task Operation_BadRequest_IsRefusedWithTheReason(string body, string reason)
    {
        var project = await GivenTasksAsync();

        var answer = await _api.PostTextAsync($"/v2/project/{project}/taskOperations", body);

        answer.AssertRefused(400, reason);
    }

    [Fact]
    public async Task Assign_TasksOfTheDialect_KeepsThemForTheUser()
    {
        var project = await GivenTasksAsync();
        var task = (await _api.TasksAsync(project))[0].GetProperty("_id").GetString();

        var answer = await _api.PostAsync("/v2/task/assign", new { project, tasks = new[] { task }, user = StudioApp.OwnerEmail, stage = "Label" });

        Assert.Equal("""{"modified":1}""", answer.Data.GetProperty("modifiedCount").GetRawText());
        Assert.Equal(StudioApp.OwnerEmail, (await _api.TasksAsync(project))
            .Single(each => each.GetProperty("_id").GetString() == task).GetProperty("assignee").GetString());
        Assert.Contains("nobody@x.example", (await _api.PostAsync(
            "/v2/task/assign", new { project, tasks = new[] { task }, user = "nobody@x.example" })).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task DeleteAssets_OfTheDialect_DeletesTheirTasks()
    {
        var project = await GivenTasksAsync();
        var asset = (await _api.TasksAsync(project))[0].GetProperty("asset").GetString();

        using var request = new HttpRequestMessage(HttpMethod.Delete, $"/v2/project/{project}/assets")
        {
            Content = JsonContent.Create(new { project, assets = new[] { asset } }),
        };
        var answer = await ApiAnswer.ReadAsync(await _api.Http.SendAsync(request, Token));

        Assert.Equal(1, answer.Data.GetProperty("deletedCount").GetInt32());
        Assert.DoesNotContain(await _api.TasksAsync(project), task => task.GetProperty("asset").GetString() == asset);
    }

    private async Task<string> GivenTasksAsync()
    {
        var project = await _api.CreateProjectAsync();
        await _api.AddAsync(project, "a.png", "b.png", "c.png");

        return project;
    }
}
