namespace WebhookStudio.Features.Deliveries;

/// <summary>What is known of a stage's lane: idle, scheduled or running, and when its alarm rings.</summary>
/// <param name="ring">Called when the alarm rings.</param>
internal sealed class Lane(Action ring) : IDisposable
{
    private readonly Lock _lock = new();
    private DateTimeOffset? _scheduledAt;
    private DateTimeOffset? _booked;
    private ITimer? _alarm;
    private TaskCompletionSource? _waiting;
    private LaneRun? _run;
    private bool _signalled;
    private bool _dismissed;

    /// <summary>Whether a job has to be queued.</summary>
    public bool Wake(DateTimeOffset now, TimeSpan lostAfter)
    {
        lock (_lock)
        {
            if (_run is not null)
            {
                Signal();
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

    public bool TryEnter(LaneRun run)
    {
        lock (_lock)
        {
            if (_run is not null)
            {
                Signal();
                return false;
            }

            _run = run;
            _signalled = false;
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

    /// <summary>Ends when a signal has come since the round began, or <see cref="StopWaiting"/> is called.</summary>
    public Task WaitAsync()
    {
        lock (_lock)
        {
            if (_signalled || _dismissed)
            {
                _dismissed = false;
                return Task.CompletedTask;
            }

            _waiting = new(TaskCreationOptions.RunContinuationsAsynchronously);

            return _waiting.Task;
        }
    }

    /// <summary>Ends the wait, also one that is only about to begin.</summary>
    public void Dismiss()
    {
        lock (_lock)
        {
            _dismissed = _waiting is not { Task.IsCompleted: false };
            _waiting?.TrySetResult();
        }
    }

    public void StopWaiting()
    {
        lock (_lock)
        {
            _waiting?.TrySetResult();
        }
    }

    public bool IsSignalled
    {
        get
        {
            lock (_lock)
            {
                return _signalled;
            }
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

            _run = null;

            return true;
        }
    }

    public void Leave(LaneRun run)
    {
        lock (_lock)
        {
            // Another run may have begun since this one left.
            if (ReferenceEquals(_run, run))
            {
                _run = null;
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

    private void Signal()
    {
        _signalled = true;
        _waiting?.TrySetResult();
    }

    private void Ring()
    {
        lock (_lock)
        {
            _booked = null;
        }

        ring();
    }
}
