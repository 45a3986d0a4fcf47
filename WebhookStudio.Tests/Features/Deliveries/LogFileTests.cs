using System.Net;
using System.Text.Json;
using WebhookStudio.Domain.Deliveries;
using WebhookStudio.Tests.TestKit;

namespace WebhookStudio.Tests.Features.Deliveries;

/// <summary>What the logs page downloads, and what the API reads: by the same filters.</summary>
public sealed class LogFileTests : IAsyncLifetime
{
    private static readonly JsonSerializerOptions Plain = new()
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private readonly StudioApp _app = new();
    private Scenario _scenario = null!;
    private HttpClient _http = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string Project => $"/projects/{_scenario.ProjectId}";

    public async ValueTask InitializeAsync()
    {
        _app.Start();
        _scenario = await Scenario.CreateAsync(_app, "https://ml.bakery.example/hook");
        _http = _app.CreateApiClient();
        var now = TimeProvider.System.GetUtcNow();
        await _app.ReadAsync(async db =>
        {
            db.AddRange(Rows("=cmd|' /C calc'!A0", 503, now.AddMinutes(-1)));
            db.AddRange(Rows("a.png", 503, now.AddMinutes(-2)));
            db.AddRange(Rows("b.png", 200, now.AddMinutes(-3)));
            db.AddRange(Rows("old.png", 404, now.AddDays(-2)));

            return await db.SaveChangesAsync(Token);
        });
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task File_Csv_HasTheLinesOfTheFilterAndNoFormula()
    {
        var answer = await _http.GetAsync($"{Project}/logs/file?range=24h&status=failed&format=csv", Token);

        var lines = (await answer.Content.ReadAsStringAsync(Token)).Trim().Split("\r\n");
        Assert.Equal(("text/csv", 3), (answer.Content.Headers.ContentType?.MediaType, lines.Length));
        Assert.StartsWith("date,status,outcome,accepted,externalId,stage,attempt,trigger", lines[0], StringComparison.Ordinal);
        Assert.Contains(",503,Answered,false,\"'=cmd|' /C calc'!A0\",Webhook,1,auto,", lines[1], StringComparison.Ordinal);
        Assert.Contains(",a.png,", lines[2], StringComparison.Ordinal);
        Assert.Matches(@"^pastry-detection-logs-24h-until-\d{4}-\d\d-\d\dT\d{4}Z\.csv$", answer.Content.Headers.ContentDisposition?.FileName);
    }

    [Fact]
    public async Task File_Json_HasTheLinesOfTheApi()
    {
        var file = JsonDocument.Parse(await _http.GetStringAsync($"{Project}/logs/file?format=json&q=png", Token)).RootElement;
        var api = await Api("externalId=png");

        Assert.Equal(3, file.GetArrayLength());
        Assert.Equal(api.GetProperty("logs").GetRawText().Replace(" ", "", StringComparison.Ordinal), Compact(file));
    }

    [Theory]
    [InlineData("range=24h", 3)]
    [InlineData("range=24h&codeClass=5xx", 2)]
    [InlineData("cause=404", 1)]
    [InlineData("latestOnly=true&status=failed", 3)]
    [InlineData("tests=only", 0)]
    [InlineData("range=2020-01-01T00:00Z/2020-01-02T00:00Z", 0)]
    public async Task Api_Filter_Narrows(string query, int total)
    {
        var page = await Api(query);

        Assert.Equal((total, total), (page.GetProperty("total").GetInt32(), page.GetProperty("logs").GetArrayLength()));
        Assert.False(page.GetProperty("totalIsCut").GetBoolean());
    }

    [Fact]
    public async Task Api_Cursor_GoesOnAfterALine()
    {
        var first = await Api("limit=3");
        var last = first.GetProperty("logs")[2].GetProperty("_id").GetString();

        var rest = await Api($"limit=3&before={last}");
        var back = await Api($"limit=3&after={rest.GetProperty("logs")[0].GetProperty("_id")}");

        Assert.Equal("old.png", rest.GetProperty("logs")[0].GetProperty("externalId").GetString());
        Assert.Equal(Compact(first.GetProperty("logs")), Compact(back.GetProperty("logs")));
    }

    [Theory]
    [InlineData("range=yesterday", "30d")]
    [InlineData("codeClass=9xx", "5xx")]
    [InlineData("cause=oops", "503")]
    [InlineData("tests=maybe", "without")]
    [InlineData("latestOnly=perhaps", "true or false")]
    [InlineData("before=oops", "Invalid attempt")]
    public async Task Api_Unknown_IsRefusedWithWhatWorks(string query, string words)
    {
        var answer = await _http.GetAsync($"/v2/project/{_scenario.ProjectId}/webhookLogs?{query}", Token);

        Assert.False(answer.IsSuccessStatusCode);
        Assert.Contains(words, await answer.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bodies_Attempt_AreTheExactBytesAndNothingThatIsRendered()
    {
        var attempt = (await Api("cause=503&externalId=a.png")).GetProperty("logs")[0].GetProperty("_id").GetString();

        var request = await _http.GetAsync($"{Project}/attempts/{attempt}/request", Token);
        var part = new HttpRequestMessage(HttpMethod.Get, $"{Project}/attempts/{attempt}/response");
        part.Headers.Range = new(0, 7);
        var response = await _http.SendAsync(part, Token);

        Assert.Equal("""{"externalId":"a.png"}""", await request.Content.ReadAsStringAsync(Token));
        Assert.Equal("application/octet-stream", request.Content.Headers.ContentType?.MediaType);
        Assert.Equal("attachment", request.Content.Headers.ContentDisposition?.DispositionType);
        Assert.Equal("nosniff", request.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal((HttpStatusCode.PartialContent, "{\"error\""), (response.StatusCode, await response.Content.ReadAsStringAsync(Token)));
        Assert.StartsWith(
            "curl -X POST 'https://ml.bakery.example/hook'", await _http.GetStringAsync($"{Project}/attempts/{attempt}/curl", Token),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Files_OfNobodyOrNothing_AreNotGiven()
    {
        var attempt = (await Api("externalId=a.png")).GetProperty("logs")[0].GetProperty("_id").GetString();
        var other = await Scenario.CreateAsync(_app, "https://ml.bakery.example/hook");
        using var stranger = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = new(_app.BaseUrl) };

        foreach (var path in new[] { "logs/file", $"attempts/{attempt}/request", $"attempts/{attempt}/response", $"attempts/{attempt}/curl" })
        {
            Assert.Contains((await stranger.GetAsync($"{Project}/{path}", Token)).StatusCode, new[] { HttpStatusCode.Unauthorized, HttpStatusCode.Found });
        }

        Assert.Equal(HttpStatusCode.NotFound, (await _http.GetAsync($"/projects/{other.ProjectId}/attempts/{attempt}/request", Token)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await _http.GetAsync("/projects/000000000000000000000000/logs/file", Token)).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await _http.GetAsync($"{Project}/logs/file?cause=oops", Token)).StatusCode);
    }

    private IEnumerable<object> Rows(string externalId, int code, DateTimeOffset at) =>
        LogRows.Make(_scenario.ProjectId, _scenario.Webhook, externalId, (AttemptOutcome.Answered, code), at);

    private async Task<JsonElement> Api(string query) => JsonDocument.Parse(
        await _http.GetStringAsync($"/v2/project/{_scenario.ProjectId}/webhookLogs?{query}", Token)).RootElement.GetProperty("data");

    private static string Compact(JsonElement json) => JsonSerializer.Serialize(json, Plain).Replace(" ", "", StringComparison.Ordinal);
}
