using System.Net;
using System.Net.Sockets;
using WebhookStudio.Domain.Deliveries;

namespace WebhookStudio.Tests.Domain.Deliveries;

/// <summary>IPv4 inside IPv6: random addresses, the same ones in every run.</summary>
public class EmbeddedAddressTests
{
    private const int Samples = 20_000;

    /// <summary>Starts of the ranges that matter, so that random addresses do not miss them.</summary>
    private static readonly byte[][] Starts =
    [
        [0], [10], [100, 64], [127], [169, 254], [172, 16], [192, 168], [192, 0, 0], [198, 18], [224], [255], [8, 8],
    ];

    private static readonly AddressPolicy[] Policies =
    [
        AddressPolicy.PublicOnly, AddressPolicy.AnyPrivate, new([IPNetwork.Parse("10.0.0.0/9"), IPNetwork.Parse("127.0.0.0/8")]),
    ];

    /// <summary>Forms that lead to the IPv4 address itself.</summary>
    private static readonly Func<byte[], byte[]>[] SameForms =
    [
        v4 => [.. "\0\0\0\0\0\0\0\0\0\0"u8, 0xFF, 0xFF, .. v4],
        v4 => [0, 0x64, 0xFF, 0x9B, 0, 0, 0, 0, 0, 0, 0, 0, .. v4],
    ];

    /// <summary>Forms that no receiver has.</summary>
    private static readonly Func<byte[], byte[]>[] RefusedForms =
    [
        v4 => [.. new byte[12], .. v4],
        v4 => [.. new byte[8], 0xFF, 0xFF, 0, 0, .. v4],
        v4 => [0, 0x64, 0xFF, 0x9B, 0, 1, 0, 0, 0, 0, 0, 0, .. v4],
        v4 => [0, 0x64, 0xFF, 0x9B, 0, 1, v4[0], v4[1], 0, v4[2], v4[3], 0, 0, 0, 0, 0],
        v4 => [0x20, 0x02, .. v4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1],
        v4 => [0x20, 0x01, 0, 0, .. v4, 0, 0, 0xFF, 0xFF, 8, 8, 8, 8],
        v4 => [0x20, 0x01, 0, 0, 8, 8, 8, 8, 0, 0, 0, 0, .. v4.Select(part => (byte)~part)],
        v4 => [0x2A, 0x00, 0x14, 0x50, 0x40, 1, 8, 0x1B, 0, 0, 0x5E, 0xFE, .. v4],
        v4 => [0x2A, 0x00, 0x14, 0x50, 0x40, 1, 8, 0x1B, 2, 0, 0x5E, 0xFE, .. v4],
        v4 => [0xFD, 0x12, 0, 0, 0, 0, 0, 0, 2, 0, 0x5E, 0xFE, .. v4],
        v4 => [0xFE, 0x80, 0, 0, 0, 0, 0, 0, 0, 0, 0x5E, 0xFE, .. v4],
    ];

    [Fact]
    public void Check_FormThatLeadsToIPv4_HasItsVerdict()
    {
        foreach (var v4 in RandomV4())
        {
            var plain = Policies.Select(policy => policy.Check(new(v4)).Rule).ToList();

            foreach (var form in SameForms)
            {
                var embedded = new IPAddress(form(v4));
                Assert.True(
                    plain.SequenceEqual(Policies.Select(policy => policy.Check(embedded).Rule)), $"{embedded} is not judged like {new IPAddress(v4)}");
            }
        }
    }

    [Fact]
    public void Check_FormThatIsATunnel_IsRefusedByEveryPolicy()
    {
        foreach (var v4 in RandomV4().Where(IsNotTheHostItself))
        {
            foreach (var address in RefusedForms.Select(form => new IPAddress(form(v4))))
            {
                Assert.All(Policies, policy => Assert.False(policy.Check(address).IsAllowed, $"{address} is allowed"));
            }
        }
    }

    [Fact]
    public void Check_OutsideThePublicRangeOfIPv6_IsRefused()
    {
        var random = new Random(20261123);
        var bytes = new byte[16];

        for (var sample = 0; sample < Samples; sample++)
        {
            random.NextBytes(bytes);
            var address = new IPAddress(bytes);

            if ((bytes[0] & 0xE0) != 0x20)
            {
                Assert.False(AddressPolicy.PublicOnly.Check(address).IsAllowed, $"{address} is allowed");
            }
        }
    }

    [Fact]
    public void Check_AnyAddress_IsNeverOpenedByForm()
    {
        var random = new Random(7);
        var bytes = new byte[16];

        for (var sample = 0; sample < Samples; sample++)
        {
            random.NextBytes(bytes);
            var verdict = AddressPolicy.AnyPrivate.Check(new(bytes));

            // Whatever a policy that allows everything private lets through is private or of the internet.
            Assert.Equal(
                verdict.IsAllowed,
                AddressPolicy.PublicOnly.Check(new(bytes)) is { IsAllowed: true } or { Tier: AddressTier.Private });
        }
    }

    /// <summary>::0.0.0.1 is the loopback address of IPv6, and :: the unspecified one: not forms of IPv4.</summary>
    private static bool IsNotTheHostItself(byte[] v4) => new IPAddress(v4) is { AddressFamily: AddressFamily.InterNetwork } address
        && !address.Equals(IPAddress.Any) && !address.Equals(IPAddress.Parse("0.0.0.1"));

    private static IEnumerable<byte[]> RandomV4()
    {
        var random = new Random(20261123);

        for (var sample = 0; sample < Samples / 4; sample++)
        {
            var bytes = new byte[4];
            random.NextBytes(bytes);

            if (sample % 2 == 0)
            {
                Starts[random.Next(Starts.Length)].CopyTo(bytes, 0);
            }

            yield return bytes;
        }
    }
}
