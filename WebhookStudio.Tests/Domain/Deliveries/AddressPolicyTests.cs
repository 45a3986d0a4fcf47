using System.Net;
using WebhookStudio.Domain.Deliveries;

namespace WebhookStudio.Tests.Domain.Deliveries;

public class AddressPolicyTests
{
    private const string Open = "public";

    /// <summary>Each range: its first and last address, and the rules of the addresses before and after it.</summary>
    public static TheoryData<string, string, string, string?, string?> Ranges => new()
    {
        { "unspecified", "0.0.0.0", "0.255.255.255", null, Open },
        { "private", "10.0.0.0", "10.255.255.255", Open, Open },
        { "shared", "100.64.0.0", "100.100.100.199", Open, "metadata" },
        { "metadata", "100.100.100.200", "100.100.100.200", "shared", "shared" },
        { "shared", "100.100.100.201", "100.127.255.255", "metadata", Open },
        { "loopback", "127.0.0.0", "127.255.255.255", Open, Open },
        { "metadata", "168.63.129.16", "168.63.129.16", Open, Open },
        { "link-local", "169.254.0.0", "169.254.255.255", Open, Open },
        { "private", "172.16.0.0", "172.31.255.255", Open, Open },
        { "reserved", "192.0.0.0", "192.0.0.191", Open, "metadata" },
        { "metadata", "192.0.0.192", "192.0.0.192", "reserved", "reserved" },
        { "reserved", "192.0.0.193", "192.0.0.255", "metadata", Open },
        { "documentation", "192.0.2.0", "192.0.2.255", Open, Open },
        { "reserved", "192.31.196.0", "192.31.196.255", Open, Open },
        { "reserved", "192.52.193.0", "192.52.193.255", Open, Open },
        { "reserved", "192.88.99.0", "192.88.99.255", Open, Open },
        { "private", "192.168.0.0", "192.168.255.255", Open, Open },
        { "reserved", "192.175.48.0", "192.175.48.255", Open, Open },
        { "benchmark", "198.18.0.0", "198.19.255.255", Open, Open },
        { "documentation", "198.51.100.0", "198.51.100.255", Open, Open },
        { "documentation", "203.0.113.0", "203.0.113.255", Open, Open },
        { "multicast", "224.0.0.0", "239.255.255.255", Open, "reserved" },
        { "reserved", "240.0.0.0", "255.255.255.254", "multicast", "broadcast" },
        { "broadcast", "255.255.255.255", "255.255.255.255", "reserved", null },
        { "unspecified", "::", "::", null, "loopback" },
        { "loopback", "::1", "::1", "unspecified", "reserved" },
        { "reserved", "::2", "::fffe:ffff:ffff", "loopback", "unspecified" },
        { "nat64", "64:ff9b:1::", "64:ff9b:1:ffff:ffff:ffff:ffff:ffff", "reserved", "reserved" },
        { "reserved", "100::", "1fff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "reserved", Open },
        { "teredo", "2001::", "2001:0:ffff:ffff:ffff:ffff:ffff:ffff", Open, "reserved" },
        { "reserved", "2001:1::", "2001:1ff:ffff:ffff:ffff:ffff:ffff:ffff", "teredo", Open },
        { "documentation", "2001:db8::", "2001:db8:ffff:ffff:ffff:ffff:ffff:ffff", Open, Open },
        { "6to4", "2002::", "2002:ffff:ffff:ffff:ffff:ffff:ffff:ffff", Open, Open },
        { "reserved", "2620:4f:8000::", "2620:4f:8000:ffff:ffff:ffff:ffff:ffff", Open, Open },
        { "documentation", "3fff::", "3fff:fff:ffff:ffff:ffff:ffff:ffff:ffff", Open, Open },
        { "reserved", "4000::", "fbff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", Open, "private" },
        { "private", "fc00::", "fd00:42::41", "reserved", "metadata" },
        { "metadata", "fd00:42::42", "fd00:42::42", "private", "private" },
        { "metadata", "fd00:ec2::", "fd00:ec2:ffff:ffff:ffff:ffff:ffff:ffff", "private", "private" },
        { "metadata", "fd20:ce::254", "fd20:ce::254", "private", "private" },
        { "private", "fd20:ce::255", "fdff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "metadata", "reserved" },
        { "reserved", "fe00::", "fe7f:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "private", "link-local" },
        { "link-local", "fe80::", "febf:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "reserved", "site-local" },
        { "site-local", "fec0::", "feff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "link-local", "multicast" },
        { "multicast", "ff00::", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "site-local", null },
    };

    [Theory]
    [MemberData(nameof(Ranges))]
    public void Check_EdgesOfARange_AreItsOwn(string rule, string first, string last, string? before, string? after)
    {
        var (from, to) = (IPAddress.Parse(first), IPAddress.Parse(last));

        Assert.Equal((rule, rule), (RuleOf(from), RuleOf(to)));
        Assert.Equal((before, after), (RuleOf(Neighbour(from, -1)), RuleOf(Neighbour(to, +1))));
    }

    [Theory]
    [InlineData("8.8.8.8")]
    [InlineData("1.1.1.1")]
    [InlineData("223.255.255.255")]
    [InlineData("2606:4700:4700::1111")]
    [InlineData("2a00:1450:4001:81b::200e")]
    [InlineData("::ffff:8.8.8.8")]
    [InlineData("64:ff9b::8.8.8.8")]
    public void Check_PublicAddress_IsAllowedByEveryPolicy(string address)
    {
        Assert.True(AddressPolicy.PublicOnly.Check(IPAddress.Parse(address)).IsAllowed);
        Assert.True(AddressPolicy.AnyPrivate.Check(IPAddress.Parse(address)).IsAllowed);
    }

    [Fact]
    public void Check_EverythingPrivateIsAllowed_OpensThePrivateTierOnly() => Assert.All(Ranges, row =>
    {
        var (rule, first, last, _, _) = row.Data;
        var isPrivate = rule is "private" or "loopback" or "shared";

        Assert.Equal(isPrivate, AddressPolicy.AnyPrivate.Check(IPAddress.Parse(first)).IsAllowed);
        Assert.Equal(isPrivate, AddressPolicy.AnyPrivate.Check(IPAddress.Parse(last)).IsAllowed);
    });

    [Theory]
    [InlineData("169.254.169.254", "169.254.169.254 is link-local, where cloud metadata lives: never called")]
    [InlineData("10.0.0.5", "10.0.0.5 is in the private range 10.0.0.0/8; allow it with WebhookStudio:Delivery:AllowedNetworks")]
    [InlineData("::1", "::1 is loopback, this machine itself; allow it with WebhookStudio:Delivery:AllowedNetworks")]
    [InlineData("::ffff:10.0.0.5", "::ffff:10.0.0.5 leads to 10.0.0.5, which is in the private range 10.0.0.0/8; allow it with WebhookStudio:Delivery:AllowedNetworks")]
    [InlineData("64:ff9b::a9fe:a9fe", "64:ff9b::a9fe:a9fe leads to 169.254.169.254, which is link-local, where cloud metadata lives: never called")]
    [InlineData("2002:a00:5::1", "2002:a00:5::1 is a 6to4 address, a tunnel to IPv4: never called")]
    [InlineData("fd00:ec2::254", "fd00:ec2::254 is in fd00:ec2::/32, where the metadata of Amazon EC2 lives: never called")]
    [InlineData("4000::1", "4000::1 is outside 2000::/3, the public range of IPv6: never called")]
    public void Check_RefusedAddress_NamesAddressAndRule(string address, string message) =>
        Assert.Equal(message, AddressPolicy.PublicOnly.Check(IPAddress.Parse(address)).Message);

    [Theory]
    [InlineData("10.1.0.0/16", "10.1.255.255", true)]
    [InlineData("10.1.0.0/16", "10.2.0.0", false)]
    [InlineData("10.1.0.0/16", "::ffff:10.1.2.3", true)]
    [InlineData("10.1.0.0/16", "64:ff9b::10.1.2.3", true)]
    [InlineData("10.1.0.0/16", "::10.1.2.3", false)]
    [InlineData("10.1.0.0/16", "2002:a01:203::1", false)]
    [InlineData("127.0.0.1/32", "127.0.0.1", true)]
    [InlineData("127.0.0.1/32", "127.0.0.2", false)]
    [InlineData("127.0.0.1/32", "::1", false)]
    [InlineData("fd12:3456::/32", "fd12:3456::1%7", true)]
    [InlineData("fd12:3456::/32", "fd12:3457::1", false)]
    [InlineData("fd00::/8", "fd00:ec2::254", false)]
    [InlineData("fd12:3456::/32", "fd12:3456::5efe:10.0.0.5", false)]
    [InlineData("100.64.0.0/10", "100.100.100.200", false)]
    [InlineData("0.0.0.0/0", "169.254.169.254", false)]
    [InlineData("::/0", "fe80::1%3", false)]
    public void Check_AllowedNetwork_OpensItsPrivateAddresses(string network, string address, bool allowed)
    {
        var policy = new AddressPolicy([IPNetwork.Parse(network)]);

        Assert.Equal(allowed, policy.Check(IPAddress.Parse(address)).IsAllowed);
    }

    private static string? RuleOf(IPAddress? address) =>
        address is null ? null : AddressPolicy.PublicOnly.Check(address).Rule ?? Open;

    /// <summary>Gets the next address, or <see langword="null"/> beyond the ends.</summary>
    private static IPAddress? Neighbour(IPAddress address, int step)
    {
        var bytes = address.GetAddressBytes();

        for (var place = bytes.Length - 1; place >= 0; place--)
        {
            bytes[place] = (byte)(bytes[place] + step);

            if (bytes[place] != (step > 0 ? 0 : byte.MaxValue))
            {
                return new(bytes);
            }
        }

        return null;
    }
}
