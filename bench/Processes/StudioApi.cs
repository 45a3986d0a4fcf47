using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace WebhookStudio.Bench.Processes;

/// <summary>The application's public API, as far as the measurements call it.</summary>
internal sealed class StudioApi
{
    public const string Key = "bench-key-0123456789";

    private const int AssetsPerCall = 2000;
    private const int TasksPerPage = 1000;

    // What a body holds besides the metadata; it makes bodies about as long as they were asked for.
    private const int BodyWithoutMetadata = 850;

    private readonly HttpClient _client;

    public StudioApi(HttpClient client, string key)
    {
        _client = client;
        _client.DefaultRequestHeaders.Add("apikey", key);
    }

    public async Task<string> CreateProjectAsync(JsonArray stages, CancellationToken stopping)
    {
        var created = await PostAsync("/v2/project", new() { ["name"] = "Bench" }, stopping);
        var project = created["project"]!["_id"]!.GetValue<string>();
        await PostAsync($"/v2/project/{project}", new() { ["stages"] = stages }, stopping);

        return project;
    }

    public async Task AddTasksAsync(string project, int count, int bodyBytes, CancellationToken stopping)
    {
        var note = new string('x', Math.Max(0, bodyBytes - BodyWithoutMetadata));

        foreach (var numbers in Enumerable.Range(1, count).Chunk(AssetsPerCall))
        {
            var assets = numbers.Select(number => (JsonNode)new JsonObject
            {
                ["data"] = $"https://pictures.example/{number}.png",
                ["externalId"] = $"{number}.png",
                ["metadata"] = new JsonObject { ["note"] = note },
            });
            var body = new JsonObject { ["assets"] = new JsonArray([.. assets]) };
            await PostAsync($"/v2/project/{project}/cloud", body, stopping);
        }
    }

    /// <summary>Lists all tasks of a project.</summary>
    public async Task<IReadOnlyList<string>> TasksAsync(string project, CancellationToken stopping)
    {
        var tasks = new List<string>();
        var total = int.MaxValue;

        for (var page = 1; tasks.Count < total; page++)
        {
            var listed = await GetAsync(
                $"/v2/project/{project}/tasks?page={page}&limit={TasksPerPage}&fields=_id", stopping);
            total = listed["total"]!.GetValue<int>();
            tasks.AddRange(listed["tasks"]!.AsArray().Select(task => task!["_id"]!.GetValue<string>()));
        }

        return tasks;
    }

    public Task SubmitAsync(string task, CancellationToken stopping) => PostAsync(
        $"/v2/annotate/{task}?nextStage=true",
        new() { ["answer"] = new JsonObject { ["objects"] = new JsonArray() }, ["duration"] = 1000 },
        stopping);

    /// <summary>Sends everything again that the Webhook stage holds. The answer comes before the webhooks have
    /// gone.</summary>
    public Task RerunAsync(string project, CancellationToken stopping) =>
        PostAsync($"/v2/project/{project}/rerun-webhook", new() { ["stageId"] = ProjectStages.Hook }, stopping);

    public async Task<int> CountAsync(string project, string stage, CancellationToken stopping)
    {
        var listed = await GetAsync($"/v2/project/{project}/tasks?stage={stage}&page=1&limit=1&fields=_id", stopping);

        return listed["total"]!.GetValue<int>();
    }

    public async Task<int> FailedAttemptsAsync(string project, CancellationToken stopping)
    {
        var listed = await GetAsync($"/v2/project/{project}/webhookLogs?status=failed&page=1&limit=1", stopping);

        return listed["total"]!.GetValue<int>();
    }

    /// <summary>Gets how many requests the Webhook stage has under way at most.</summary>
    public async Task<int> ConcurrencyAsync(string project, CancellationToken stopping)
    {
        var found = await GetAsync($"/v2/project/{project}", stopping);

        return found["project"]!["stages"]!.AsArray()
            .Single(stage => stage!["id"]!.GetValue<string>() == ProjectStages.Hook)!["concurrency"]!.GetValue<int>();
    }

    private async Task<JsonNode> GetAsync(string path, CancellationToken stopping)
    {
        using var answer = await _client.GetAsync(path, stopping);

        return await ReadAsync(answer, stopping);
    }

    private async Task<JsonNode> PostAsync(string path, JsonObject body, CancellationToken stopping)
    {
        using var answer = await _client.PostAsJsonAsync(path, body, stopping);

        return await ReadAsync(answer, stopping);
    }

    private static async Task<JsonNode> ReadAsync(HttpResponseMessage answer, CancellationToken stopping)
    {
        var text = await answer.Content.ReadAsStringAsync(stopping);

        return answer.IsSuccessStatusCode
            ? JsonNode.Parse(text)!["data"]!
            : throw new InvalidOperationException(
                $"{answer.RequestMessage!.RequestUri!.PathAndQuery}: {(int)answer.StatusCode} {text}");
    }
}
