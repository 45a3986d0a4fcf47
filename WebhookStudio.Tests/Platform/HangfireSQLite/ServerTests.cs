using Hangfire;
using Hangfire.States;
using Hangfire.Storage;
using WebhookStudio.Tests.TestKit;

namespace WebhookStudio.Tests.Platform.HangfireSQLite;

/// <summary>Hangfire's real server works on the storage as it is used to.</summary>
public sealed class ServerTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Enqueue_AJob_RunsAndKeepsItsResult()
    {
        await using var scene = new JobScene().Serve();

        var job = scene.Client.Enqueue<Chores>(chores => chores.Do("dishes"));
        await scene.ReachesAsync(job, SucceededState.StateName);

        Assert.Equal(["Enqueued", "Processing", "Succeeded"], scene.HistoryOf(job));
        Assert.Equal("\"did dishes\"", Assert.Single(scene.Monitor.SucceededJobs(0, 10)).Value.Result);
        Assert.Equal((1, 0, 0), Counts(scene));
    }

    [Fact]
    public async Task Enqueue_AJobThatFailsOnce_IsRetriedOnSchedule()
    {
        await using var scene = new JobScene().Serve();

        var job = scene.Client.Enqueue<Chores>(chores => chores.FailOnce("windows"));
        await scene.ReachesAsync(job, SucceededState.StateName);

        Assert.Equal(["Enqueued", "Processing", "Failed", "Scheduled", "Enqueued", "Processing", "Succeeded"], scene.HistoryOf(job));
        Assert.Equal(["windows", "windows"], scene.Chores.Done);
        using var connection = scene.Storage.GetConnection();
        Assert.Equal("1", connection.GetJobParameter(job, "RetryCount"));
        Assert.Empty(connection.GetAllItemsFromSet("schedule"));
        Assert.Empty(connection.GetAllItemsFromSet("retries"));
    }

    [Fact]
    public async Task Continuation_OfAJob_RunsAfterIt()
    {
        await using var scene = new JobScene();

        var first = scene.Client.Enqueue<Chores>(chores => chores.Do("wash"));
        var second = scene.Client.ContinueJobWith<Chores>(first, chores => chores.Do("dry"));
        var third = scene.Client.ContinueJobWith<Chores>(second, chores => chores.Do("fold"));
        Assert.Equal(2, scene.Monitor.AwaitingCount());
        scene.Serve();
        await scene.ReachesAsync(third, SucceededState.StateName);

        Assert.Equal(["wash", "dry", "fold"], scene.Chores.Done);
        Assert.Equal(0, scene.Monitor.AwaitingCount());
    }

    [Fact]
    public async Task Schedule_AJob_WaitsForItsTime()
    {
        await using var scene = new JobScene().Serve();

        var later = scene.Client.Schedule<Chores>(chores => chores.Do("later"), TimeSpan.FromHours(1));
        var soon = scene.Client.Schedule<Chores>(chores => chores.Do("soon"), TimeSpan.FromMilliseconds(300));
        await scene.ReachesAsync(soon, SucceededState.StateName);

        Assert.Equal(["soon"], scene.Chores.Done);
        Assert.Equal(later, Assert.Single(scene.Monitor.ScheduledJobs(0, 10)).Key);
        Assert.Equal(["Scheduled", "Enqueued", "Processing", "Succeeded"], scene.HistoryOf(soon));
    }

    [Fact]
    public async Task Recurring_AJob_ComesWhenTriggeredAndEachSecond()
    {
        await using var scene = new JobScene().Serve();

        scene.Recurring.AddOrUpdate<Chores>("yearly", chores => chores.Do("yearly"), Cron.Yearly());
        scene.Recurring.AddOrUpdate<Chores>("secondly", chores => chores.Do("secondly"), "* * * * * *");
        scene.Recurring.Trigger("yearly");
        await scene.DoneAsync("yearly");
        await scene.DoneAsync("secondly");

        using var connection = scene.Storage.GetConnection();
        var known = connection.GetRecurringJobs();
        Assert.Equal(["secondly", "yearly"], known.Select(job => job.Id).Order());
        Assert.All(known, job => Assert.NotNull(job.NextExecution));
        scene.Recurring.RemoveIfExists("secondly");
        Assert.Equal("yearly", Assert.Single(connection.GetRecurringJobs()).Id);
    }

    [Fact]
    public async Task Enqueue_AJobThatCannotBeRead_FailsAndShows()
    {
        await using var scene = new JobScene();
        var job = scene.EnqueueUnreadable();

        scene.Serve();
        var after = scene.Client.Enqueue<Chores>(chores => chores.Do("after"));
        await scene.ReachesAsync(job, FailedState.StateName);
        await scene.ReachesAsync(after, SucceededState.StateName);

        var failed = Assert.Single(scene.Monitor.FailedJobs(0, 10));
        Assert.Equal(job, failed.Key);
        Assert.NotNull(failed.Value.LoadException);
        Assert.Equal(nameof(Chores.Take), failed.Value.InvocationData.Method);
        Assert.Contains("This cannot be read", failed.Value.ExceptionDetails, StringComparison.Ordinal);
        Assert.Equal(0, scene.Monitor.EnqueuedCount("default"));
    }

    [Fact]
    public async Task Fail_AJob_KeepsTheExceptionAndRunsAgainWhenRequeued()
    {
        await using var scene = new JobScene().Serve();

        var job = scene.Client.Enqueue<Chores>(chores => chores.Fail("roof"));
        await scene.ReachesAsync(job, FailedState.StateName);
        Assert.Equal("could not do roof", Assert.Single(scene.Monitor.FailedJobs(0, 10)).Value.ExceptionMessage);

        Assert.True(scene.Client.Requeue(job));
        await Eventually.GetAsync(() => Task.FromResult(scene.Chores.Done.Count), count => count == 2, Cancelled);
        await scene.ReachesAsync(job, FailedState.StateName);

        Assert.Equal(["Enqueued", "Processing", "Failed", "Enqueued", "Processing", "Failed"], scene.HistoryOf(job));
    }

    [Fact]
    public async Task Delete_AJobThatRuns_CancelsIt()
    {
        await using var scene = new JobScene().Serve();

        var job = scene.Client.Enqueue<Chores>(chores => chores.Wait("forever", CancellationToken.None));
        await scene.ReachesAsync(job, ProcessingState.StateName);
        await scene.DoneAsync("forever");
        Assert.True(scene.Client.Delete(job));

        await Eventually.GetAsync(
            () => Task.FromResult(scene.Monitor.FetchedCount("default") + scene.Monitor.EnqueuedCount("default")),
            left => left == 0,
            Cancelled);
        Assert.Equal(DeletedState.StateName, scene.StateOf(job));
        Assert.Equal((0, 0, 1), Counts(scene));
    }

    [Fact]
    public async Task Delete_AJobThatWaits_NeverRuns()
    {
        await using var scene = new JobScene();

        var job = scene.Client.Enqueue<Chores>(chores => chores.Do("unwanted"));
        scene.Client.Delete(job);
        scene.Serve();
        await scene.ReachesAsync(scene.Client.Enqueue<Chores>(chores => chores.Do("wanted")), SucceededState.StateName);

        Assert.Equal(["wanted"], scene.Chores.Done);
    }

    [Fact]
    public async Task Stop_WhileAJobRuns_PutsItBackForTheNextServer()
    {
        await using var scene = new JobScene().Serve();

        var job = scene.Client.Enqueue<Chores>(chores => chores.Wait("long", CancellationToken.None));
        await scene.DoneAsync("long");
        await scene.StopAsync();
        Assert.Equal(1, scene.Monitor.EnqueuedCount("default"));

        scene.Chores.Gate.SetResult();
        scene.Serve();
        await scene.ReachesAsync(job, SucceededState.StateName);

        Assert.Equal(["long", "long"], scene.Chores.Done);
    }

    [Fact]
    public async Task Enqueue_ToNamedQueues_RunsTheFirstQueueFirst()
    {
        await using var scene = new JobScene();

        scene.Client.Enqueue<Chores>("later", chores => chores.Do("third"));
        scene.Client.Enqueue<Chores>("sooner", chores => chores.Do("first"));
        scene.Client.Enqueue<Chores>("sooner", chores => chores.Do("second"));
        scene.Serve(1, "sooner", "later");
        await scene.DoneAsync("third");

        Assert.Equal(["first", "second", "third"], scene.Chores.Done);
    }

    private static (long Succeeded, long Failed, long Deleted) Counts(JobScene scene) =>
        scene.Monitor.GetStatistics() is var all ? (all.Succeeded, all.Failed, all.Deleted) : default;
}
