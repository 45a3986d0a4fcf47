using Hangfire;
using Hangfire.Storage;
using Hangfire.Storage.SQLite;
using WebhookStudio.Features.Deliveries;
using WebhookStudio.Features.Deliveries.Retention;
using WebhookStudio.Tests.TestKit;

namespace WebhookStudio.Tests.Platform;

/// <summary>Jobs that outlive the process.</summary>
public sealed class JobsModuleTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Start_WakeupsOfTheLastProcess_AreDeletedAndOtherJobsRun()
    {
        string[] wakeups;
        string prune;

        using (var storage = new SQLiteStorage(Path.Combine(_folder.Path, "jobs.db")))
        {
            var jobs = new BackgroundJobClient(storage);
            wakeups =
            [
                jobs.Enqueue<DeliverWebhooksJob>(job => job.RunAsync("p", "s", "P / S", CancellationToken.None)),
                jobs.Enqueue<BulkRunJob>(job => job.RunAsync("r", CancellationToken.None)),
                jobs.Enqueue<SweepDeliveriesJob>(job => job.RunAsync(CancellationToken.None)),
            ];
            prune = jobs.Enqueue<PruneLogsJob>(job => job.RunAsync(CancellationToken.None));
        }

        await using var app = new StudioApp(_folder.Path).Start();
        var monitor = app.Get<JobStorage>().GetMonitoringApi();

        await Eventually.GetAsync(
            () => Task.FromResult(States(monitor, prune)), states => states.Contains("Succeeded"), Cancelled);
        await Eventually.GetAsync(
            () => Task.FromResult(monitor.Queues().Sum(queue => queue.Length + queue.Fetched)), left => left == 0, Cancelled);
        Assert.All(wakeups, id => Assert.Equal(["Deleted", "Enqueued"], States(monitor, id)));
    }

    [Fact]
    public async Task Start_Again_KeepsHistoryAndSchedulesAndForgetsServers()
    {
        await using (var first = new StudioApp(_folder.Path).Start())
        {
            first.Get<IRecurringJobManager>().Trigger(RetentionJobs.RecurringId);
            await Eventually.GetAsync(
                () => Task.FromResult(first.Get<JobStorage>().GetMonitoringApi().SucceededListCount()), count => count > 0, Cancelled);
        }

        await using var second = new StudioApp(_folder.Path).Start();
        var storage = second.Get<JobStorage>();
        using var connection = storage.GetConnection();

        Assert.InRange(storage.GetMonitoringApi().SucceededListCount(), 1, long.MaxValue);
        Assert.Equal(["prune-logs", "sweep-deliveries"], connection.GetRecurringJobs().Select(job => job.Id).Order());
        var servers = await Eventually.GetAsync(
            () => Task.FromResult(storage.GetMonitoringApi().Servers()), known => known.Count >= 6, Cancelled);
        Assert.Equal(6, servers.Count);
    }

    private static string[] States(IMonitoringApi monitor, string id) =>
        [.. monitor.JobDetails(id).History.Select(state => state.StateName)];
}
