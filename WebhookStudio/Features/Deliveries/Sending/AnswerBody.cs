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

    /// <summary>Reads a body. Whatever goes wrong, what came until then is the body.</summary>
    /// <param name="content">The body.</param>
    /// <param name="memory">Where the memory for it comes from; the length of the result is taken from it.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public static async Task<AnswerBody> ReadAsync(
        HttpContent content, AnswerMemory memory, CancellationToken cancellationToken)
    {
        var sent = await ReadSentAsync(content, memory, cancellationToken);
        var decoded = Decode(sent, content);

        if (memory.TryGrow(sent.Bytes.Length, decoded.Bytes.Length))
        {
            memory.Resize(Math.Max(sent.Bytes.Length, decoded.Bytes.Length), decoded.Bytes.Length);

            return decoded;
        }

        var kept = Math.Max(sent.Bytes.Length, AnswerMemory.ByRight);

        return decoded with { Bytes = decoded.Bytes[..kept], IsCut = true };
    }

    private static async Task<AnswerBody> ReadSentAsync(
        HttpContent content, AnswerMemory memory, CancellationToken cancellationToken)
    {
        // One byte more than is kept tells a body of exactly that length from a longer one.
        var room = AnswerMemory.ByRight + 1;
        var taken = AnswerMemory.ByRight;
        var most = MostKept;
        var buffer = ArrayPool<byte>.Shared.Rent(room);
        var length = 0;
        var isRead = false;

        try
        {
            await using var stream = await content.ReadAsStreamAsync(cancellationToken);

            while (length <= most && !isRead)
            {
                if (length == room)
                {
                    var larger = Math.Min(room * 4, MostKept + 1);

                    if (!memory.TryGrow(taken, larger))
                    {
                        most = taken;
                        break;
                    }

                    buffer = Enlarge(buffer, length, larger);
                    room = taken = larger;
                }

                var read = await stream.ReadAsync(buffer.AsMemory(length, room - length), cancellationToken);
                length += read;
                isRead = read == 0;
            }
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException or OperationCanceledException)
        {
            // The status has been answered, and decides.
        }

        var kept = buffer.AsSpan(0, Math.Min(length, most)).ToArray();
        ArrayPool<byte>.Shared.Return(buffer);
        memory.Resize(taken, kept.Length);

        return new(kept, IsCut: !isRead, isRead);
    }

    private static byte[] Enlarge(byte[] buffer, int length, int room)
    {
        var larger = ArrayPool<byte>.Shared.Rent(room);
        buffer.AsSpan(0, length).CopyTo(larger);
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
