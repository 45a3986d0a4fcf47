using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;
using WebhookStudio.Features.Api;

namespace WebhookStudio.Tests.Features.Api;

[Collection(ApiTests.Name)]
public sealed class ApiEnvelopeTests(ApiFixture fixture)
{
    private const string NoSuchId = "67a3be4088cb6f0f7976327b";

    private readonly ApiClient _api = fixture.Api;

    [Theory]
    [InlineData("/v2/listProjects")]
    [InlineData("/v2/project/67a3be4088cb6f0f7976327b")]
    [InlineData("/v2/export?project=67a3be4088cb6f0f7976327b")]
    [InlineData("/v2/nothing/here")]
    public async Task Request_WithoutKey_Is401(string path)
    {
        using var nobody = new HttpClient { BaseAddress = _api.Http.BaseAddress };

        var answer = await new ApiClient(nobody).GetAsync(path);

        answer.AssertRefused(401, "Invalid API KEY");
    }

    [Fact]
    public async Task Request_WithWrongKey_Is401()
    {
        using var stranger = new HttpClient { BaseAddress = _api.Http.BaseAddress };
        stranger.DefaultRequestHeaders.Add("apikey", "not-the-key-0123456789");

        (await new ApiClient(stranger).PostAsync("/v2/project", new { name = "x" })).AssertRefused(401, "Invalid API KEY");
    }

    [Theory]
    [InlineData("GET", "/v2/nothing")]
    [InlineData("GET", "/v2/annotate/67a3be4088cb6f0f7976327b")]
    [InlineData("DELETE", "/v2/project/67a3be4088cb6f0f7976327b")]
    public async Task Route_Unknown_Is404InTheEnvelope(string method, string path)
    {
        using var request = new HttpRequestMessage(new(method), path);
        var response = await _api.Http.SendAsync(request, TestContext.Current.CancellationToken);

        (await ApiAnswer.ReadAsync(response)).AssertRefused(404, $"{method} {path}");
    }

    [Theory]
    [InlineData("/v2/project/nonsense", "Invalid project: nonsense.")]
    [InlineData("/v2/project/" + NoSuchId, "Invalid project: " + NoSuchId + ".")]
    [InlineData("/v2/project/" + NoSuchId + "/tasks", "Invalid project: " + NoSuchId + ".")]
    [InlineData("/v2/project/" + NoSuchId + "/webhookLogs", "Invalid project: " + NoSuchId + ".")]
    [InlineData("/v2/export?project=" + NoSuchId, "Invalid project: " + NoSuchId + ".")]
    [InlineData("/v2/export", "Invalid project: .")]
    [InlineData("/v2/task/" + NoSuchId, "Invalid task: " + NoSuchId + ".")]
    [InlineData("/v2/task/xyz", "Invalid task: xyz.")]
    public async Task Id_Unknown_IsRefusedByName(string path, string message) =>
        (await _api.GetAsync(path)).AssertRefused(400, message);

    [Theory]
    [InlineData("/cloud")]
    [InlineData("/requeueTasks")]
    [InlineData("/rerun-webhook")]
    [InlineData("")]
    public async Task Post_ToUnknownProject_IsRefused(string path) =>
        (await _api.PostAsync($"/v2/project/{NoSuchId}{path}", new { })).AssertRefused(400, $"Invalid project: {NoSuchId}.");

    [Theory]
    [InlineData("{\"name\": \"x\",\n  oops}", "line 2", "position 3")]
    [InlineData("", "The body is not JSON")]
    [InlineData("{\"name\":\"x\"", "The body is not JSON")]
    [InlineData("[1]", "must be a JSON object")]
    [InlineData("null", "must be a JSON object")]
    [InlineData("{\"name\":7}", "name must be a text")]
    [InlineData("{\"name\":\" \"}", "name is missing")]
    [InlineData("{}", "name is missing")]
    [InlineData("{\"name\":\"x\",\"nmae\":1}", "'nmae' is not known here")]
    public async Task Body_Wrong_NamesTheProblem(string body, params string[] words) =>
        (await _api.PostTextAsync("/v2/project", body)).AssertRefused(400, words);

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    public async Task ContentType_Wrong_IsTolerated(string contentType)
    {
        var answer = await _api.PostTextAsync("/v2/project", """{"name":"Pastry"}""", contentType);

        Assert.Equal(201, answer.Status);
    }

    [Fact]
    public async Task Text_NotAscii_StaysReadable()
    {
        var answer = await _api.PostTextAsync("/v2/project", """{"name":"Le Croissànt 🥐 <b>","description":"half \ud83e"}""");

        Assert.Contains("\"name\":\"Le Croissànt 🥐 <b>\"", answer.Text, StringComparison.Ordinal);
        Assert.Contains("\"description\":\"half \uFFFD\"", answer.Text, StringComparison.Ordinal);
        Assert.Matches("\"createdAt\":\"\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z\"", answer.Text);
    }

    [Theory]
    [InlineData("/v2//project/{0}")]
    [InlineData("//v2/project///{0}")]
    [InlineData("/v2/project/{0}/")]
    public async Task Slashes_Repeated_AreCollapsed(string path)
    {
        var project = await _api.CreateProjectAsync();
        var url = _api.Http.BaseAddress!.ToString().TrimEnd('/') + string.Format(null, path, project);

        Assert.Equal(200, (await _api.GetAsync(url)).Status);
    }

    [Fact]
    public void Slashes_OutsideTheApi_StayAsTheyAre() =>
        Assert.Equal("/files//v2//x", ApiPaths.Collapse("/files//v2//x").Value);

    [Fact]
    public async Task Exception_Unexpected_Is500AndLeaksNothing()
    {
        var context = new DefaultHttpContext { Response = { Body = new MemoryStream() } };
        var errors = new ApiErrors(_ => throw new InvalidOperationException("secret words"), NullLogger<ApiErrors>.Instance);
        context.RequestServices = fixture.App.Services;

        await errors.InvokeAsync(context);

        context.Response.Body.Position = 0;
        var text = await new StreamReader(context.Response.Body).ReadToEndAsync(TestContext.Current.CancellationToken);
        Assert.Equal(500, context.Response.StatusCode);
        Assert.Matches("^{\"status\":\"error\",\"message\":\".*reference [0-9a-f]{8}\\.\"}$", text);
        Assert.DoesNotContain("secret words", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("page=0", "page must be")]
    [InlineData("page=x", "page must be")]
    [InlineData("limit=0", "limit must be")]
    [InlineData("limit=1001", "from 1 to 1000")]
    [InlineData("limit=-1", "limit must be")]
    public async Task Paging_OutOfBounds_IsRefused(string query, string words) =>
        (await _api.GetAsync($"/v2/listProjects?{query}")).AssertRefused(400, words);
}
