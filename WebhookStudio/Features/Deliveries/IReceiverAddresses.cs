using System.Net;

namespace WebhookStudio.Features.Deliveries;

/// <summary>Finds the addresses that a receiver's host has, and that may be dialled.</summary>
internal interface IReceiverAddresses
{
    /// <summary>Resolves a host once; the caller dials what comes back, and nothing else.</summary>
    /// <param name="host">A name or a literal address; IPv6 with or without brackets.</param>
    /// <param name="port">The port that will be dialled.</param>
    /// <param name="cancellationToken">Cancels the wait for the name server.</param>
    /// <returns>One address at least.</returns>
    /// <exception cref="BlockedAddressException">The policy refuses one of the addresses.</exception>
    /// <exception cref="System.Net.Sockets.SocketException">The name has no address.</exception>
    Task<IReadOnlyList<IPAddress>> ResolveAsync(string host, int port, CancellationToken cancellationToken);
}

/// <summary>The address policy refuses to dial an address.</summary>
/// <param name="message">The rule and the address, for people.</param>
internal sealed class BlockedAddressException(string message) : Exception(message);
