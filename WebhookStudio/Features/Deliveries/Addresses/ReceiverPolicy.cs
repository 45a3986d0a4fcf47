using System.Net;
using Microsoft.Extensions.Options;
using WebhookStudio.Domain.Deliveries;
using WebhookStudio.Domain.Workflows;
using WebhookStudio.Platform;

namespace WebhookStudio.Features.Deliveries.Addresses;

/// <summary>The address policy of this installation.</summary>
/// <remarks>
/// Without a setting it follows from who can reach the application. If only this machine can, its person can call the
/// private network anyway, and receivers on it are what webhooks are tried out with. If others can, the private network
/// is not theirs to call.
/// </remarks>
internal sealed class ReceiverPolicy(
    IOptions<AddressOptions> options, IOptions<PublicAddressOptions> address, BoundAddresses bound)
{
    private readonly AddressPolicy? _configured = options.Value.Read() is { } networks ? new(networks) : null;

    /// <summary>Gets the policy of this moment; until the server listens, the stricter one.</summary>
    public AddressPolicy Current =>
        _configured ?? (bound.AreLoopbackOnly && IsLocal ? AddressPolicy.AnyPrivate : AddressPolicy.PublicOnly);

    // Behind a proxy on this machine the application listens on loopback alone, and speaks with everybody.
    private bool IsLocal => !Uri.TryCreate(address.Value.PublicUrl?.Trim(), UriKind.Absolute, out var url)
        || WebhookUrl.LiteralAddress(url) is { } literal && IPAddress.IsLoopback(literal);

    /// <summary>Gets the policy once the server listens, so that what is sent at the start is not refused by mistake.</summary>
    public async Task<AddressPolicy> GetAsync(CancellationToken cancellationToken)
    {
        if (_configured is null)
        {
            await bound.AwaitStartAsync(cancellationToken);
        }

        return Current;
    }
}
