using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace WebhookStudio.Domain.Deliveries;

/// <summary>IPv4 addresses that are written inside IPv6 addresses.</summary>
/// <remarks>
/// Two forms lead to the IPv4 address itself, and the verdict is that of the IPv4 address: mapped (<c>::ffff:10.0.0.5</c>, which
/// the operating system dials as IPv4) and the well-known prefix of NAT64 (<c>64:ff9b::10.0.0.5</c>). All other forms are
/// tunnels or given up, so that no receiver has them: compatible (<c>::10.0.0.5</c>), translated (<c>::ffff:0:10.0.0.5</c>), local
/// NAT64, 6to4, Teredo, and ISATAP. They are refused whatever they hold.
/// </remarks>
internal static class EmbeddedAddress
{
    private const int V6Length = 16;
    private const int V4Length = 4;
    private const int InterfaceStart = 8;

    private static readonly IPNetwork Nat64 = IPNetwork.Parse("64:ff9b::/96");

    /// <summary>Gets the IPv4 address that an IPv6 address leads to; any other address without its scope.</summary>
    public static IPAddress Unwrap(IPAddress address)
    {
        if (address.AddressFamily is not AddressFamily.InterNetworkV6)
        {
            return address;
        }

        Span<byte> bytes = stackalloc byte[V6Length];
        address.TryWriteBytes(bytes, out _);

        return address.IsIPv4MappedToIPv6 || Nat64.Contains(address)
            ? new(bytes[^V4Length..])
            : new(bytes);
    }

    /// <summary>Whether the second half of an address says that it is a tunnel within a site (RFC 5214).</summary>
    public static bool IsIsatap(IPAddress address)
    {
        Span<byte> bytes = stackalloc byte[V6Length];
        address.TryWriteBytes(bytes, out _);

        // The two lowest bits of the first byte say whether the identifier is global, and whether it is a group's.
        return (BinaryPrimitives.ReadUInt32BigEndian(bytes[InterfaceStart..]) & 0xFCFF_FFFF) == 0x0000_5EFE;
    }
}
