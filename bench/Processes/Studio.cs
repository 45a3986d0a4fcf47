using WebhookStudio.Bench.Receiver;

namespace WebhookStudio.Bench.Processes;

/// <summary>The application on a new data folder and a receiver, each in a process of its own on loopback; gone
/// with the folder when disposed.</summary>
internal sealed class Studio : IAsyncDisposable
{
    private readonly DataDirectory _data = new();
    private readonly AppProcess _app;
    private readonly int _bodyBytes;

    private Studio(string app, int bodyBytes, SinkProcess sink, IReadOnlyDictionary<string, string>? settings)
    {
        _bodyBytes = bodyBytes;
        Sink = sink;
        _app = new(app, _data.Path, settings);
    }

    public SinkProcess Sink { get; }

    public StudioApi Api => _app.Api;

    public ProcessUsage Usage => _app.Usage;

    public string DatabaseFile => Path.Combine(_data.Path, "studio.db");

    public static async Task<Studio> StartAsync(
        string app, int bodyBytes, IReadOnlyDictionary<string, string>? settings, CancellationToken stopping)
    {
        var studio = new Studio(app, bodyBytes, await SinkProcess.StartAsync(stopping), settings);

        try
        {
            await studio._app.WaitForAsync("/healthz", stopping);
        }
        catch
        {
            await studio.DisposeAsync();
            throw;
        }

        return studio;
    }

    /// <summary>Makes a project whose tasks wait in a Label stage in front of the Webhook stage.</summary>
    /// <returns>The project, and its tasks in the order of the list.</returns>
    public async Task<(string Project, IReadOnlyList<string> Tasks)> CreateLabelingAsync(
        int tasks, CancellationToken stopping)
    {
        var project = await Api.CreateProjectAsync(ProjectStages.WithLabel(Sink.Url), stopping);
        await Api.AddTasksAsync(project, tasks, _bodyBytes, stopping);

        return (project, await Api.TasksAsync(project, stopping));
    }

    /// <summary>Makes a project whose tasks come into the Webhook stage at once.</summary>
    /// <param name="tasks">How many.</param>
    /// <param name="path">Where the stage sends them, such as <c>/hook</c>.</param>
    /// <param name="stopping">Gives up.</param>
    public async Task<string> CreateSendingAsync(int tasks, string path, CancellationToken stopping)
    {
        var project = await Api.CreateProjectAsync(ProjectStages.Straight(Sink.Url, path), stopping);
        await Api.AddTasksAsync(project, tasks, _bodyBytes, stopping);

        return project;
    }

    /// <summary>Makes a project with a backlog: deliveries that the receiver refused for good, so that they are
    /// held.</summary>
    public async Task<string> CreateHeldAsync(int deliveries, CancellationToken stopping)
    {
        await Sink.ResetAsync(SinkMode.Refuse, deliveries, stopping);
        var project = await CreateSendingAsync(deliveries, SinkPaths.Hook, stopping);
        await Sink.ReachedAsync(stopping);
        await Poll.UntilAsync(
            "All deliveries are held",
            TimeSpan.FromSeconds(1),
            async () => await Api.FailedAttemptsAsync(project, stopping) >= deliveries,
            stopping);

        return project;
    }

    /// <summary>Waits until no task is left in the Webhook stage.</summary>
    public Task SettledAsync(string project, CancellationToken stopping) => Poll.UntilAsync(
        "All deliveries are settled",
        TimeSpan.FromMilliseconds(50),
        async () => await Api.CountAsync(project, ProjectStages.Hook, stopping) == 0,
        stopping);

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        await Sink.DisposeAsync();
        _data.Dispose();
    }
}

/// <summary>A temporary folder.</summary>
internal sealed class DataDirectory : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("studio-bench-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
