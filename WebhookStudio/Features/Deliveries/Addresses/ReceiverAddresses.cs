using System.Net;
using System.Net.Sockets;
using WebhookStudio.Domain.Deliveries;

namespace WebhookStudio.Features.Deliveries.Addresses;

/// <inheritdoc />
/// <remarks>
/// What is checked is what is dialled: the name is resolved once, here. One refused address among several refuses all:
/// no honest receiver has a public and a private address under one name, and a name server that turns a name from one
/// to the other between check and call answers like that.
/// </remarks>
internal sealed class ReceiverAddresses(IHostResolver resolver, ReceiverPolicy policy) : IReceiverAddresses
{
    public async Task<IReadOnlyList<IPAddress>> ResolveAsync(string host, int port, CancellationToken cancellationToken)
    {
        var addresses = await resolver.ResolveAsync(host.Trim('[', ']'), cancellationToken);
        Check(addresses, await policy.GetAsync(cancellationToken));

        return addresses;
    }

    /// <param name="addresses">All that a host has.</param>
    /// <param name="policy">What may be dialled.</param>
    /// <exception cref="BlockedAddressException">The policy refuses one of the addresses.</exception>
    /// <exception cref="SocketException">There is no address.</exception>
    internal static void Check(IReadOnlyList<IPAddress> addresses, AddressPolicy policy)
    {
        if (addresses.Count == 0)
        {
            throw new SocketException((int)SocketError.HostNotFound);
        }

        foreach (var address in addresses)
        {
            if (policy.Check(address) is { IsAllowed: false } refused)
            {
                throw new BlockedAddressException($"{refused.Message}.");
            }
        }
    }
}
