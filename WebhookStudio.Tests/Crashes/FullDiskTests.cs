using WebhookStudio.Tests.TestKit;

namespace WebhookStudio.Tests.Crashes;

/// <summary>The disk of the data folder is full: nothing is lost, the reason is said, and all goes on when there is room again.</summary>
public sealed class FullDiskTests : IAsyncLifetime
{
    private const int Tasks = 300;

    // What could not be written is tried again within 15 s, and what nobody tries within the minute of the sweep.
    private static readonly TimeSpan Recovers = TimeSpan.FromSeconds(100);

    private readonly string _data = Directory.CreateTempSubdirectory("studio-").FullName;
    private WebhookReceiver _receiver = null!;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _receiver = await WebhookReceiver.StartAsync();

    public async ValueTask DisposeAsync()
    {
        await _receiver.DisposeAsync();
        Directory.Delete(_data, recursive: true);
    }

    [Fact]
    public async Task Submit_DiskIsFull_IsRefusedInWordsAndGoesOnWhenThereIsRoom()
    {
        await using var studio = await StudioProcess.StartOnSmallDiskAsync(_data, megabytes: 64, Cancelled);
        using var client = studio.CreateApiClient();
        var api = await StudioApi.CreateAsync(client, _receiver.Url, Cancelled);
        var tasks = await api.AddTasksAsync([.. Enumerable.Range(1, Tasks).Select(number => $"task{number}.png")], Cancelled);
        await api.SubmitAsync(tasks[0], Cancelled);
        Assert.Equal("Healthy", await client.GetStringAsync("/healthz", Cancelled));

        var filler = Fill(studio);
        var (accepted, refused) = await SubmitUntilRefusedAsync(api, tasks);
        var sick = await HealthAsync(client, healthy => !healthy);

        Assert.Equal(503, refused.Status);
        Assert.Contains("Nothing was stored:", refused.Text, StringComparison.Ordinal);
        Assert.Contains("disk of the server", refused.Text, StringComparison.Ordinal);
        Assert.StartsWith("Unhealthy The disk of the data folder is full", sick, StringComparison.Ordinal);
        var listed = await api.TasksAsync(Cancelled);
        Assert.Equal(Tasks, listed.Count);
        Assert.Equal("Label", listed.Single(task => task.Id == tasks[accepted]).Stage);

        File.Delete(filler);
        await Eventually.GetAsync(() => api.TrySubmitAsync(tasks[accepted], Cancelled), answer => answer.Status == 200, Cancelled);

        foreach (var task in tasks.Skip(accepted + 1))
        {
            await api.SubmitAsync(task, Cancelled);
        }

        await api.AllArriveAsync("Complete", Cancelled, Recovers);
        var received = _receiver.TakeAll();
        Assert.Equal(Tasks, received.Select(webhook => webhook.Header("webhook-id")).Distinct().Count());
        Assert.Equal(Tasks, received.Count);
        Assert.Equal("Healthy", await HealthAsync(client, healthy => healthy));
    }

    private static async Task<string> HealthAsync(HttpClient client, Func<bool, bool> wanted)
    {
        var health = await Eventually.GetAsync(
            async () =>
            {
                using var answer = await client.GetAsync("/healthz", Cancelled);

                return (answer.IsSuccessStatusCode, Text: await answer.Content.ReadAsStringAsync(Cancelled));
            },
            answer => wanted(answer.IsSuccessStatusCode),
            Cancelled);

        return health.Text;
    }

    private static async Task<(int Accepted, (int Status, string Text) Refused)> SubmitUntilRefusedAsync(
        StudioApi api, IReadOnlyList<string> tasks)
    {
        // The first is submitted already. The log of the database has room for some more.
        for (var i = 1; i < tasks.Count; i++)
        {
            if (await api.TrySubmitAsync(tasks[i], Cancelled) is { Status: not 200 } refused)
            {
                return (i, refused);
            }
        }

        throw new InvalidOperationException("Everything was taken: the disk was not full.");
    }

    /// <summary>Takes all the room that is left on the disk of a process.</summary>
    private string Fill(StudioProcess studio)
    {
        var filler = $"/proc/{studio.Id}/root{_data}/filler";
        using var file = new FileStream(filler, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0);
        var block = new byte[4096];

        try
        {
            while (true)
            {
                file.Write(block);
            }
        }
        catch (IOException)
        {
            // There is no more.
            return filler;
        }
    }
}
