using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Domain.Workflows;
using WebhookStudio.Platform;

namespace WebhookStudio.Tests.Features.Api;

[Collection(ApiTests.Name)]
public sealed class StagesEndpointTests(ApiFixture fixture)
{
    private const string Url = "http://127.0.0.1:9/hook";

    private readonly ApiClient _api = fixture.Api;

    [Fact]
    public async Task Stages_WrittenAndReadBack_AreTheSame()
    {
        var (project, _) = await _api.CreateWebhookProjectAsync(
            Url, new { secret = "your_secret_key", headers = new Dictionary<string, string> { ["X-Team"] = "pastry" }, successCodes = "2xx" });
        var stages = await StagesAsync(project);

        var answer = await _api.PostAsync($"/v2/project/{project}", new { stages = JsonNode.Parse(stages) });

        Assert.Equal(200, answer.Status);
        Assert.Equal(stages, await StagesAsync(project));
        Assert.Equal(2, answer.Data.GetProperty("project").GetProperty("workflowVersion").GetInt32());
    }

    [Fact]
    public async Task WebhookStage_WithDefaults_ShowsEverySetting()
    {
        var (project, stage) = await _api.CreateWebhookProjectAsync(Url, new { secret = "your_secret_key" });

        var json = JsonNode.Parse(await StagesAsync(project))!.AsArray().Single(s => (string?)s!["id"] == stage)!.AsObject();
        json.Remove("position");

        Assert.Equal(
            $$"""
            {"id":"{{stage}}","type":"Webhook","name":"Webhook","next":["Complete"],"url":"{{Url}}","hasSecret":true,"enabled":true,"authType":"secret","hasToken":false,"headers":{},"successCodes":"200","automaticRetry":true,"timeoutMs":10000,"concurrency":32,"rateLimit":null,"ordering":"none","onExhausted":"keep","rotation":null}
            """.Trim(),
            json.ToJsonString());
    }

    [Fact]
    public async Task SendingRules_WrittenAndReadBack_AreTheSameAndKeptWhenLeftOut()
    {
        string[] both = ["Complete", "Complete"];
        var (project, stage) = await _api.CreateWebhookProjectAsync(
            Url, new { next = both, rateLimit = 2.5, ordering = "externalId", onExhausted = "fail" });

        var answer = await UpdateAsync(project, new { id = stage, type = "Webhook", name = "Renamed" });

        Assert.Contains("\"rateLimit\":2.5,\"ordering\":\"externalId\",\"onExhausted\":\"fail\"", answer.Text, StringComparison.Ordinal);
        Assert.Contains("\"next\":[\"Complete\",\"Complete\"]", answer.Text, StringComparison.Ordinal);
        var settings = await SettingsAsync(project, stage);
        Assert.Equal(
            (2.5, DeliveryOrdering.ExternalId, ExhaustedRule.Fail),
            (settings.RateLimit, settings.Ordering, settings.OnExhausted));
    }

    [Fact]
    public async Task OnExhausted_BackToKeepWithoutNext_LetsTheFailedConnectorGo()
    {
        string[] both = ["Complete", "Complete"];
        var (project, stage) = await _api.CreateWebhookProjectAsync(Url, new { next = both, rateLimit = 1, onExhausted = "fail" });

        var answer = await UpdateAsync(project, new { id = stage, type = "Webhook", onExhausted = "keep", rateLimit = (double?)null });

        Assert.Contains("\"next\":[\"Complete\"],\"url\"", answer.Text, StringComparison.Ordinal);
        Assert.Null((await SettingsAsync(project, stage)).RateLimit);
    }

    [Fact]
    public async Task Secret_LeftOut_IsKeptAndNeverShown()
    {
        var (project, stage) = await _api.CreateWebhookProjectAsync(
            Url, new { secret = "your_secret_key", token = "my-token", headers = new Dictionary<string, string> { ["X-Team"] = "pastry" } });

        var answer = await UpdateAsync(project, new { id = stage, type = "Webhook", name = "Renamed", next = ApiClient.ToComplete });

        var settings = await SettingsAsync(project, stage);
        Assert.Equal("your_secret_key", Open(settings.Secret));
        Assert.Equal("my-token", Open(settings.Token));
        Assert.Equal("pastry", Open(settings.Headers.Single().Value));
        Assert.Equal(Url, settings.Url);
        Assert.DoesNotContain("your_secret_key", answer.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("my-token", answer.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("\"pastry\"", answer.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(settings.Secret!.Cipher, answer.Text, StringComparison.Ordinal);
        Assert.Contains("\"headers\":{\"X-Team\":null}", answer.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public async Task Secret_NullOrEmpty_IsRemoved(string? secret)
    {
        var (project, stage) = await _api.CreateWebhookProjectAsync(Url, new { secret = "your_secret_key" });

        var answer = await UpdateAsync(project, new { id = stage, type = "Webhook", name = "Webhook", next = ApiClient.ToComplete, secret });

        Assert.Equal(200, answer.Status);
        var settings = await SettingsAsync(project, stage);
        Assert.Null(settings.Secret);
        Assert.Equal(WebhookAuth.None, settings.Auth);
    }

    [Fact]
    public async Task Headers_NullKeepsAndMissingRemoves()
    {
        var (project, stage) = await _api.CreateWebhookProjectAsync(
            Url, new { headers = new Dictionary<string, string> { ["X-Team"] = "pastry", ["X-Old"] = "gone" } });

        await UpdateAsync(project, new
        {
            id = stage,
            type = "Webhook",
            next = ApiClient.ToComplete,
            headers = new Dictionary<string, string?> { ["X-Team"] = null, ["X-New"] = "fresh" },
        });

        var headers = (await SettingsAsync(project, stage)).Headers;
        Assert.Equal(["X-Team=pastry", "X-New=fresh"], headers.Select(h => $"{h.Name}={Open(h.Value)}"));
    }

    [Theory]
    [InlineData("""{"ordering":"task"}""", "stages[2] 'Webhook': ordering 'task' is not known; use 'none' or 'stage' or 'externalId'.")]
    [InlineData("""{"ordering":1}""", "ordering must be a text")]
    [InlineData("""{"onExhausted":"drop"}""", "stages[2] 'Webhook': onExhausted 'drop' is not known; use 'keep' or 'fail'.")]
    [InlineData("""{"onExhausted":"fail"}""", "Connect the output Failed of Webhook, or choose to keep failed tasks.")]
    [InlineData("""{"onExhausted":"fail","next":["Complete",null]}""", "Connect the output Failed of Webhook")]
    [InlineData("""{"onExhausted":"fail","next":["Complete","Webhook"]}""", "there is no such stage")]
    [InlineData("""{"next":["Complete","Complete"]}""", "Webhook has 1 output, but 2 connectors.")]
    [InlineData("""{"rateLimit":0.009}""", "stages[2] 'Webhook': rateLimit must be a number from 0.01 to 10000 (deliveries per second), or null for no limit.")]
    [InlineData("""{"rateLimit":10000.5}""", "rateLimit must be a number from")]
    [InlineData("""{"rateLimit":-1}""", "rateLimit must be a number from")]
    [InlineData("""{"rateLimit":"5"}""", "rateLimit must be a number.")]
    [InlineData("""{"timeoutMs":999}""", "timeoutMs must be a whole number from 1000 to 60000.")]
    [InlineData("""{"timeoutMs":60001}""", "timeoutMs must be")]
    [InlineData("""{"timeoutMs":"5000"}""", "timeoutMs must be")]
    [InlineData("""{"concurrency":0}""", "concurrency must be a whole number from 1 to 256.")]
    [InlineData("""{"concurrency":257}""", "concurrency must be")]
    [InlineData("""{"successCodes":201}""", "successCodes 201 is not known; use 200 or \"2xx\".")]
    [InlineData("""{"authType":"basic"}""", "authType 'basic' is not known")]
    [InlineData("""{"authType":"secret"}""", "enter a secret")]
    [InlineData("""{"authType":"bearer"}""", "enter the bearer token")]
    [InlineData("""{"enabled":"yes"}""", "enabled must be true or false")]
    [InlineData("""{"url":"ftp://x.example"}""", "http://")]
    [InlineData("""{"url":""}""", "add a URL")]
    [InlineData("""{"tiemoutMs":5000}""", "stages[2] 'Webhook': tiemoutMs is not a property of a Webhook stage. The properties are id, type")]
    [InlineData("""{"headers":{"X-New":null}}""", "is new and needs a value")]
    [InlineData("""{"headers":{"Host":"x"}}""", "Host is set by the webhook itself")]
    [InlineData("""{"headers":{"X-A":"a\r\nX-B: b"}}""", "only ASCII characters")]
    [InlineData("""{"headers":{"X-A":"1","x-a":"2"}}""", "named twice")]
    [InlineData("""{"next":[null]}""", "Webhook leads nowhere")]
    [InlineData("""{"next":["Nowhere"]}""", "there is no such stage")]
    [InlineData("""{"type":"Consensus"}""", "Consensus stages are not supported in this version")]
    [InlineData("""{"type":"webhook"}""", "'webhook' is not a type of stage")]
    [InlineData("""{"id":"a b"}""", "id 'a b' is not a stage id")]
    [InlineData("""{"pluginId":"67a3be4088cb6f0f7976327b"}""", "pluginId is not supported")]
    [InlineData("""{"position":{"x":"1"}}""", "x must be a number")]
    public async Task WebhookStage_Wrong_IsRefusedByStageAndProperty(string change, string words)
    {
        var project = await _api.CreateProjectAsync();
        var stage = JsonNode.Parse($$"""{"id":"08960214-cb68-4109-ac75-33ed521e9cac","type":"Webhook","name":"Webhook","next":["Complete"],"url":"{{Url}}"}""")!.AsObject();

        foreach (var (name, value) in JsonNode.Parse(change)!.AsObject())
        {
            stage[name] = value?.DeepClone();
        }

        (await UpdateAsync(project, stage)).AssertRefused(400, words);
    }

    [Theory]
    [InlineData("""{"timeoutMs":1000,"concurrency":1}""")]
    [InlineData("""{"timeoutMs":60000,"concurrency":256}""")]
    [InlineData("""{"successCodes":200,"rateLimit":null,"ordering":"none","onExhausted":"keep"}""")]
    [InlineData("""{"rateLimit":0.01,"ordering":"stage"}""")]
    [InlineData("""{"rateLimit":10000,"ordering":"externalId"}""")]
    [InlineData("""{"onExhausted":"fail","next":["Complete","Complete"]}""")]
    [InlineData("""{"consensusId":null,"consensusConfig":{},"position":{}}""")]
    [InlineData("""{"authType":"bearer","token":"abc"}""")]
    public async Task WebhookStage_AtItsBounds_IsTaken(string change) =>
        await _api.CreateWebhookProjectAsync(Url, JsonElement.Parse(change));

    [Fact]
    public async Task Stage_WithoutIdAndPosition_GetsBoth()
    {
        var project = await _api.CreateProjectAsync();
        var stages = JsonNode.Parse(
            """
            [{"id":"Start","type":"Start","name":"Start","position":{},"next":["Complete"]},
             {"type":"Label","name":"Second look","position":{},"next":["Complete"]},
             {"id":"Complete","type":"Complete","name":"Complete","position":{}}]
            """);

        var answer = await _api.PostAsync($"/v2/project/{project}", new { stages });

        var written = answer.Data.GetProperty("project").GetProperty("stages").EnumerateArray().ToList();
        Assert.True(Guid.TryParse(written[1].GetProperty("id").GetString(), out _));
        Assert.Equal(3, written.Select(s => s.GetProperty("position").GetRawText()).Distinct().Count());
    }

    [Fact]
    public async Task Stage_ThatHoldsTasks_CannotBeRemoved()
    {
        var project = await _api.CreateProjectAsync();
        await _api.AddAsync(project, "a.png");
        var stages = JsonNode.Parse(
            """
            [{"id":"Start","type":"Start","name":"Start","next":["Complete"]},
             {"id":"Complete","type":"Complete","name":"Complete"}]
            """);

        (await _api.PostAsync($"/v2/project/{project}", new { name = "after", stages })).AssertRefused(409, "1 task is in Label");

        Assert.Contains("\"name\":\"Pastry detection\"", (await _api.GetAsync($"/v2/project/{project}")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stage_Existing_CannotChangeItsType()
    {
        var project = await _api.CreateProjectAsync();

        (await _api.PostTextAsync($"/v2/project/{project}", """{"stages":[{"id":"Label","type":"Webhook","name":"L"}]}"""))
            .AssertRefused(400, "stages[0] 'L': a stage cannot turn from Label into Webhook");
    }

    private Task<ApiAnswer> UpdateAsync(string project, object webhook) =>
        _api.PostAsync($"/v2/project/{project}", new { stages = ApiClient.Stages(webhook) });

    private async Task<string> StagesAsync(string project) =>
        (await _api.GetAsync($"/v2/project/{project}")).Data.GetProperty("project").GetProperty("stages").GetRawText();

    private async Task<WebhookStageSettings> SettingsAsync(string project, string stage)
    {
        var id = new Id<Project>(project);
        var stored = await fixture.App.ReadAsync(db => db.Projects.AsNoTracking().SingleAsync(p => p.Id == id));

        return (WebhookStageSettings)stored.Workflow.Get(new(stage)).Settings;
    }

    private string Open(SealedText? text) => fixture.App.Get<ISecretProtector>().Open(text!);
}
