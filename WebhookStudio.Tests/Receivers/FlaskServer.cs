using System.Diagnostics;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using WebhookStudio.Tests.TestKit;

namespace WebhookStudio.Tests.Receivers;

/// <summary>The sample server of the documentation, run as it stands. It listens where Flask does by default: port 5000.</summary>
internal sealed class FlaskServer : IAsyncDisposable
{
    public const string Url = "http://127.0.0.1:5000/hook";

    private readonly Process _process;

    private FlaskServer(Process process) => _process = process;

    public static async Task<FlaskServer> StartAsync(CancellationToken cancellationToken)
    {
        if (await IsListeningAsync())
        {
            throw new InvalidOperationException("Port 5000 is taken. Stop what listens there; the sample server needs it.");
        }

        // Debian's own interpreter is the one that python3-flask is installed for.
        var start = new ProcessStartInfo("/usr/bin/python3", [Path.Combine(Folder(), "sample_server.py")])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var server = new FlaskServer(Process.Start(start)!);
        server._process.OutputDataReceived += (_, _) => { };
        server._process.ErrorDataReceived += (_, _) => { };
        server._process.BeginOutputReadLine();
        server._process.BeginErrorReadLine();
        await Eventually.GetAsync(IsListeningAsync, listening => listening, cancellationToken);

        return server;
    }

    public async ValueTask DisposeAsync()
    {
        // In debug mode Flask runs the server in a child of its own.
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private static async Task<bool> IsListeningAsync()
    {
        using var client = new TcpClient();

        try
        {
            await client.ConnectAsync("127.0.0.1", 5000);

            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static string Folder([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
