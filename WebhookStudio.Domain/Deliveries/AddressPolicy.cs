using System.Net;

namespace WebhookStudio.Domain.Deliveries;

/// <summary>Which addresses webhooks may be sent to.</summary>
/// <remarks>
/// Whoever may edit a workflow chooses an address that this server then calls. So that nobody reaches through it what they
/// could not reach themselves, there are two tiers: some addresses are never called (cloud metadata, link-local,
/// multicast, reserved and documentation ranges), and private ones (loopback, private and carrier-grade NAT ranges) only
/// where the configuration allows their network. Every other address is public and may be called. The policy is about
/// addresses, not names: it is asked for each address that is about to be dialled.
/// </remarks>
/// <param name="allowed">The networks whose private addresses may be called.</param>
public sealed class AddressPolicy(IReadOnlyList<IPNetwork> allowed)
{
    /// <summary>The setting with the networks, as refusals name it.</summary>
    public const string Setting = "WebhookStudio:Delivery:AllowedNetworks";

    /// <summary>Gets the policy that allows public addresses only.</summary>
    public static AddressPolicy PublicOnly { get; } = new([]);

    /// <summary>Gets the policy that allows every private address.</summary>
    public static AddressPolicy AnyPrivate { get; } = new([IPNetwork.Parse("0.0.0.0/0"), IPNetwork.Parse("::/0")]);

    /// <summary>Says whether an address may be called, and if not, why.</summary>
    public AddressVerdict Check(IPAddress address)
    {
        var dialled = EmbeddedAddress.Unwrap(address);

        if (AddressRanges.Find(dialled) is not { } range || (range.Tier is AddressTier.Private && Allows(dialled)))
        {
            return AddressVerdict.Allowed;
        }

        var leads = dialled.AddressFamily != address.AddressFamily;

        return AddressVerdict.Refused(range, leads ? $"{address} leads to {dialled}, which" : address.ToString());
    }

    private bool Allows(IPAddress address)
    {
        foreach (var network in allowed)
        {
            if (network.Contains(address))
            {
                return true;
            }
        }

        return false;
    }
}
