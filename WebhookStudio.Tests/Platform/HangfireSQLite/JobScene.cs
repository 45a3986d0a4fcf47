using Hangfire;
using Hangfire.Storage;
using WebhookStudio.Tests.Platform.HangfireSQLite.Differential;
using WebhookStudio.Tests.TestKit;

namespace WebhookStudio.Tests.Platform.HangfireSQLite;

/// <summary>The storage with a real server on it.</summary>
internal sealed class JobScene : IAsyncDisposable
{
    private readonly TemporaryStorage _pair;
    private BackgroundJobServer? _server;

    public JobScene(TemporaryStorage? pair = null)
    {
        _pair = pair ?? TemporaryStorage.Ours();
        Client = new BackgroundJobClient(Storage);
        Recurring = new RecurringJobManager(Storage);
        Monitor = (JobStorageMonitor)Storage.GetMonitoringApi();
    }

    public JobStorage Storage => _pair.Storage;

    public BackgroundJobClient Client { get; }

    public RecurringJobManager Recurring { get; }

    public JobStorageMonitor Monitor { get; }

    public Chores Chores { get; } = new();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    /// <summary>Starts the server.</summary>
    public JobScene Serve(int workers = 4, params string[] queues)
    {
        _server = new(
            new BackgroundJobServerOptions
            {
                WorkerCount = workers,
                Queues = queues is [] ? ["default"] : queues,
                ServerName = "tests",
                Activator = new OneActivator(Chores),
                SchedulePollingInterval = TimeSpan.FromMilliseconds(50),
                CancellationCheckInterval = TimeSpan.FromMilliseconds(50),
                StopTimeout = TimeSpan.FromMilliseconds(200),
            },
            Storage);

        return this;
    }

    /// <summary>Enqueues a job whose argument cannot be read again, and which has used its retries up. (Without the job, Hangfire
    /// does not see how many its method wants.)</summary>
    public string EnqueueUnreadable()
    {
        var job = Client.Enqueue<Chores>(chores => chores.Take(new()));
        using var connection = Storage.GetConnection();
        connection.SetJobParameter(job, "RetryCount", "10");

        return job;
    }

    /// <summary>Waits until a job is in a state.</summary>
    public async Task ReachesAsync(string job, string state) => await Eventually.GetAsync(
        () => Task.FromResult(StateOf(job)), current => current == state, Cancelled);

    public string? StateOf(string job)
    {
        using var connection = Storage.GetConnection();

        return connection.GetStateData(job)?.Name;
    }

    /// <summary>Waits until something is done.</summary>
    public async Task DoneAsync(string what) => await Eventually.GetAsync(
        () => Task.FromResult(string.Join(' ', Chores.Done)), done => done.Split(' ').Contains(what), Cancelled);

    /// <summary>Gets the states that a job went through, the first first.</summary>
    public IReadOnlyList<string> HistoryOf(string job) =>
        [.. Monitor.JobDetails(job).History.Select(state => state.StateName).Reverse()];

    /// <summary>Stops the server, and keeps the storage.</summary>
    public async Task StopAsync()
    {
        if (_server is not null)
        {
            _server.SendStop();
            await _server.WaitForShutdownAsync(CancellationToken.None);
            _server.Dispose();
            _server = null;
        }
    }

    public async ValueTask DisposeAsync()
    {
        Chores.Gate.TrySetResult();
        await StopAsync();
        _pair.Dispose();
    }

    private sealed class OneActivator(Chores chores) : JobActivator
    {
        public override object ActivateJob(Type jobType) => jobType == typeof(Chores) ? chores : base.ActivateJob(jobType);
    }
}
