using System.Text.Json.Nodes;
using WebhookStudio.Tests.TestKit;

namespace WebhookStudio.Tests.Features.Api;

/// <summary>Versions of the workflow, and tasks of removed stages, in the API.</summary>
[Collection(ApiTests.Name)]
public sealed class VersionEndpointTests(ApiFixture fixture)
{
    private const string Url = "http://127.0.0.1:9/hook";

    private readonly ApiClient _api = fixture.Api;

    [Fact]
    public async Task Versions_AfterASave_AreListedAndHaveTheirStages()
    {
        var (project, stage) = await _api.CreateWebhookProjectAsync(Url, new { secret = "your_secret_key" });

        var list = (await _api.GetAsync($"/v2/project/{project}/workflowVersions")).Data;
        var answer = await _api.GetAsync($"/v2/project/{project}/workflowVersions/2");

        Assert.Equal(2, list.GetProperty("total").GetInt32());
        Assert.Equal(
            [(2, true), (1, false)],
            list.GetProperty("versions").EnumerateArray().Select(v => (v.GetProperty("version").GetInt32(), v.GetProperty("live").GetBoolean())));
        Assert.Equal(StudioApp.OwnerEmail, list.GetProperty("versions")[0].GetProperty("savedBy").GetString());
        Assert.Contains($"\"id\":\"{stage}\"", answer.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("\"secret\":", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Versions_StagesSentBack_RestoreWithTheSecretOfNow()
    {
        var (project, stage) = await _api.CreateWebhookProjectAsync(Url, new { secret = "your_secret_key" });
        await _api.PostAsync($"/v2/project/{project}", new { stages = ApiClient.Stages(new { id = stage, type = "Webhook", name = "Renamed", next = ApiClient.ToComplete }) });
        var old = (await _api.GetAsync($"/v2/project/{project}/workflowVersions/2")).Data.GetProperty("version").GetProperty("stages");

        var answer = await _api.PostAsync($"/v2/project/{project}", new { stages = JsonNode.Parse(old.GetRawText()) });

        Assert.Equal(200, answer.Status);
        Assert.Contains("\"name\":\"Webhook\"", answer.Text, StringComparison.Ordinal);
        Assert.Contains("\"hasSecret\":true", answer.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("9")]
    [InlineData("first")]
    public async Task Version_Unknown_IsRefused(string version) => (await _api.GetAsync(
        $"/v2/project/{await _api.CreateProjectAsync()}/workflowVersions/{version}")).AssertRefused(400, $"Invalid version: {version}");

    [Fact]
    public async Task MoveTasks_RemovedStageWithTasks_GoWhereTheyAreSent()
    {
        var project = await _api.CreateProjectAsync();
        await _api.AddAsync(project, "a.png", "b.png");
        object[] without =
        [
            new { id = "Start", type = "Start", next = new[] { "Draw" } },
            new { id = "Draw", type = "Label", name = "Draw", next = ApiClient.ToComplete },
            new { id = "Complete", type = "Complete" },
        ];

        (await _api.PostAsync($"/v2/project/{project}", new { stages = without }))
            .AssertRefused(409, "2 tasks are in Label", "\"moveTasks\": {\"Label\": \"<stage id>\"}");
        var answer = await _api.PostAsync(
            $"/v2/project/{project}", new { stages = without, moveTasks = new { Label = "Draw" } });

        Assert.Equal(200, answer.Status);
        Assert.All(await _api.TasksAsync(project), task => Assert.Equal("Draw", task.GetProperty("stage").GetString()));
    }

    [Theory]
    [InlineData("""{"moveTasks": {"Label": "Complete"}}""", "goes with stages")]
    [InlineData("""{"stages": %, "moveTasks": {"Label": "nowhere"}}""", "the new workflow has no such stage")]
    [InlineData("""{"stages": %, "moveTasks": {"gone": "Label"}}""", "the live workflow has no stage 'gone'")]
    [InlineData("""{"stages": %, "moveTasks": {"Label": "no stage"}}""", "is not a stage id")]
    [InlineData("""{"stages": %, "moveTasks": ["Label"]}""", "must be a JSON object")]
    public async Task MoveTasks_Nonsense_IsRefusedAndNothingHasChanged(string body, string words)
    {
        var project = await _api.CreateProjectAsync();
        const string stages = """[{"id":"Start","type":"Start","next":["Label"]},{"id":"Label","type":"Label","name":"Draw","next":["Complete"]},{"id":"Complete","type":"Complete"}]""";

        var answer = await _api.PostTextAsync($"/v2/project/{project}", body.Replace("%", stages, StringComparison.Ordinal));

        answer.AssertRefused(400, words);
        Assert.Contains("\"workflowVersion\":1", (await _api.GetAsync($"/v2/project/{project}")).Text, StringComparison.Ordinal);
    }
}
