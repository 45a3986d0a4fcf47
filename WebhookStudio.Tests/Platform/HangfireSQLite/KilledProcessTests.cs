using Hangfire.States;
using Hangfire.Storage;
using WebhookStudio.Tests.Platform.HangfireSQLite.Differential;
using WebhookStudio.Tests.TestKit;

namespace WebhookStudio.Tests.Platform.HangfireSQLite;

/// <summary>The process dies without a chance to clean up; the next one goes on.</summary>
public sealed class KilledProcessTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Kill_InTheMiddleOfManyJobs_LosesNoneAndRepeatsNoMoreThanWereUnderWay()
    {
        await using (var victim = new JobProcess(JobProgram.Produce, _folder.Path))
        {
            await Eventually.GetAsync(
                () => Task.FromResult(Ran().Count), ran => ran >= JobProgram.Jobs / 2, Cancelled, TimeSpan.FromSeconds(90));
            await victim.KillAsync();
        }

        var enqueued = NumberLog.Read(JobProgram.EnqueuedFile(_folder.Path));
        var before = Ran().Count;
        await using var next = new JobProcess(JobProgram.Finish, _folder.Path);
        var found = await next.NextLineAsync(Cancelled);
        await next.NextLineAsync(Cancelled);
        var running = TimeProvider.System.GetElapsedTime(next.StartedAt);
        var end = await next.NextLineAsync(Cancelled);

        var ran = Ran();
        var jobs = ran.Distinct().Count();
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{enqueued.Count} enqueued, {before} ran before the kill, {found}, "
            + $"the first after {running.TotalMilliseconds:0} ms, {ran.Count - jobs} twice");
        Assert.Empty(enqueued.Except(ran));
        Assert.Equal($"succeeded {jobs} failed 0 queued 0", end);
        Assert.InRange(ran.Count - jobs, 0, JobProgram.Workers);
        Assert.All(ran.CountBy(number => number), runs => Assert.InRange(runs.Value, 1, 2));
    }

    [Fact]
    public async Task Kill_KeepsHistorySchedulesAndFailures_AndReleasesLocks()
    {
        await using (var victim = new JobProcess(JobProgram.Scene, _folder.Path))
        {
            Assert.Equal(JobProgramScene.Ready, await victim.NextLineAsync(Cancelled));
            await victim.KillAsync();
        }

        await using var scene = new JobScene(TemporaryStorage.OursIn(_folder.Path));
        var monitor = scene.Monitor;

        Assert.Equal("\"did done\"", Assert.Single(monitor.SucceededJobs(0, 10)).Value.Result);
        var failed = Assert.Single(monitor.FailedJobs(0, 10));
        Assert.Equal("could not do failed", failed.Value.ExceptionMessage);
        Assert.Equal(["Enqueued", "Processing", "Failed"], scene.HistoryOf(failed.Key));
        Assert.Single(monitor.ScheduledJobs(0, 10));
        Assert.Single(monitor.DeletedJobs(0, 10));
        Assert.Single(monitor.AwaitingJobs(0, 10));
        AssertLocksAndSchedules(scene);

        scene.Chores.Gate.SetResult();
        scene.Serve();
        await scene.DoneAsync("continued");
        Assert.Equal(["running", "continued"], scene.Chores.Done);
    }

    private static void AssertLocksAndSchedules(JobScene scene)
    {
        using var connection = scene.Storage.GetConnection();
        using var free = connection.AcquireDistributedLock(JobProgramScene.Lock, TimeSpan.Zero);

        Assert.Equal("yearly", Assert.Single(connection.GetRecurringJobs()).Id);
        Assert.Equal(1, scene.Monitor.EnqueuedCount(EnqueuedState.DefaultQueue));
        Assert.Equal((1, 1), (scene.Monitor.GetStatistics().Succeeded, scene.Monitor.GetStatistics().Deleted));
    }

    private IReadOnlyList<int> Ran() => NumberLog.Read(JobProgram.RanFile(_folder.Path));
}
