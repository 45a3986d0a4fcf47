using System.Diagnostics;

namespace Hangfire.Storage.SQLite.Waiting;

/// <summary>A thread that waits until another one hands it what it waits for.</summary>
internal sealed class Parked<T>
    where T : class
{
    private readonly object _gate = new();
    private T? _given;
    private bool _woken;

    /// <summary>Ends the wait, with what was waited for or without.</summary>
    public void Wake(T? given)
    {
        lock (_gate)
        {
            _given = given;
            _woken = true;
            Monitor.Pulse(_gate);
        }
    }

    /// <summary>Waits.</summary>
    /// <returns>What was handed over; nothing if time ran out, or if the wait was ended without.</returns>
    public T? Wait(TimeSpan timeout)
    {
        var started = Stopwatch.GetTimestamp();

        lock (_gate)
        {
            while (!_woken && Left(timeout, started) is var left && left != TimeSpan.Zero)
            {
                Monitor.Wait(_gate, left);
            }

            return _given;
        }
    }

    private static TimeSpan Left(TimeSpan timeout, long started)
    {
        if (timeout == Timeout.InfiniteTimeSpan)
        {
            return timeout;
        }

        // Monitors take no longer waits; the loop asks again.
        var left = timeout - Stopwatch.GetElapsedTime(started);

        return left <= TimeSpan.Zero ? TimeSpan.Zero : left < TimeSpan.FromDays(1) ? left : TimeSpan.FromDays(1);
    }
}
