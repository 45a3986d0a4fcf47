using System.Text;
using System.Text.Json;
using WebhookStudio.Tests.TestKit;

namespace WebhookStudio.Tests.Features.Api;

/// <summary>One application for all tests of the API; each test makes projects of its own.</summary>
public sealed class ApiFixture : IAsyncLifetime
{
    private HttpClient? _client;

    public StudioApp App { get; } = new();

    public ApiClient Api => new(_client!);

    public ValueTask InitializeAsync()
    {
        _client = App.Start().CreateApiClient();

        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        _client?.Dispose();
        await App.DisposeAsync();
    }
}

[CollectionDefinition(Name)]
public sealed class ApiTests : ICollectionFixture<ApiFixture>
{
    public const string Name = "api";
}

/// <summary>Calls the API as a script does.</summary>
public sealed class ApiClient(HttpClient client)
{
    public static readonly string[] ToComplete = ["Complete"];

    public HttpClient Http => client;

    public async Task<ApiAnswer> GetAsync(string path) =>
        await ApiAnswer.ReadAsync(await client.GetAsync(path, TestContext.Current.CancellationToken));

    public Task<ApiAnswer> PostAsync(string path, object body) => PostTextAsync(path, JsonSerializer.Serialize(body));

    public async Task<ApiAnswer> PostTextAsync(string path, string body, string contentType = "application/json")
    {
        using var content = new StringContent(body, Encoding.UTF8, contentType);

        return await ApiAnswer.ReadAsync(await client.PostAsync(path, content, TestContext.Current.CancellationToken));
    }

    /// <summary>Makes a project Start, Label, Complete.</summary>
    public async Task<string> CreateProjectAsync(string name = "Pastry detection")
    {
        var answer = await PostAsync("/v2/project", new { name, description = "" });

        return answer.Data.GetProperty("project").GetProperty("_id").GetString()!;
    }

    /// <summary>Makes a project Start, Label, Webhook, Complete.</summary>
    /// <returns>The project, and its Webhook stage.</returns>
    public async Task<(string Project, string Stage)> CreateWebhookProjectAsync(string url, object? more = null)
    {
        var project = await CreateProjectAsync();
        const string stage = "08960214-cb68-4109-ac75-33ed521e9cac";
        var webhook = JsonSerializer.SerializeToNode(new { id = stage, type = "Webhook", name = "Webhook", next = ToComplete, url })!.AsObject();

        foreach (var (name, value) in JsonSerializer.SerializeToNode(more ?? new { })!.AsObject())
        {
            webhook[name] = value?.DeepClone();
        }

        var answer = await PostAsync($"/v2/project/{project}", new { stages = Stages(webhook) });
        Assert.Equal(200, answer.Status);

        return (project, stage);
    }

    public static object[] Stages(object webhook) =>
    [
        new { id = "Start", type = "Start", name = "Start", position = new { x = 0, y = 0 }, next = new[] { "Label" }, autoForward = true },
        new { id = "Label", type = "Label", name = "Label", position = new { x = 300, y = 0 }, next = new[] { "08960214-cb68-4109-ac75-33ed521e9cac" }, assignedTo = Array.Empty<string>() },
        webhook,
        new { id = "Complete", type = "Complete", name = "Complete", position = new { }, preventRequeue = false },
    ];

    public async Task AddAsync(string project, params string[] externalIds)
    {
        var assets = externalIds.Select(name => new { data = $"https://pictures.example/{name}", externalId = name });
        var answer = await PostAsync($"/v2/project/{project}/cloud", new { assets });
        Assert.Equal(200, answer.Status);
    }

    public async Task<List<JsonElement>> TasksAsync(string project, string query = "") =>
        [.. (await GetAsync($"/v2/project/{project}/tasks?limit=1000&{query}")).Data.GetProperty("tasks").EnumerateArray()];
}

/// <summary>An answer of the API.</summary>
public sealed record ApiAnswer(int Status, string Text)
{
    public JsonElement Body => JsonElement.Parse(Text);

    public JsonElement Data => Body.TryGetProperty("data", out var data)
        ? data
        : throw new InvalidOperationException($"{Status}: {Text}");

    public string Message => Body.GetProperty("message").GetString()!;

    public static async Task<ApiAnswer> ReadAsync(HttpResponseMessage response) =>
        new((int)response.StatusCode, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));

    /// <summary>Asserts that it is a refusal in the envelope, with words in its message.</summary>
    public void AssertRefused(int status, params string[] words)
    {
        Assert.Equal(status, Status);
        Assert.Equal("fail", Body.GetProperty("status").GetString());
        Assert.All(words, word => Assert.Contains(word, Message, StringComparison.Ordinal));
    }
}
