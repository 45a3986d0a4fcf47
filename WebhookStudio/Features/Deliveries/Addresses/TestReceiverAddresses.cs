using System.Net;
using WebhookStudio.Domain.Deliveries;

namespace WebhookStudio.Features.Deliveries.Addresses;

/// <summary>Finds the addresses of the application's own test receivers, which work whatever the policy says.</summary>
/// <remarks>
/// For URLs that <see cref="TestReceiverUrls"/> matches, and for no others: see <see cref="TestReceiverPools"/>. Two things
/// are let through beyond the policy. An address and port that this application is bound to; of all that the host has,
/// only such are dialled then. And the private addresses of the host in <c>WebhookStudio:PublicUrl</c>, which the
/// administrator has named: a proxy in front of the application has one.
/// </remarks>
internal sealed class TestReceiverAddresses(
    IHostResolver resolver, ReceiverPolicy policy, BoundAddresses bound, TestReceiverUrls urls) : IReceiverAddresses
{
    public async Task<IReadOnlyList<IPAddress>> ResolveAsync(string host, int port, CancellationToken cancellationToken)
    {
        var bare = host.Trim('[', ']');
        var addresses = await resolver.ResolveAsync(bare, cancellationToken);
        await bound.AwaitStartAsync(cancellationToken);

        if (addresses.Where(address => bound.Include(address, port)).ToList() is { Count: > 0 } own)
        {
            return own;
        }

        ReceiverAddresses.Check(addresses, urls.IsPublic(bare, port) ? AddressPolicy.AnyPrivate : policy.Current);

        return addresses;
    }
}
