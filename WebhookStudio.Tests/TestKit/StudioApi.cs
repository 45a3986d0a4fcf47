using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace WebhookStudio.Tests.TestKit;

/// <summary>The application as a script sees it: a project set up and tasks submitted through the REST API alone.</summary>
public sealed class StudioApi(HttpClient client, string project, string webhookStage)
{
    public const string Secret = Scenario.Secret;

    public string Project => project;

    public string WebhookStage => webhookStage;

    /// <summary>Makes a project Start, Label, Webhook, Complete.</summary>
    public static async Task<StudioApi> CreateAsync(
        HttpClient client, string url, CancellationToken cancellationToken, JsonObject? settings = null)
    {
        var stage = Guid.NewGuid().ToString();
        var created = await PostAsync(
            client, "/v2/project", new JsonObject { ["name"] = "Pastry detection" }, cancellationToken);
        var project = created["project"]!["_id"]!.GetValue<string>();
        var webhook = new JsonObject
        {
            ["id"] = stage,
            ["type"] = "Webhook",
            ["name"] = "Webhook",
            ["position"] = new JsonObject(),
            ["next"] = new JsonArray("Complete"),
            ["url"] = url,
            ["secret"] = Secret,
        };

        foreach (var (name, value) in settings ?? [])
        {
            webhook[name] = value?.DeepClone();
        }

        await PostAsync(
            client,
            $"/v2/project/{project}",
            new JsonObject
            {
                ["stages"] = new JsonArray(Plain("Start", "Label"), Plain("Label", stage), webhook, Plain("Complete")),
            },
            cancellationToken);

        return new(client, project, stage);
    }

    /// <summary>Adds assets; returns their tasks, in order.</summary>
    public async Task<IReadOnlyList<string>> AddTasksAsync(
        IReadOnlyList<string> externalIds, CancellationToken cancellationToken)
    {
        var assets = externalIds.Select(externalId => (JsonNode)new JsonObject
        {
            ["data"] = $"https://pictures.example/{Uri.EscapeDataString(externalId)}",
            ["externalId"] = externalId,
        });
        await PostAsync(
            client,
            $"/v2/project/{project}/cloud",
            new JsonObject { ["assets"] = new JsonArray([.. assets]) },
            cancellationToken);
        var tasks = await TasksAsync(cancellationToken);

        return [.. externalIds.Select(externalId => tasks.Last(task => task.ExternalId == externalId).Id)];
    }

    /// <summary>Submits a task out of its Label stage.</summary>
    public Task<JsonNode> SubmitAsync(string task, CancellationToken cancellationToken) => PostAsync(
        client,
        $"/v2/annotate/{task}?nextStage=true",
        new JsonObject { ["answer"] = new JsonObject { ["objects"] = new JsonArray() }, ["duration"] = 3549 },
        cancellationToken);

    /// <summary>Lists the tasks of the project with the stage each is in.</summary>
    public async Task<IReadOnlyList<ApiTask>> TasksAsync(CancellationToken cancellationToken)
    {
        var data = await GetAsync($"/v2/project/{project}/tasks?page=1&limit=1000", cancellationToken);

        return
        [
            .. data["tasks"]!.AsArray().Select(task => new ApiTask(
                task!["_id"]!.GetValue<string>(),
                task["externalId"]!.GetValue<string>(),
                task["stage"]!.GetValue<string>())),
        ];
    }

    /// <summary>Submits a task, which may be refused.</summary>
    /// <returns>The status and the whole answer.</returns>
    public async Task<(int Status, string Text)> TrySubmitAsync(string task, CancellationToken cancellationToken)
    {
        using var answer = await client.PostAsJsonAsync(
            $"/v2/annotate/{task}?nextStage=true",
            new JsonObject { ["answer"] = new JsonObject { ["objects"] = new JsonArray() }, ["duration"] = 3549 },
            cancellationToken);

        return ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync(cancellationToken));
    }

    /// <summary>Waits until every task is in a stage.</summary>
    public Task AllArriveAsync(string stage, CancellationToken cancellationToken, TimeSpan? limit = null) =>
        Eventually.GetAsync(
            () => TasksAsync(cancellationToken), tasks => tasks.All(task => task.Stage == stage), cancellationToken, limit);

    /// <summary>Gets the stages that a task has left, oldest first.</summary>
    public async Task<IReadOnlyList<string>> HistoryAsync(string task, CancellationToken cancellationToken)
    {
        var data = await GetAsync($"/v2/task/{task}", cancellationToken);

        return [.. data["task"]!["stageHistory"]!.AsArray().Select(visit => visit!["stageId"]!.GetValue<string>())];
    }

    /// <summary>Gets the log, newest first: status and external ID.</summary>
    public async Task<IReadOnlyList<(string Status, string ExternalId)>> LogAsync(CancellationToken cancellationToken)
    {
        var data = await GetAsync($"/v2/project/{project}/webhookLogs?page=1&limit=1000", cancellationToken);

        return
        [
            .. data["logs"]!.AsArray()
                .Select(line => (line!["status"]!.ToString(), line["externalId"]!.GetValue<string>())),
        ];
    }

    /// <summary>Re-runs the Webhook stage the way the SDK does, double slash included.</summary>
    public Task<JsonNode> RerunAsync(CancellationToken cancellationToken) => PostAsync(
        client, $"/v2//project/{project}/rerun-webhook", new JsonObject { ["stageId"] = webhookStage }, cancellationToken);

    private static JsonObject Plain(string kind, string? next = null) => new()
    {
        ["id"] = kind,
        ["type"] = kind,
        ["name"] = kind,
        ["position"] = new JsonObject(),
        ["next"] = next is null ? [] : new JsonArray(next),
    };

    private static async Task<JsonNode> PostAsync(
        HttpClient client, string path, JsonObject body, CancellationToken cancellationToken)
    {
        using var answer = await client.PostAsJsonAsync(path, body, cancellationToken);

        return await ReadAsync(answer, cancellationToken);
    }

    private static async Task<JsonNode> ReadAsync(HttpResponseMessage answer, CancellationToken cancellationToken)
    {
        var text = await answer.Content.ReadAsStringAsync(cancellationToken);
        Assert.True(answer.IsSuccessStatusCode, $"{(int)answer.StatusCode}: {text}");

        return JsonNode.Parse(text)!["data"]!;
    }

    private async Task<JsonNode> GetAsync(string path, CancellationToken cancellationToken)
    {
        using var answer = await client.GetAsync(path, cancellationToken);

        return await ReadAsync(answer, cancellationToken);
    }
}

/// <summary>A task as the API lists it.</summary>
public sealed record ApiTask(string Id, string ExternalId, string Stage);
