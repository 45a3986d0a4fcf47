namespace WebhookStudio.Features.Deliveries;

/// <summary>What is known of a stage's lane: idle, scheduled or running, and when its alarm rings.</summary>
/// <param name="ring">Called when the alarm rings.</param>
internal sealed class Lane(Action ring) : IDisposable
{
    private readonly Lock _lock = new();
    private DateTimeOffset? _scheduledAt;
    private DateTimeOffset? _booked;
    private ITimer? _alarm;
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

    /// <summary>Takes back that a job is queued.</summary>
    public void Unschedule()
    {
        lock (_lock)
        {
            _scheduledAt = null;
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

    /// <summary>Sets the alarm, unless it rings as early already.</summary>
    public void SetAlarm(DateTimeOffset due, TimeSpan wait, Func<Action, ITimer> create)
    {
        lock (_lock)
        {
            if (_booked <= due)
            {
                return;
            }

            _booked = due;
            _alarm ??= create(Ring);
            _alarm.Change(wait, Timeout.InfiniteTimeSpan);
        }
    }

    public void Dispose() => _alarm?.Dispose();

    private void Ring()
    {
        lock (_lock)
        {
            _booked = null;
        }

        ring();
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
