using System.Buffers;
using System.IO.Compression;

namespace WebhookStudio.Features.Deliveries.Sending;

/// <summary>The beginning of an answer's body, as far as it is kept.</summary>
/// <param name="Bytes">At most <see cref="MostKept"/> bytes, decoded.</param>
/// <param name="IsCut">Whether there was more, or the body broke off.</param>
/// <param name="IsRead">Whether all that was sent has been read, so that the connection can be used again.</param>
internal readonly record struct AnswerBody(byte[] Bytes, bool IsCut, bool IsRead)
{
    /// <summary>The most bytes that are kept, and the most that are read before decoding.</summary>
    public const int MostKept = 64 * 1024;

    private const int FirstBuffer = 4 * 1024;

    /// <summary>Reads a body. Whatever goes wrong, what came until then is the body.</summary>
    public static async Task<AnswerBody> ReadAsync(HttpContent content, CancellationToken cancellationToken)
    {
        var sent = await ReadSentAsync(content, cancellationToken);

        return Decode(sent, content);
    }

    private static async Task<AnswerBody> ReadSentAsync(HttpContent content, CancellationToken cancellationToken)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(FirstBuffer);
        var length = 0;
        var isRead = false;

        try
        {
            await using var stream = await content.ReadAsStreamAsync(cancellationToken);

            // One byte more than is kept tells a body of exactly that length from a longer one.
            while (length <= MostKept && !isRead)
            {
                buffer = WithRoom(buffer, length);
                var read = await stream.ReadAsync(buffer.AsMemory(length), cancellationToken);
                length += read;
                isRead = read == 0;
            }
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException or OperationCanceledException)
        {
            // The status has been answered, and decides.
        }

        var kept = buffer.AsSpan(0, Math.Min(length, MostKept)).ToArray();
        ArrayPool<byte>.Shared.Return(buffer);

        return new(kept, IsCut: !isRead, isRead);
    }

    private static byte[] WithRoom(byte[] buffer, int length)
    {
        if (length < buffer.Length)
        {
            return buffer;
        }

        var larger = ArrayPool<byte>.Shared.Rent(Math.Min(buffer.Length * 4, MostKept + 1));
        buffer.AsSpan().CopyTo(larger);
        ArrayPool<byte>.Shared.Return(buffer);

        return larger;
    }

    /// <summary>Decodes what a receiver encoded although it was asked not to; a body that cannot be decoded stays as sent.</summary>
    private static AnswerBody Decode(AnswerBody sent, HttpContent content)
    {
        if (sent.Bytes.Length == 0 || !content.Headers.NonValidated.TryGetValues("Content-Encoding", out var encoding))
        {
            return sent;
        }

        try
        {
            using var decoder = Decoder(encoding.ToString(), new MemoryStream(sent.Bytes));

            return decoder is null ? sent : Decode(sent, decoder);
        }
        catch (Exception failure) when (failure is InvalidDataException or IOException or InvalidOperationException)
        {
            return sent;
        }
    }

    private static AnswerBody Decode(AnswerBody sent, Stream decoder)
    {
        var buffer = new byte[MostKept + 1];
        var length = 0;

        try
        {
            length = decoder.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
        }
        catch (InvalidDataException) when (sent.IsCut)
        {
            // The end is missing, of course.
        }

        return sent with
        {
            Bytes = buffer.AsSpan(0, Math.Min(length, MostKept)).ToArray(),
            IsCut = sent.IsCut || length > MostKept,
        };
    }

    private static Stream? Decoder(string encoding, Stream encoded) => encoding.Trim().ToLowerInvariant() switch
    {
        "gzip" or "x-gzip" => new GZipStream(encoded, CompressionMode.Decompress),
        "deflate" => new ZLibStream(encoded, CompressionMode.Decompress),
        "br" => new BrotliStream(encoded, CompressionMode.Decompress),
        _ => null,
    };
}
