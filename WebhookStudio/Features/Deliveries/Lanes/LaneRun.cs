namespace WebhookStudio.Features.Deliveries;

/// <summary>A lane that is running; dispose it when it ends, however it ends.</summary>
internal sealed class LaneRun(Lane lane, LaneSwitchboard switchboard, TimeProvider clock) : IDisposable
{
    private int _left;

    /// <summary>Forgets the signals so far; call it before looking for work.</summary>
    public void BeginRound() => lane.BeginRound();

    /// <summary>Waits for a signal.</summary>
    /// <param name="most">How long at most.</param>
    /// <param name="stopping">Ends the wait.</param>
    /// <returns>Whether a signal has come since the round began.</returns>
    public async Task<bool> WaitAsync(TimeSpan most, CancellationToken stopping)
    {
        var signal = lane.WaitAsync();

        if (!signal.IsCompleted && !stopping.IsCancellationRequested)
        {
            // A new delivery waits for this: each further hop between threads would cost it a tenth of a millisecond.
            await using var timer = clock.CreateTimer(_ => lane.StopWaiting(), null, most, Timeout.InfiniteTimeSpan);
            await using var stop = stopping.UnsafeRegister(_ => lane.StopWaiting(), null);
            await signal;
        }

        return lane.IsSignalled;
    }

    /// <summary>Waits for a signal as long as no other lane needs the worker.</summary>
    /// <returns>Whether a signal has come since the round began.</returns>
    public async Task<bool> LingerAsync(TimeSpan most, CancellationToken stopping)
    {
        if (!switchboard.TryLinger(lane))
        {
            return lane.IsSignalled;
        }

        try
        {
            return await WaitAsync(most, stopping);
        }
        finally
        {
            switchboard.EndLinger(lane);
        }
    }

    /// <summary>Ends the run unless a signal has come since the round began.</summary>
    public bool TryLeave() => lane.TryLeave();

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _left, 1) == 0)
        {
            lane.Leave(this);
            switchboard.Left();
        }
    }
}
