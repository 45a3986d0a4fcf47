using WebhookStudio.Domain.Deliveries;

namespace WebhookStudio.Features.Deliveries.Sending;

/// <summary>Follows an attempt through the pool of connections: which connection it used, and what took how long.</summary>
/// <remarks>
/// The pool hands a connection to whichever request waits, not to the one it was dialled for. So what counts is where a
/// request is written: the trace travels with the request's flow of execution, and the connection that is written to in
/// that flow is the one used.
/// It holds nothing large, because an idle connection keeps the flow of its last request.
/// </remarks>
internal sealed class AttemptTrace(Deadline deadline, TimeSpan? firstByteLimit, TimeProvider clock)
{
    private static readonly AsyncLocal<AttemptTrace?> Flow = new();

    private readonly long _began = clock.GetTimestamp();
    private long _requested;
    private long _answered;
    private bool _isFirstOfConnection;

    /// <summary>Gets the trace of the attempt that the running code belongs to.</summary>
    public static AttemptTrace? Current => Flow.Value;

    /// <summary>Gets the dial that was made for this attempt; another attempt may use its connection.</summary>
    public Dial? Dial { get; private set; }

    /// <summary>Gets the connection that the request was written to.</summary>
    public ReceiverConnection? Connection { get; private set; }

    /// <summary>Gets whether any byte came back since the request was written.</summary>
    public bool HasReceived { get; private set; }

    /// <summary>Gets whether what came back begins like a status line: <c>HTTP/1.1 200 OK</c>.</summary>
    public bool LooksLikeHttp { get; private set; }

    public string? RemoteAddress => (Connection?.Dial ?? Dial)?.RemoteAddress;

    /// <summary>Makes this the trace of the calling method's flow, until that method returns.</summary>
    public void Follow() => Flow.Value = this;

    public void Dials(Dial dial) => Dial = dial;

    public void Writes(ReceiverConnection connection, bool isFirst)
    {
        Connection = connection;
        _isFirstOfConnection = isFirst;
        _requested = clock.GetTimestamp();
        HasReceived = false;

        if (firstByteLimit is { } limit)
        {
            deadline.Narrow(limit);
        }
    }

    public void Receives(byte first)
    {
        if (!HasReceived)
        {
            HasReceived = true;
            LooksLikeHttp = first is (byte)'H';
            deadline.Widen();
        }
    }

    /// <summary>Notes that the head of the answer is complete.</summary>
    public void Answered() => _answered = clock.GetTimestamp();

    /// <summary>Gets what took how long, of an attempt that ends now.</summary>
    public AttemptPhases Phases()
    {
        var now = clock.GetTimestamp();
        var dial = Connection is null ? Dial : _isFirstOfConnection ? Connection.Dial : null;

        return new(
            dial is null ? null : Part(dial.Began, dial.Resolved, now),
            dial is null ? null : Part(dial.Resolved, dial.Connected, now),
            dial is { IsSecure: true } ? Part(dial.Connected, dial.Secured, now) : null,
            Part(_requested, _answered, now),
            Part(_answered, now, now));
    }

    /// <summary>Measures the part of a span that lies within the attempt: the dial may have begun for an earlier one.</summary>
    private double? Part(long from, long to, long now)
    {
        var end = to == 0 ? now : to;

        return from == 0 || end < _began
            ? null
            : clock.GetElapsedTime(Math.Max(from, _began), end).TotalMilliseconds;
    }
}
