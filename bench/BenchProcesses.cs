using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json.Nodes;

namespace WebhookStudio.Bench;

/// <summary>The real application and a sink, each in a process of its own, on loopback; gone with the folder at the end.</summary>
internal sealed class BenchProcesses : IAsyncDisposable
{
    private const string ApiKey = "bench-key-0123456789";

    private readonly string _data = Directory.CreateTempSubdirectory("studio-bench-").FullName;
    private readonly string _sinkUrl = $"http://127.0.0.1:{FreePort()}";
    private readonly HttpClient _client;
    private readonly List<Process> _processes = [];

    private BenchProcesses()
    {
        var studioUrl = $"http://127.0.0.1:{FreePort()}";
        _client = new() { BaseAddress = new(studioUrl) };
        _client.DefaultRequestHeaders.Add("apikey", ApiKey);
        Start("WebhookStudio.Bench.dll", "sink", _sinkUrl);
        Start("WebhookStudio.dll", "--urls", studioUrl);
    }

    public static async Task<BenchProcesses> StartAsync()
    {
        var processes = new BenchProcesses();
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(50));

        while (!await processes.IsReadyAsync("/healthz") || !await processes.IsReadyAsync($"{processes._sinkUrl}/arrivals"))
        {
            await pause.WaitForNextTickAsync();
        }

        return processes;
    }

    public async Task<string> CreateProjectAsync()
    {
        var created = await PostAsync("/v2/project", new JsonObject { ["name"] = "Bench" });
        var project = created["project"]!["_id"]!.GetValue<string>();
        await PostAsync($"/v2/project/{project}", JsonNode.Parse($$"""
            {"stages":[
              {"id":"Start","type":"Start","name":"Start","position":{},"next":["Label"]},
              {"id":"Label","type":"Label","name":"Label","position":{},"next":["Hook"]},
              {"id":"Hook","type":"Webhook","name":"Webhook","position":{},"next":["Complete"],
               "url":"{{_sinkUrl}}/hook","secret":"your_secret_key"},
              {"id":"Complete","type":"Complete","name":"Complete","position":{},"next":[]}]}
            """)!.AsObject());

        return project;
    }

    public async Task<IReadOnlyList<string>> AddTasksAsync(string project, int count)
    {
        var assets = Enumerable.Range(1, count).Select(number => (JsonNode)new JsonObject
        {
            ["data"] = $"https://pictures.example/{number}.png",
            ["externalId"] = $"{number}.png",
        });
        await PostAsync($"/v2/project/{project}/cloud", new JsonObject { ["assets"] = new JsonArray([.. assets]) });
        var listed = await _client.GetFromJsonAsync<JsonNode>($"/v2/project/{project}/tasks?page=1&limit=1000");

        return [.. listed!["data"]!["tasks"]!.AsArray().Select(task => task!["_id"]!.GetValue<string>())];
    }

    public Task SubmitAsync(string task) => PostAsync(
        $"/v2/annotate/{task}?nextStage=true",
        new JsonObject { ["answer"] = new JsonObject { ["objects"] = new JsonArray() }, ["duration"] = 1000 });

    /// <summary>Waits until that many webhooks have come; at most a minute.</summary>
    public async Task<IReadOnlyDictionary<string, long>> ArrivalsAsync(int count)
    {
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(100));

        for (var look = 0; look < 600; look++)
        {
            var arrivals = await _client.GetFromJsonAsync<Dictionary<string, long>>($"{_sinkUrl}/arrivals");

            if (arrivals!.Count >= count)
            {
                return arrivals;
            }

            await pause.WaitForNextTickAsync();
        }

        throw new TimeoutException("The webhooks did not arrive within a minute.");
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();

        foreach (var process in _processes)
        {
            process.Kill();
            await process.WaitForExitAsync();
            process.Dispose();
        }

        Directory.Delete(_data, recursive: true);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();

        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private void Start(string assembly, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, assembly), .. arguments])
        {
            RedirectStandardOutput = true,
            WorkingDirectory = AppContext.BaseDirectory,
        };
        start.Environment["WebhookStudio__DataDirectory"] = _data;
        start.Environment["WebhookStudio__Owner__Email"] = "bench@studio.example";
        start.Environment["WebhookStudio__Owner__Password"] = "bench-bench-bench";
        start.Environment["WebhookStudio__Owner__ApiKey"] = ApiKey;
        var process = Process.Start(start)!;
        process.OutputDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        _processes.Add(process);
    }

    private async Task<bool> IsReadyAsync(string url)
    {
        try
        {
            using var answer = await _client.GetAsync(url);

            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private async Task<JsonNode> PostAsync(string path, JsonObject body)
    {
        using var answer = await _client.PostAsJsonAsync(path, body);
        var text = await answer.Content.ReadAsStringAsync();

        return answer.IsSuccessStatusCode
            ? JsonNode.Parse(text)!["data"]!
            : throw new InvalidOperationException($"{path}: {(int)answer.StatusCode} {text}");
    }
}
