namespace WebhookStudio.Features.Deliveries;

/// <summary>Holds a stage to so many deliveries a second: a token bucket with a tenth of a second in it, or one delivery.</summary>
/// <remarks>Uses the monotonic clock: a clock that is set does not matter.</remarks>
internal sealed class RateBucket(TimeProvider clock)
{
    private double? _rate;
    private double _tokens;
    private long _at;

    /// <summary>Gets how many deliveries may go out now; <see cref="int.MaxValue"/> without a limit.</summary>
    public int Available(double? perSecond)
    {
        if (perSecond is not { } rate)
        {
            _rate = null;
            return int.MaxValue;
        }

        var capacity = Math.Max(1, rate / 10);
        var now = clock.GetTimestamp();
        _tokens = _rate == rate
            ? Math.Min(capacity, _tokens + (clock.GetElapsedTime(_at, now).TotalSeconds * rate))
            : Math.Min(capacity, _rate is null ? capacity : _tokens);
        _rate = rate;
        _at = now;

        // Rounding must not make a delivery wait for one more turn.
        return (int)(_tokens + 1e-6);
    }

    /// <summary>Takes what went out.</summary>
    public void Take(int count) => _tokens -= count;

    /// <summary>Gets how long until the next delivery may go out; <see langword="null"/> without a limit.</summary>
    public TimeSpan? UntilNext() =>
        _rate is { } rate ? TimeSpan.FromSeconds(Math.Max(0, (1 - _tokens) / rate)) : null;
}
