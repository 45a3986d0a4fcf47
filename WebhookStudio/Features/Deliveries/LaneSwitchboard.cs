using System.Collections.Concurrent;

namespace WebhookStudio.Features.Deliveries;

/// <summary>Sees to it that each stage has one lane at most, and that no wake-up falls between two of its runs.</summary>
/// <remarks>
/// A lane is idle, scheduled (its job is queued) or running. A wake-up schedules an idle lane, and reaches a running one
/// as a signal; a lane that wants to stop while a signal is pending has to look again.
/// </remarks>
internal sealed class LaneSwitchboard(ILaneJobs jobs, TimeProvider clock) : ILaneWakeups, IDisposable
{
    /// <summary>A queued job that has not begun for so long was lost, or deleted in the dashboard.</summary>
    private static readonly TimeSpan LostAfter = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<StageKey, Lane> _lanes = new();
    private readonly ConcurrentDictionary<ITimer, byte> _alarms = new();

    public void Wake(StageKey stage)
    {
        if (_lanes.GetOrAdd(stage, _ => new()).Wake(clock.GetUtcNow(), LostAfter))
        {
            jobs.Enqueue(stage);
        }
    }

    public void WakeAt(StageKey stage, DateTimeOffset due)
    {
        var wait = due - clock.GetUtcNow();

        if (wait <= TimeSpan.Zero)
        {
            Wake(stage);
            return;
        }

        SetAlarm(_lanes.GetOrAdd(stage, _ => new()), stage, due, wait);
    }

    /// <summary>Takes the lane of a stage.</summary>
    /// <param name="stage">The stage.</param>
    /// <param name="signal">Called when a wake-up reaches the running lane.</param>
    /// <returns><see langword="null"/> if the lane is running already; it has been told to look again.</returns>
    public LaneRun? TryEnter(StageKey stage, Action signal)
    {
        var lane = _lanes.GetOrAdd(stage, _ => new());

        return lane.TryEnter(signal) ? new(lane, signal) : null;
    }

    public void Dispose()
    {
        foreach (var (alarm, _) in _alarms)
        {
            alarm.Dispose();
        }
    }

    private void SetAlarm(Lane lane, StageKey stage, DateTimeOffset due, TimeSpan wait)
    {
        // Waits longer than this are left to the sweep; timers take no more than 49 days anyway.
        if (wait > TimeSpan.FromDays(1) || !lane.TryBook(due))
        {
            return;
        }

        ITimer? alarm = null;
        alarm = clock.CreateTimer(_ => Ring(), null, wait, Timeout.InfiniteTimeSpan);
        _alarms[alarm] = 0;

        void Ring()
        {
            lane.Unbook(due);
            Wake(stage);

            if (alarm is not null)
            {
                _alarms.TryRemove(alarm, out _);
                alarm.Dispose();
            }
        }
    }

    /// <summary>A lane that is running; dispose it when it ends, however it ends.</summary>
    internal sealed class LaneRun(Lane lane, Action signal) : IDisposable
    {
        /// <summary>Forgets the signals so far; call it before looking for work.</summary>
        public void BeginRound() => lane.BeginRound();

        /// <summary>Ends the run unless a signal has come since the round began.</summary>
        public bool TryLeave() => lane.TryLeave();

        public void Dispose() => lane.Leave(signal);
    }

    internal sealed class Lane
    {
        private readonly Lock _lock = new();
        private DateTimeOffset? _scheduledAt;
        private DateTimeOffset? _booked;
        private Action? _signal;
        private bool _signalled;

        /// <summary>Whether a job has to be queued.</summary>
        public bool Wake(DateTimeOffset now, TimeSpan lostAfter)
        {
            lock (_lock)
            {
                if (_signal is not null)
                {
                    _signalled = true;
                    _signal();
                    return false;
                }

                // A clock that has stepped back must not make a lane wait for it.
                if (_scheduledAt is { } at && (now - at).Duration() < lostAfter)
                {
                    return false;
                }

                _scheduledAt = now;

                return true;
            }
        }

        public bool TryEnter(Action signal)
        {
            lock (_lock)
            {
                if (_signal is not null)
                {
                    _signalled = true;
                    _signal();
                    return false;
                }

                _signal = signal;
                _scheduledAt = null;

                return true;
            }
        }

        public void BeginRound()
        {
            lock (_lock)
            {
                _signalled = false;
            }
        }

        public bool TryLeave()
        {
            lock (_lock)
            {
                if (_signalled)
                {
                    return false;
                }

                _signal = null;

                return true;
            }
        }

        public void Leave(Action signal)
        {
            lock (_lock)
            {
                // Another run may have begun since this one left.
                if (ReferenceEquals(_signal, signal))
                {
                    _signal = null;
                }
            }
        }

        /// <summary>Whether an alarm is needed: none is set that rings as early.</summary>
        public bool TryBook(DateTimeOffset due)
        {
            lock (_lock)
            {
                if (_booked <= due)
                {
                    return false;
                }

                _booked = due;

                return true;
            }
        }

        public void Unbook(DateTimeOffset due)
        {
            lock (_lock)
            {
                if (_booked == due)
                {
                    _booked = null;
                }
            }
        }
    }
}

/// <summary>Queues the job that runs a lane.</summary>
internal interface ILaneJobs
{
    void Enqueue(StageKey stage);
}
