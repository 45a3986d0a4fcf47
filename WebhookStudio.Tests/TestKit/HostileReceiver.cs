using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace WebhookStudio.Tests.TestKit;

/// <summary>A receiver that misbehaves below HTTP. It counts its connections, so that a test sees them closed.</summary>
public sealed class HostileReceiver : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stopping = new();
    private readonly ConcurrentQueue<string> _requests = new();
    private readonly Func<HostileTalk, Task> _behaviour;
    private readonly X509Certificate2? _certificate;
    private readonly Task _accepting;
    private int _accepted;
    private int _open;

    private HostileReceiver(Func<HostileTalk, Task> behaviour, X509Certificate2? certificate)
    {
        _behaviour = behaviour;
        _certificate = certificate;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public string Url => $"{(_certificate is null ? "http" : "https")}://127.0.0.1:{Port}/hook";

    /// <summary>Gets how many connections have been made.</summary>
    public int Accepted => Volatile.Read(ref _accepted);

    /// <summary>Gets how many connections the sender has not closed yet.</summary>
    public int Open => Volatile.Read(ref _open);

    /// <summary>Gets the heads of the requests.</summary>
    public IReadOnlyList<string> Requests => [.. _requests];

    /// <summary>Starts a receiver that answers each request by a behaviour; with a certificate it speaks TLS.</summary>
    public static HostileReceiver Start(Func<HostileTalk, Task> behaviour, X509Certificate2? certificate = null) =>
        new(behaviour, certificate);

    /// <summary>Waits until the sender has closed every connection.</summary>
    public Task ClosedAsync(CancellationToken cancellationToken) =>
        Eventually.GetAsync(() => Task.FromResult(Open), open => open == 0, cancellationToken);

    /// <summary>Waits until a number of requests have come.</summary>
    public Task RequestedAsync(int count, CancellationToken cancellationToken) =>
        Eventually.GetAsync(() => Task.FromResult(_requests.Count), found => found >= count, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _accepting;
        _listener.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var socket = await _listener.AcceptSocketAsync(_stopping.Token);
                Interlocked.Increment(ref _open);
                Interlocked.Increment(ref _accepted);
                _ = TalkAsync(socket);
            }
        }
        catch (Exception ended) when (ended is OperationCanceledException or SocketException)
        {
            // The test is over.
        }
    }

    private async Task TalkAsync(Socket socket)
    {
        using var network = new NetworkStream(socket, ownsSocket: true);

        try
        {
            await using var stream = await SecureAsync(network);

            while (await ReadRequestAsync(stream) is { } head)
            {
                _requests.Enqueue(head);
                await _behaviour(new(stream, socket, _stopping.Token));
            }
        }
        catch (Exception ended) when (ended is OperationCanceledException or IOException or SocketException
            or ObjectDisposedException or AuthenticationException)
        {
            // The sender has hung up, or the test is over.
        }
        finally
        {
            Interlocked.Decrement(ref _open);
        }
    }

    private async Task<Stream> SecureAsync(NetworkStream network)
    {
        if (_certificate is null)
        {
            return network;
        }

        var secure = new SslStream(network);

        // Offline: otherwise it is this side that loads what the certificate names.
        var context = SslStreamCertificateContext.Create(_certificate, additionalCertificates: null, offline: true);
        await secure.AuthenticateAsServerAsync(new() { ServerCertificateContext = context }, _stopping.Token);

        return secure;
    }

    /// <summary>Reads a request.</summary>
    /// <returns>Its head, or <see langword="null"/> if the sender has closed the connection.</returns>
    private async Task<string?> ReadRequestAsync(Stream stream)
    {
        var buffer = new byte[64 * 1024];
        var length = 0;

        while (true)
        {
            var read = await stream.ReadAsync(buffer.AsMemory(length), _stopping.Token);
            length += read;
            var text = Encoding.ASCII.GetString(buffer, 0, length);

            // What is no HTTP, such as a TLS greeting, is answered at once.
            if (read == 0 || text[0] != 'P')
            {
                return read == 0 ? null : text;
            }

            if (text.IndexOf("\r\n\r\n", StringComparison.Ordinal) is >= 0 and var end && length >= end + 4 + BodyLength(text))
            {
                return text[..end];
            }
        }
    }

    private static int BodyLength(string head)
    {
        const string Name = "Content-Length: ";
        var start = head.IndexOf(Name, StringComparison.Ordinal) + Name.Length;

        return int.Parse(head.AsSpan(start, head.IndexOf('\r', start) - start), provider: null);
    }
}

/// <summary>A connection of a <see cref="HostileReceiver"/> on which a request has come.</summary>
/// <param name="Stream">What is written here goes to the sender.</param>
/// <param name="Socket">The socket under it.</param>
/// <param name="Stopping">Ends with the test.</param>
public sealed record HostileTalk(Stream Stream, Socket Socket, CancellationToken Stopping)
{
    private static readonly TimeSpan DripPause = TimeSpan.FromMilliseconds(50);

    public async Task WriteAsync(string text) => await WriteAsync(Encoding.Latin1.GetBytes(text));

    public async Task WriteAsync(byte[] bytes) => await Stream.WriteAsync(bytes, Stopping);

    /// <summary>Writes a text again and again until the sender hangs up.</summary>
    public async Task FloodAsync(string text)
    {
        var bytes = Encoding.Latin1.GetBytes(text);

        while (true)
        {
            await WriteAsync(bytes);
        }
    }

    /// <summary>Writes a text again and again, with a pause in between, until the sender hangs up.</summary>
    public async Task DripAsync(string text)
    {
        using var timer = new PeriodicTimer(DripPause);

        do
        {
            await WriteAsync(text);
        }
        while (await timer.WaitForNextTickAsync(Stopping));
    }

    /// <summary>Closes the connection in good order.</summary>
    public void Close() => Stream.Dispose();

    /// <summary>Breaks the connection off.</summary>
    public void Reset()
    {
        Socket.LingerState = new(enable: true, seconds: 0);
        Socket.Close();
    }
}
