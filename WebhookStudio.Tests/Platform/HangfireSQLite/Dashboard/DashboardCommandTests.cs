using System.Net;
using Hangfire;
using Hangfire.Common;
using Hangfire.States;
using Hangfire.Storage;
using WebhookStudio.Tests.Platform.HangfireSQLite.Differential;

namespace WebhookStudio.Tests.Platform.HangfireSQLite.Dashboard;

/// <summary>Every command of Hangfire's dashboard changes what it says.</summary>
public sealed class DashboardCommandTests : IAsyncLifetime
{
    private readonly JobScene _scene = new();
    private DashboardHost _host = null!;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    /// <summary>Gets the state a job is in, the command, and the state it comes to.</summary>
    public static TheoryData<string, string, string> Commands => new()
    {
        { "Enqueued", "/jobs/enqueued/delete", "Deleted" },
        { "Enqueued", "/jobs/enqueued/requeue", "Enqueued" },
        { "Processing", "/jobs/processing/delete", "Deleted" },
        { "Processing", "/jobs/processing/requeue", "Enqueued" },
        { "Scheduled", "/jobs/scheduled/enqueue", "Enqueued" },
        { "Scheduled", "/jobs/scheduled/delete", "Deleted" },
        { "Succeeded", "/jobs/succeeded/requeue", "Enqueued" },
        { "Failed", "/jobs/failed/requeue", "Enqueued" },
        { "Failed", "/jobs/failed/delete", "Deleted" },
        { "Deleted", "/jobs/deleted/requeue", "Enqueued" },
        { "Awaiting", "/jobs/awaiting/enqueue", "Enqueued" },
        { "Awaiting", "/jobs/awaiting/delete", "Deleted" },
        { "Failed", "/jobs/actions/requeue/{0}", "Enqueued" },
        { "Failed", "/jobs/actions/delete/{0}", "Deleted" },
    };

    public async ValueTask InitializeAsync() => _host = await DashboardHost.StartAsync(_scene.Storage);

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        await _scene.DisposeAsync();
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task Command_ChangesTheState(string from, string command, string to)
    {
        var job = Given(from);

        await PostAsync(string.Format(null, command, job), job);

        Assert.Equal(to, _scene.StateOf(job));
        Assert.Equal(from == to ? 2 : to == EnqueuedState.StateName ? 1 : 0, Queued(job, from));
    }

    [Fact]
    public async Task Command_OnARecurringJob_TriggersAndRemovesIt()
    {
        _scene.Recurring.AddOrUpdate<Chores>("every-year", chores => chores.Do("recurring"), Cron.Yearly());

        await PostAsync("/recurring/trigger", "every-year");
        Assert.Equal(1, _scene.Monitor.EnqueuedCount(EnqueuedState.DefaultQueue));
        await PostAsync("/recurring/remove", "every-year");

        using var connection = _scene.Storage.GetConnection();
        Assert.Empty(connection.GetRecurringJobs());
    }

    [Fact]
    public void Tests_GiveEveryCommand()
    {
        var given = Commands.Select(row => row.Data.Item2).Append("/recurring/trigger").Append("/recurring/remove")
            .Select(path => DashboardRouteList.Of(path)!).ToHashSet();

        Assert.Subset(given, DashboardRouteList.All.Where(DashboardRouteList.IsCommand).ToHashSet());
    }

    private string Given(string state)
    {
        var job = Job.FromExpression<Chores>(chores => chores.Do("it"));

        return _scene.Client.Create(job, state switch
        {
            "Enqueued" => new EnqueuedState(),
            "Scheduled" => new ScheduledState(TimeSpan.FromHours(1)),
            "Succeeded" => new SucceededState("done", 1, 1),
            "Deleted" => new DeletedState(),
            "Awaiting" => new AwaitingState(_scene.Client.Create(job, ScriptState.Of("Processing"))),
            _ => ScriptState.Of(state),
        });
    }

    /// <summary>Counts how often a job stands in its queue; one that was deleted is left there, for a worker to pass over.</summary>
    private int Queued(string job, string from) => _scene.Monitor.EnqueuedJobs(EnqueuedState.DefaultQueue, 0, 100)
        .Count(each => each.Key == job && (from != "Enqueued" || each.Value.State != "Deleted"));

    private async Task PostAsync(string command, string job)
    {
        using var answer = await _host.Client.PostAsync(command[1..], new FormUrlEncodedContent([new("jobs[]", job)]), Cancelled);
        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
    }
}
