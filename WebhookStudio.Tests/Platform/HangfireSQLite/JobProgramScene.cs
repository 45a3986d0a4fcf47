using Hangfire;
using Hangfire.Common;
using Hangfire.States;

namespace WebhookStudio.Tests.Platform.HangfireSQLite;

/// <summary>A job in each state, made by a real server, in a process that will be killed.</summary>
internal static class JobProgramScene
{
    public const string Ready = "ready";
    public const string Lock = "held";

    public static async Task PlayAsync(JobStorage storage)
    {
        var chores = new Chores();
        var client = new BackgroundJobClient(storage);
        using var server = new BackgroundJobServer(
            new() { WorkerCount = 4, Activator = new OneChores(chores), ServerName = "killed" }, storage);

        var done = client.Enqueue<Chores>(job => job.Do("done"));
        var failed = client.Enqueue<Chores>(job => job.Fail("failed"));
        var running = client.Enqueue<Chores>(job => job.Wait("running", CancellationToken.None));
        client.ContinueJobWith<Chores>(running, job => job.Do("continued"));
        client.Schedule<Chores>(job => job.Do("scheduled"), TimeSpan.FromHours(1));
        client.Delete(client.Schedule<Chores>(job => job.Do("deleted"), TimeSpan.FromHours(1)));
        new RecurringJobManager(storage).AddOrUpdate("yearly", Job.FromExpression<Chores>(job => job.Do("yearly")), Cron.Yearly());

        using var connection = storage.GetConnection();
        using var held = connection.AcquireDistributedLock(Lock, TimeSpan.FromSeconds(10));
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));

        while (StateOf(done) != SucceededState.StateName || StateOf(failed) != FailedState.StateName || !chores.Done.Contains("running"))
        {
            await timer.WaitForNextTickAsync();
        }

        Console.WriteLine(Ready);
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, CancellationToken.None);

        string? StateOf(string job) => connection.GetStateData(job)?.Name;
    }

    private sealed class OneChores(Chores chores) : JobActivator
    {
        public override object ActivateJob(Type jobType) => chores;
    }
}
