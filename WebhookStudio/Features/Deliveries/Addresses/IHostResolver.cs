using System.Net;

namespace WebhookStudio.Features.Deliveries.Addresses;

/// <summary>Asks the name servers.</summary>
internal interface IHostResolver
{
    /// <summary>Finds the addresses of a host.</summary>
    /// <param name="host">A name or a literal address, without brackets.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="System.Net.Sockets.SocketException">The name has no address.</exception>
    Task<IReadOnlyList<IPAddress>> ResolveAsync(string host, CancellationToken cancellationToken);
}
