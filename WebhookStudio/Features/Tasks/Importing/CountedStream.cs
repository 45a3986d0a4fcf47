namespace WebhookStudio.Features.Tasks.Importing;

/// <summary>Tells how much of what is read has been read.</summary>
/// <param name="inner">What is read.</param>
/// <param name="length">How many bytes it has.</param>
/// <param name="read">Takes whole per cent.</param>
internal sealed class CountedStream(Stream inner, long length, Action<int> read) : Stream
{
    private long _done;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => length;

    public override long Position
    {
        get => _done;
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var count = await inner.ReadAsync(buffer, cancellationToken);
        _done += count;
        read(length == 0 ? 100 : (int)(_done * 100 / length));

        return count;
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        inner.Dispose();
        base.Dispose(disposing);
    }
}
