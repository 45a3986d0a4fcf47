using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using WebhookStudio.Platform;

namespace WebhookStudio.Features.Deliveries;

/// <summary>Sees to it that each stage has one lane at most, and that no wake-up falls between two of its runs.</summary>
/// <remarks>
/// A lane is idle, scheduled (its job is queued) or running. A wake-up schedules an idle lane, and reaches a running one
/// as a signal; a lane that wants to stop while a signal is pending has to look again. A run that has nothing to do lingers
/// for a while, as long as no other lane needs the worker: the next wake-up then reaches it without a job. A wake-up
/// never throws: what could not be queued is repeated by the sweep.
/// </remarks>
internal sealed partial class LaneSwitchboard(
    ILaneJobs jobs, IOptions<JobOptions> options, TimeProvider clock, ILogger<LaneSwitchboard> logger)
    : ILaneWakeups, IDisposable
{
    /// <summary>A queued job that has not begun for so long was lost, or deleted in the dashboard.</summary>
    private static readonly TimeSpan LostAfter = TimeSpan.FromSeconds(30);

    /// <summary>Waits longer than this are left to the sweep.</summary>
    private static readonly TimeSpan LongestAlarm = TimeSpan.FromDays(1);

    private readonly ConcurrentDictionary<StageKey, Lane> _lanes = new();
    private readonly ConcurrentDictionary<Lane, byte> _lingering = new();
    private int _running;
    private volatile bool _closed;

    /// <summary>Gets whether every worker has a lane, so that others may have to wait.</summary>
    public bool IsCrowded => Volatile.Read(ref _running) >= options.Value.Workers;

    public void Wake(StageKey stage)
    {
        var lane = LaneOf(stage);

        if (_closed || !lane.Wake(clock.GetUtcNow(), LostAfter))
        {
            return;
        }

        if (IsCrowded)
        {
            // One that has nothing to do makes room, and no two make it for the same job.
            _lingering.Keys.FirstOrDefault(idle => _lingering.TryRemove(idle, out _))?.Dismiss();
        }

        try
        {
            jobs.Enqueue(stage);
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            // What has been committed stays committed, whether or not the alarm clock works.
            lane.Unschedule();
            Log.NotQueued(logger, stage.Project.Value, stage.Stage.Value, failure);
        }
    }

    public void WakeAt(StageKey stage, DateTimeOffset due)
    {
        var wait = due - clock.GetUtcNow();

        if (wait <= TimeSpan.Zero)
        {
            Wake(stage);
        }
        else if (wait < LongestAlarm)
        {
            LaneOf(stage).SetAlarm(due, wait, ring => clock.CreateTimer(
                _ => ring(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan));
        }
    }

    /// <summary>Takes the lane of a stage.</summary>
    /// <returns><see langword="null"/> if the lane is running already; it has been told to look again.</returns>
    public LaneRun? TryEnter(StageKey stage)
    {
        var lane = LaneOf(stage);
        var run = new LaneRun(lane, this, clock);

        if (!lane.TryEnter(run))
        {
            return null;
        }

        Interlocked.Increment(ref _running);

        return run;
    }

    /// <summary>Queues no job any more: the application shuts down.</summary>
    public void Close() => _closed = true;

    public void Dispose()
    {
        foreach (var (_, lane) in _lanes)
        {
            lane.Dispose();
        }
    }

    /// <summary>Notes that a run only waits; refused while others need its worker.</summary>
    internal bool TryLinger(Lane lane) => !IsCrowded && _lingering.TryAdd(lane, 0);

    internal void EndLinger(Lane lane) => _lingering.TryRemove(lane, out _);

    internal void Left() => Interlocked.Decrement(ref _running);

    private Lane LaneOf(StageKey stage) => _lanes.GetOrAdd(stage, key => new(() => Wake(key)));

    private static partial class Log
    {
        [LoggerMessage(
            LogLevel.Warning,
            "The job of stage {StageId} in project {ProjectId} could not be queued; the sweep will repeat it.")]
        public static partial void NotQueued(ILogger logger, string projectId, string stageId, Exception exception);
    }
}
