using System.Net;
using System.Net.Sockets;
using System.Text;

namespace WebhookStudio.Tests.TestKit;

/// <summary>A receiver that speaks whatever it is told to, below HTTP. It reads the request's head first.</summary>
public sealed class RawReceiver : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stopping = new();
    private readonly Func<NetworkStream, CancellationToken, Task> _conversation;
    private readonly Task _accepting;

    private RawReceiver(Func<NetworkStream, CancellationToken, Task> conversation)
    {
        _conversation = conversation;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public string Url => $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/hook";

    public static RawReceiver Start(Func<NetworkStream, CancellationToken, Task> conversation) => new(conversation);

    /// <summary>Writes a text and closes the connection.</summary>
    public static Func<NetworkStream, CancellationToken, Task> Answer(string text) =>
        async (stream, stopping) => await stream.WriteAsync(Encoding.ASCII.GetBytes(text), stopping);

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        _listener.Dispose();
        await _accepting;
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _ = TalkAsync(await _listener.AcceptTcpClientAsync(_stopping.Token));
            }
        }
        catch (Exception ended) when (ended is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task TalkAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                var stream = client.GetStream();
                await ReadHeadAsync(stream);
                await _conversation(stream, _stopping.Token);
            }
            catch (Exception ended) when (ended is OperationCanceledException or IOException or SocketException)
            {
                // The sender has hung up, or the test is over.
            }
        }
    }

    private async Task ReadHeadAsync(NetworkStream stream)
    {
        var buffer = new byte[64 * 1024];
        var length = 0;

        // What is no HTTP, such as a TLS greeting, has no blank line: its first bytes do.
        do
        {
            var read = await stream.ReadAsync(buffer.AsMemory(length), _stopping.Token);
            length += read;

            if (read == 0 || buffer[0] is not (byte)'P')
            {
                return;
            }
        }
        while (buffer.AsSpan(0, length).IndexOf("\r\n\r\n"u8) < 0);
    }
}
