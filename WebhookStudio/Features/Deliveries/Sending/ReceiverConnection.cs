using System.Runtime.CompilerServices;

namespace WebhookStudio.Features.Deliveries.Sending;

/// <summary>A connection to a receiver. It tells the attempt whose request is written to it that it is the one used,
/// and when bytes come back.</summary>
internal sealed class ReceiverConnection(Stream transport, Dial dial) : Stream
{
    private AttemptTrace? _trace;

    /// <summary>Gets how the connection was made.</summary>
    public Dial Dial { get; } = dial;

    public override bool CanRead => true;

    public override bool CanWrite => true;

    public override bool CanSeek => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>Drops the connection, whatever is still coming: it is never used again.</summary>
    public void Drop() => transport.Dispose();

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (AttemptTrace.Current is { } trace && trace != _trace)
        {
            trace.Writes(this, isFirst: _trace is null);
            _trace = trace;
        }

        return transport.WriteAsync(buffer, cancellationToken);
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var reading = transport.ReadAsync(buffer, cancellationToken);

        if (!reading.IsCompletedSuccessfully)
        {
            return WaitAsync(reading, buffer);
        }

        var count = reading.GetAwaiter().GetResult();
        Note(buffer.Span[..count]);

        return new(count);
    }

    public override Task FlushAsync(CancellationToken cancellationToken) => transport.FlushAsync(cancellationToken);

    public override void Flush() => transport.Flush();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            transport.Dispose();
        }

        base.Dispose(disposing);
    }

    // Reads are waited for thousands of times a second.
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<int> WaitAsync(ValueTask<int> reading, Memory<byte> buffer)
    {
        var count = await reading.ConfigureAwait(false);
        Note(buffer.Span[..count]);

        return count;
    }

    private void Note(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > 0)
        {
            _trace?.Receives(bytes[0]);
        }
    }
}
