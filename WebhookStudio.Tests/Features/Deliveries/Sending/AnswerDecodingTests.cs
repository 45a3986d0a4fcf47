using System.IO.Compression;
using System.Text;
using Microsoft.Extensions.Options;
using WebhookStudio.Features.Deliveries;
using WebhookStudio.Features.Deliveries.Sending;
using WebhookStudio.Tests.TestKit;

namespace WebhookStudio.Tests.Features.Deliveries.Sending;

/// <summary>Bodies are kept decoded, although nobody asked for them encoded.</summary>
public sealed class AnswerDecodingTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public static TheoryData<string, Func<Stream, Stream>> Encodings => new()
    {
        { "gzip", stream => new GZipStream(stream, CompressionLevel.Fastest) },
        { "x-gzip", stream => new GZipStream(stream, CompressionLevel.Fastest) },
        { " GZIP", stream => new GZipStream(stream, CompressionLevel.Fastest) },
        { "deflate", stream => new ZLibStream(stream, CompressionLevel.Fastest) },
        { "br", stream => new BrotliStream(stream, CompressionLevel.Fastest) },
        { "identity", stream => new BufferedStream(stream) },
        { "unheard-of", stream => new BufferedStream(stream) },
    };

    [Theory]
    [MemberData(nameof(Encodings), DisableDiscoveryEnumeration = true)]
    public async Task Read_EncodedBody_IsDecoded(string encoding, Func<Stream, Stream> encoder)
    {
        var body = await ReadAsync(encoding, Encode("wrong secret"u8.ToArray(), encoder));

        Assert.Equal(("wrong secret", false, true), (Encoding.UTF8.GetString(body.Bytes), body.IsCut, body.IsRead));
    }

    [Fact]
    public async Task Read_SmallBomb_KeepsTheCapAndNoMore()
    {
        var body = await ReadAsync("gzip", Hostile.Zip(20_000_000));

        Assert.Equal((AnswerBody.MostKept, true, true), (body.Bytes.Length, body.IsCut, body.IsRead));
    }

    [Fact]
    public async Task Read_BodyIsNotWhatItsEncodingSays_StaysAsSent()
    {
        var body = await ReadAsync("gzip", "plain"u8.ToArray());

        Assert.Equal("plain", Encoding.UTF8.GetString(body.Bytes));
    }

    private static byte[] Encode(byte[] bytes, Func<Stream, Stream> encoder)
    {
        using var encoded = new MemoryStream();
        using (var stream = encoder(encoded))
        {
            stream.Write(bytes);
        }

        return encoded.ToArray();
    }

    private static async Task<AnswerBody> ReadAsync(string encoding, byte[] bytes)
    {
        using var content = new ByteArrayContent(bytes);
        content.Headers.TryAddWithoutValidation("Content-Encoding", encoding);

        return await AnswerBody.ReadAsync(content, new(Options.Create(new DeliveryOptions())), Cancelled);
    }
}
