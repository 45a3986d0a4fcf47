using System.Diagnostics;
using Hangfire;

namespace WebhookStudio.Bench.Jobs;

/// <summary>A job that does nothing but count, and note when it started.</summary>
/// <param name="jobs">How many runs are waited for.</param>
public sealed class Noop(int jobs)
{
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _runs;
    private long _first;
    private long _last;

    /// <summary>Gets the monotonic clock at the last run.</summary>
    public long StartedAt => Volatile.Read(ref _last);

    /// <summary>Gets the time from the first run to the last.</summary>
    public TimeSpan Elapsed => Stopwatch.GetElapsedTime(Volatile.Read(ref _first), Volatile.Read(ref _last));

    public void Run()
    {
        var now = Stopwatch.GetTimestamp();
        Interlocked.CompareExchange(ref _first, now, 0);
        Volatile.Write(ref _last, now);

        if (Interlocked.Increment(ref _runs) == jobs)
        {
            _done.TrySetResult();
        }
    }

    /// <summary>Waits until all have run, for ten minutes at most.</summary>
    public Task AllAsync() => _done.Task.WaitAsync(TimeSpan.FromMinutes(10));

    /// <summary>Starts the workers that run it.</summary>
    public BackgroundJobServer Serve(JobStorage storage) => new(
        new() { WorkerCount = JobProgram.Workers, Activator = new OneNoop(this), ServerName = "bench" }, storage);

    private sealed class OneNoop(Noop noop) : JobActivator
    {
        public override object ActivateJob(Type jobType) => noop;
    }
}
