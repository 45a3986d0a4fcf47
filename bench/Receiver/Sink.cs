using System.Net;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace WebhookStudio.Bench.Receiver;

/// <summary>A receiver in a process of its own: Kestrel and nothing on top, so that it costs the machine as
/// little as it can.</summary>
internal static class Sink
{
    public const string Command = "sink";

    /// <summary>Prints where it listens, and runs until its input ends: also when whoever started it has
    /// died.</summary>
    public static async Task<int> RunAsync()
    {
        var options = new KestrelServerOptions();
        options.Listen(IPAddress.Loopback, 0);
        var transport = new SocketTransportFactory(
            Options.Create(new SocketTransportOptions()), NullLoggerFactory.Instance);
        using var server = new KestrelServer(Options.Create(options), transport, NullLoggerFactory.Instance);

        await server.StartAsync(new SinkApplication(), CancellationToken.None);
        Console.WriteLine(server.Features.Get<IServerAddressesFeature>()!.Addresses.Single());
        await Console.In.ReadToEndAsync();

        return 0;
    }
}
