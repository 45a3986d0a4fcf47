namespace WebhookStudio.Features.Deliveries.Sending;

/// <summary>A time limit, which also ends when something around it does.</summary>
internal sealed class Deadline : IDisposable
{
    private readonly CancellationTokenSource _source;
    private readonly CancellationTokenRegistration _registration;
    private readonly CancellationToken _outer;
    private readonly TimeProvider _clock;
    private readonly TimeSpan _limit;
    private readonly long _began;

    public Deadline(TimeSpan limit, TimeProvider clock, CancellationToken outer)
    {
        _clock = clock;
        _limit = limit;
        _outer = outer;
        _began = clock.GetTimestamp();
        _source = new(limit, clock);
        Token = _source.Token;
        Narrowest = limit;
        _registration = outer.UnsafeRegister(static source => ((CancellationTokenSource)source!).Cancel(), _source);
    }

    public CancellationToken Token { get; }

    /// <summary>Gets the limit that was set last.</summary>
    public TimeSpan Narrowest { get; private set; }

    /// <summary>Gets whether the time is over; not whether something around it ended.</summary>
    public bool HasPassed => _source.IsCancellationRequested && !_outer.IsCancellationRequested;

    public TimeSpan Remaining
    {
        get
        {
            var remaining = _limit - _clock.GetElapsedTime(_began);

            return remaining > TimeSpan.Zero ? remaining : TimeSpan.Zero;
        }
    }

    /// <summary>Sets a limit from now on for a part of the whole; it can only make the time shorter.</summary>
    public void Narrow(TimeSpan limit)
    {
        if (limit < Remaining)
        {
            Narrowest = limit;
            CancelAfter(limit);
        }
    }

    /// <summary>Takes the limit of a part back: the whole has its time again.</summary>
    public void Widen()
    {
        if (Narrowest < _limit)
        {
            Narrowest = _limit;
            CancelAfter(Remaining);
        }
    }

    public void Dispose()
    {
        _registration.Dispose();
        _source.Dispose();
    }

    private void CancelAfter(TimeSpan limit)
    {
        try
        {
            _source.CancelAfter(limit);
        }
        catch (ObjectDisposedException)
        {
            // A connection may tell of bytes that come after the attempt has ended.
        }
    }
}
