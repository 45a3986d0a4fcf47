using System.Collections.Concurrent;
using System.Text;

namespace WebhookStudio.Bench.Receiver;

/// <summary>Counts webhooks from one reset to the next.</summary>
internal sealed class SinkCounter(SinkMode mode, long target)
{
    private static readonly byte[] TaskProperty = "\"taskId\":\""u8.ToArray();

    private long _arrived;
    private long _answered;
    private long _lastAt;
    private long _reachedAt;
    private SinkSample? _sample;

    public SinkMode Mode => mode;

    /// <summary>Gets when each task's webhook came first; empty unless the mode remembers.</summary>
    public ConcurrentDictionary<string, long> Arrivals { get; } = new();

    public SinkSample? Sample => Volatile.Read(ref _sample);

    public SinkCounts Counts(long hanging, int hung) => new(
        Interlocked.Read(ref _arrived),
        Interlocked.Read(ref _answered),
        hanging,
        hung,
        Interlocked.Read(ref _lastAt),
        Interlocked.Read(ref _reachedAt));

    /// <returns>The how-manieth it is.</returns>
    public long Arrive(long at)
    {
        Volatile.Write(ref _lastAt, at);

        return Interlocked.Increment(ref _arrived);
    }

    public void Answer(long at)
    {
        if (Interlocked.Increment(ref _answered) == target)
        {
            Volatile.Write(ref _reachedAt, at);
        }
    }

    public void Keep(SinkSample sample) => Interlocked.CompareExchange(ref _sample, sample, null);

    public void Remember(ReadOnlySpan<byte> body, long at)
    {
        var start = body.IndexOf(TaskProperty) + TaskProperty.Length;
        var length = body[start..].IndexOf((byte)'"');
        Arrivals.TryAdd(Encoding.ASCII.GetString(body.Slice(start, length)), at);
    }
}
