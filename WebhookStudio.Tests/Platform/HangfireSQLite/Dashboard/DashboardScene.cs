using Hangfire;
using Hangfire.States;

namespace WebhookStudio.Tests.Platform.HangfireSQLite.Dashboard;

/// <summary>A dashboard over a storage on which a real server has brought a job into each state.</summary>
public sealed class DashboardScene : IAsyncLifetime
{
    private readonly JobScene _scene = new();
    private readonly Dictionary<string, string> _jobs = [];
    private DashboardHost _host = null!;

    public HttpClient Client => _host.Client;

    /// <summary>Gets the job that is in a state, or otherwise described by a word.</summary>
    public string this[string what] => _jobs[what];

    public async ValueTask InitializeAsync()
    {
        _host = await DashboardHost.StartAsync(_scene.Storage);
        var client = _scene.Client;

        _jobs["unreadable"] = _scene.EnqueueUnreadable();
        _scene.Serve();
        _jobs["waiting"] = client.Enqueue<Chores>("later", chores => chores.Do("waiting"));
        _jobs["succeeded"] = client.Enqueue<Chores>(chores => chores.Do("succeeded"));
        _jobs["failed"] = client.Enqueue<Chores>(chores => chores.Fail("failed"));
        _jobs["retried"] = client.Enqueue<Chores>(chores => chores.FailForAnHour("retried"));
        _jobs["running"] = client.Enqueue<Chores>(chores => chores.Wait("running", CancellationToken.None));
        _jobs["awaiting"] = client.ContinueJobWith<Chores>(_jobs["running"], chores => chores.Do("awaiting"));
        _jobs["scheduled"] = client.Schedule<Chores>(chores => chores.Do("scheduled"), TimeSpan.FromHours(1));
        _jobs["deleted"] = client.Schedule<Chores>(chores => chores.Do("deleted"), TimeSpan.FromHours(1));
        client.Delete(_jobs["deleted"]);
        _scene.Recurring.AddOrUpdate<Chores>("every-year", chores => chores.Do("recurring"), Cron.Yearly());

        await _scene.ReachesAsync(_jobs["succeeded"], SucceededState.StateName);
        await _scene.ReachesAsync(_jobs["failed"], FailedState.StateName);
        await _scene.ReachesAsync(_jobs["unreadable"], FailedState.StateName);
        await _scene.ReachesAsync(_jobs["retried"], ScheduledState.StateName);
        await _scene.DoneAsync("running");
    }

    public async ValueTask DisposeAsync()
    {
        await _scene.DisposeAsync();
        await _host.DisposeAsync();
    }
}
