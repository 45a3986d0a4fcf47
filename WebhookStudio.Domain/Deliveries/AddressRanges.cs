using System.Net;
using System.Net.Sockets;
using static WebhookStudio.Domain.Deliveries.AddressRange;

namespace WebhookStudio.Domain.Deliveries;

/// <summary>The table behind <see cref="AddressPolicy"/>: every range that is not simply public. The first that fits counts.</summary>
/// <remarks>
/// From the special-purpose registries of IANA, and the fixed addresses at which clouds serve their machines. IPv4 inside
/// IPv6 is told apart by <see cref="EmbeddedAddress"/> before the table is asked.
/// </remarks>
internal static class AddressRanges
{
    private static readonly AddressRange[] V4 =
    [
        Never("168.63.129.16/32", "metadata", "the wire server of Azure, which hands out a machine's secrets"),
        Never("100.100.100.200/32", "metadata", "the metadata service of Alibaba Cloud"),
        Never("192.0.0.192/32", "metadata", "the metadata service of Oracle Cloud"),
        Never("169.254.0.0/16", "link-local", "link-local, where cloud metadata lives"),
        Never("0.0.0.0/8", "unspecified", "in {}, which has no receivers and can mean this machine itself"),
        Private("127.0.0.0/8", "loopback", "loopback, this machine itself"),
        Private("10.0.0.0/8", "private", "in the private range {}"),
        Private("172.16.0.0/12", "private", "in the private range {}"),
        Private("192.168.0.0/16", "private", "in the private range {}"),
        Private("100.64.0.0/10", "shared", "in the carrier-grade NAT range {}"),
        Never("192.0.0.0/24", "reserved", "in {}, reserved for protocols"),
        Never("192.0.2.0/24", "documentation", "in {}, reserved for documentation"),
        Never("198.51.100.0/24", "documentation", "in {}, reserved for documentation"),
        Never("203.0.113.0/24", "documentation", "in {}, reserved for documentation"),
        Never("192.31.196.0/24", "reserved", "in {}, reserved for AS112 name servers"),
        Never("192.175.48.0/24", "reserved", "in {}, reserved for AS112 name servers"),
        Never("192.52.193.0/24", "reserved", "in {}, reserved for multicast relays"),
        Never("192.88.99.0/24", "reserved", "in {}, reserved for 6to4 relays"),
        Never("198.18.0.0/15", "benchmark", "in {}, reserved for benchmarks"),
        Never("224.0.0.0/4", "multicast", "multicast"),
        Never("255.255.255.255/32", "broadcast", "the broadcast address"),
        Never("240.0.0.0/4", "reserved", "in {}, reserved"),
    ];

    private static readonly AddressRange[] V6 =
    [
        Never("::/128", "unspecified", "the unspecified address, which can mean this machine itself"),
        Private("::1/128", "loopback", "loopback, this machine itself"),
        Never("fd00:ec2::/32", "metadata", "in {}, where the metadata of Amazon EC2 lives"),
        Never("fd20:ce::254/128", "metadata", "the metadata service of Google Cloud"),
        Never("fd00:42::42/128", "metadata", "the metadata service of Scaleway"),
        Never("fe80::/10", "link-local", "link-local"),
        Never("fec0::/10", "site-local", "in {}, the site-local range that was given up"),
        Never("ff00::/8", "multicast", "multicast"),
        Never("64:ff9b:1::/48", "nat64", "in {}, local translation to IPv4"),
        Never("2001::/32", "teredo", "a Teredo address, a tunnel to IPv4"),
        Never("2001::/23", "reserved", "in {}, reserved for protocols"),
        Never("2001:db8::/32", "documentation", "in {}, reserved for documentation"),
        Never("3fff::/20", "documentation", "in {}, reserved for documentation"),
        Never("2002::/16", "6to4", "a 6to4 address, a tunnel to IPv4"),
        Never("2620:4f:8000::/48", "reserved", "in {}, reserved for AS112 name servers"),
    ];

    private static readonly AddressRange Isatap =
        Never("::/0", "isatap", "an ISATAP address, a tunnel to IPv4");

    private static readonly AddressRange UniqueLocal = Private("fc00::/7", "private", "in the private range {}");

    private static readonly IPNetwork GlobalUnicast = IPNetwork.Parse("2000::/3");

    private static readonly AddressRange Elsewhere =
        Never("::/0", "reserved", "outside 2000::/3, the public range of IPv6");

    /// <summary>Finds the range of an address; <see langword="null"/> if it is public.</summary>
    public static AddressRange? Find(IPAddress address) => address.AddressFamily switch
    {
        AddressFamily.InterNetwork => FirstOf(V4, address),
        AddressFamily.InterNetworkV6 => FirstOf(V6, address) ?? OtherV6(address),
        _ => Elsewhere,
    };

    /// <summary>Finds the range that keeps every address of a network from ever being called; <see langword="null"/> if
    /// some of them can be.</summary>
    public static AddressRange? Closing(IPNetwork network) =>
        Find(network.BaseAddress) is { Tier: AddressTier.Never } range
        && range.Network.PrefixLength <= network.PrefixLength
        && !network.Contains(UniqueLocal.Network.BaseAddress)
            ? range
            : null;

    private static AddressRange? OtherV6(IPAddress address) => address switch
    {
        _ when EmbeddedAddress.IsIsatap(address) => Isatap,
        _ when UniqueLocal.Network.Contains(address) => UniqueLocal,
        _ when GlobalUnicast.Contains(address) => null,
        _ => Elsewhere,
    };

    private static AddressRange? FirstOf(AddressRange[] ranges, IPAddress address) =>
        Array.Find(ranges, range => range.Network.Contains(address));
}
