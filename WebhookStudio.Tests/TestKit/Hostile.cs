using System.IO.Compression;
using System.Net.Sockets;

namespace WebhookStudio.Tests.TestKit;

/// <summary>What a receiver can do to a sender.</summary>
public static class Hostile
{
    private const string Chunked = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";

    private static readonly Lazy<byte[]> Zeros = new(() => Zip(100_000_000));

    public static Task Healthy(HostileTalk talk) => talk.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");

    public static Task NeverAnswers(HostileTalk talk) => Task.CompletedTask;

    public static async Task DripsBody(HostileTalk talk)
    {
        await talk.WriteAsync(Chunked);
        await talk.DripAsync("1\r\nx\r\n");
    }

    public static async Task EndlessBody(HostileTalk talk)
    {
        await talk.WriteAsync(Chunked);
        await talk.FloodAsync($"2000\r\n{new string('x', 0x2000)}\r\n");
    }

    public static async Task DripsHead(HostileTalk talk)
    {
        await talk.WriteAsync("HTTP/1.1 200 OK\r\nX-Slow: ");
        await talk.DripAsync("x");
    }

    public static async Task FloodsHead(HostileTalk talk)
    {
        await talk.WriteAsync("HTTP/1.1 200 OK\r\n");
        await talk.FloodAsync("X-Flood: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\r\n");
    }

    public static Task FloodsInterimAnswers(HostileTalk talk) => talk.FloodAsync("HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n");

    public static Task DripsInterimAnswers(HostileTalk talk) => talk.DripAsync("HTTP/1.1 100 Continue\r\n\r\n");

    /// <summary>About 100 KB that become 100 MB.</summary>
    public static async Task ZipBomb(HostileTalk talk)
    {
        await talk.WriteAsync($"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: {Zeros.Value.Length}\r\n\r\n");
        await talk.WriteAsync(Zeros.Value);
    }

    public static Task ConflictingLengths(HostileTalk talk) =>
        talk.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 2000\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\nmore");

    public static Task Garbage(HostileTalk talk) => talk.WriteAsync("220 mail.example ESMTP\r\n\u0001\u0002\u00ff");

    public static async Task OldHttp(HostileTalk talk)
    {
        await talk.WriteAsync("<html>ok</html>");
        talk.Close();
    }

    public static Task HalfCloses(HostileTalk talk)
    {
        talk.Socket.Shutdown(SocketShutdown.Send);

        return Task.CompletedTask;
    }

    public static Task Resets(HostileTalk talk)
    {
        talk.Reset();

        return Task.CompletedTask;
    }

    public static async Task ResetsInHead(HostileTalk talk)
    {
        await talk.WriteAsync("HTTP/1.1 200 OK\r\nX-");
        talk.Close();
    }

    public static async Task TruncatesChunk(HostileTalk talk)
    {
        await talk.WriteAsync($"{Chunked}100\r\nhalf");
        talk.Close();
    }

    public static async Task TruncatesBody(HostileTalk talk)
    {
        await talk.WriteAsync("HTTP/1.1 503 Busy\r\nContent-Length: 100\r\n\r\nhalf");
        talk.Close();
    }

    public static Task BreaksChunk(HostileTalk talk) => talk.WriteAsync($"{Chunked}zz\r\nok\r\n");

    public static Task SwitchesProtocols(HostileTalk talk) =>
        talk.WriteAsync("HTTP/1.1 101 Switching Protocols\r\nConnection: upgrade\r\nUpgrade: websocket\r\n\r\n");

    public static Task NoContentWithBody(HostileTalk talk) => talk.WriteAsync("HTTP/1.1 204 No Content\r\n\r\nHTTP/1.1 500 Trick\r\n\r\n");

    public static Task AnswersPlainly(HostileTalk talk) =>
        talk.WriteAsync("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");

    public static Func<HostileTalk, Task> Redirects(int status, string location) =>
        talk => talk.WriteAsync($"HTTP/1.1 {status} Elsewhere\r\nLocation: {location}\r\nContent-Length: 0\r\n\r\n");

    public static byte[] Zip(int zeros)
    {
        using var zipped = new MemoryStream();
        using (var zip = new GZipStream(zipped, CompressionLevel.SmallestSize))
        {
            var block = new byte[1_000_000];

            for (var written = 0; written < zeros; written += block.Length)
            {
                zip.Write(block);
            }
        }

        return zipped.ToArray();
    }
}
