using System.Collections.Concurrent;

namespace WebhookStudio.Features.Deliveries;

/// <summary>Sees to it that each stage has one lane at most, and that no wake-up falls between two of its runs.</summary>
/// <remarks>
/// A lane is idle, scheduled (its job is queued) or running. A wake-up schedules an idle lane, and reaches a running one
/// as a signal; a lane that wants to stop while a signal is pending has to look again. A wake-up never throws: what could
/// not be queued is repeated by the sweep.
/// </remarks>
internal sealed partial class LaneSwitchboard(ILaneJobs jobs, TimeProvider clock, ILogger<LaneSwitchboard> logger)
    : ILaneWakeups, IDisposable
{
    /// <summary>A queued job that has not begun for so long was lost, or deleted in the dashboard.</summary>
    private static readonly TimeSpan LostAfter = TimeSpan.FromSeconds(30);

    /// <summary>Waits longer than this are left to the sweep.</summary>
    private static readonly TimeSpan LongestAlarm = TimeSpan.FromDays(1);

    private readonly ConcurrentDictionary<StageKey, Lane> _lanes = new();

    public void Wake(StageKey stage)
    {
        var lane = LaneOf(stage);

        if (!lane.Wake(clock.GetUtcNow(), LostAfter))
        {
            return;
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
    /// <param name="stage">The stage.</param>
    /// <param name="signal">Called when a wake-up reaches the running lane.</param>
    /// <returns><see langword="null"/> if the lane is running already; it has been told to look again.</returns>
    public LaneRun? TryEnter(StageKey stage, Action signal)
    {
        var lane = LaneOf(stage);

        return lane.TryEnter(signal) ? new(lane, signal) : null;
    }

    public void Dispose()
    {
        foreach (var (_, lane) in _lanes)
        {
            lane.Dispose();
        }
    }

    private Lane LaneOf(StageKey stage) => _lanes.GetOrAdd(stage, key => new(() => Wake(key)));

    private static partial class Log
    {
        [LoggerMessage(
            LogLevel.Warning,
            "The job of stage {StageId} in project {ProjectId} could not be queued; the sweep will repeat it.")]
        public static partial void NotQueued(ILogger logger, string projectId, string stageId, Exception exception);
    }
}
