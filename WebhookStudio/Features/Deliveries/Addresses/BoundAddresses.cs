using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace WebhookStudio.Features.Deliveries.Addresses;

/// <summary>Knows where this application listens: what the server is bound to, not what it was told.</summary>
internal sealed class BoundAddresses
{
    private readonly TaskCompletionSource _started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly IServer _server;

    public BoundAddresses(IServer server, IHostApplicationLifetime lifetime)
    {
        _server = server;
        lifetime.ApplicationStarted.Register(() => _started.TrySetResult());
    }

    /// <summary>Gets a value indicating whether only this machine can reach the application. Not before the start, and not
    /// where the server does not tell: through a socket file or a test host others may come in.</summary>
    public bool AreLoopbackOnly
    {
        get
        {
            var bound = Read();

            return bound.Count > 0 && bound.All(one => one is { IsLoopback: true });
        }
    }

    /// <summary>Waits until the server listens. Webhooks that are due at the start are sent a moment earlier.</summary>
    public Task AwaitStartAsync(CancellationToken cancellationToken) => _started.Task.WaitAsync(cancellationToken);

    /// <summary>Whether who dials an address and port of this machine reaches this application.</summary>
    public bool Include(IPAddress address, int port)
    {
        var dialled = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;

        return Read().Any(one => one?.Port == port && one.Answers(dialled));
    }

    private List<Bound?> Read() => _started.Task.IsCompleted
        ? [.. (_server.Features.Get<IServerAddressesFeature>()?.Addresses ?? []).Select(Bound.Parse)]
        : [];

    /// <summary>One address that the server listens at. Hosts that are no address mean every interface to the server.</summary>
    private sealed record Bound(string Host, int Port)
    {
        private IPAddress? Address { get; } = IPAddress.TryParse(Host, out var address) ? address : null;

        private bool IsLocalhost { get; } = Host.Equals("localhost", StringComparison.OrdinalIgnoreCase);

        public bool IsLoopback => IsLocalhost || (Address is not null && IPAddress.IsLoopback(Address));

        public static Bound? Parse(string listened)
        {
            try
            {
                var address = BindingAddress.Parse(listened);

                return address.IsUnixPipe || address.IsNamedPipe ? null : new(address.Host, address.Port);
            }
            catch (FormatException)
            {
                // Such as a socket that the system handed over.
                return null;
            }
        }

        public bool Answers(IPAddress dialled) => Address switch
        {
            null => IPAddress.IsLoopback(dialled),
            _ when Address.Equals(IPAddress.Any) => IPAddress.IsLoopback(dialled)
                && dialled.AddressFamily is AddressFamily.InterNetwork,
            _ when Address.Equals(IPAddress.IPv6Any) => IPAddress.IsLoopback(dialled),
            _ => Address.Equals(dialled),
        };
    }
}
