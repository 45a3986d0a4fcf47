using WebhookStudio.Domain.Deliveries;

namespace WebhookStudio.Tests.Domain.Deliveries;

public class NetworkListTests
{
    private const string HowTo = "Write networks like 10.1.0.0/16 or single addresses like 192.168.1.7, with commas between them, or none.";

    [Theory]
    [InlineData("none", "")]
    [InlineData(" NONE ", "")]
    [InlineData("10.0.0.0/8", "10.0.0.0/8")]
    [InlineData("10.1.0.0/16, 192.168.1.7,fd12:3456::/48", "10.1.0.0/16 192.168.1.7/32 fd12:3456::/48")]
    [InlineData("::1", "::1/128")]
    [InlineData("FD12:0:0::1", "fd12::1/128")]
    [InlineData("0.0.0.0/0,::/0", "0.0.0.0/0 ::/0")]
    [InlineData("127.0.0.1/32", "127.0.0.1/32")]
    [InlineData("100.64.0.0/10", "100.64.0.0/10")]
    [InlineData("8.8.8.0/24", "8.8.8.0/24")]
    public void TryParse_List_IsRead(string text, string networks)
    {
        Assert.True(NetworkList.TryParse(text, out var read, out var problem));

        Assert.Null(problem);
        Assert.Equal(networks, string.Join(' ', read));
    }

    [Theory]
    [InlineData("", "there is nothing between two commas, or after the last. " + HowTo)]
    [InlineData("10.0.0.0/8,", "there is nothing between two commas, or after the last. " + HowTo)]
    [InlineData("10.0.0.0/8,,::1", "there is nothing between two commas, or after the last. " + HowTo)]
    [InlineData("none,10.0.0.0/8", "'none' stands alone. Leave it out, or leave the networks out.")]
    [InlineData("10.0.0.0/8, office", "'office' is no network. " + HowTo)]
    [InlineData("10.0.0.0/33", "'10.0.0.0/33' is no network. " + HowTo)]
    [InlineData("fd00::/129", "'fd00::/129' is no network. " + HowTo)]
    [InlineData("10.0.0.0/-1", "'10.0.0.0/-1' is no network. " + HowTo)]
    [InlineData("10.0.0.0/+8", "'10.0.0.0/+8' is no network. " + HowTo)]
    [InlineData("10.0.0.0/", "'10.0.0.0/' is no network. " + HowTo)]
    [InlineData("10.0.0.0/8/8", "'10.0.0.0/8/8' is no network. " + HowTo)]
    [InlineData("10.0.0.0/255.0.0.0", "'10.0.0.0/255.0.0.0' is no network. " + HowTo)]
    [InlineData("10/8", "'10/8' is no network. " + HowTo)]
    [InlineData("10.1", "'10.1' is no network. " + HowTo)]
    [InlineData("010.0.0.0/8", "'010.0.0.0/8' is no network. " + HowTo)]
    [InlineData("0x0a000000/8", "'0x0a000000/8' is no network. " + HowTo)]
    [InlineData("10.0.0.0-10.0.0.9", "'10.0.0.0-10.0.0.9' is no network. " + HowTo)]
    [InlineData("10.0.0.0/8;192.168.0.0/16", "'10.0.0.0/8;192.168.0.0/16' is no network. " + HowTo)]
    [InlineData("localhost", "'localhost' is no network. " + HowTo)]
    [InlineData("*", "'*' is no network. " + HowTo)]
    [InlineData("[::1]", "'[::1]' is no network. " + HowTo)]
    [InlineData("fd00::1%3", "'fd00::1%3' is no network. " + HowTo)]
    [InlineData("10.1.2.3/8", "'10.1.2.3/8' names an address within a network. Write the network as 10.0.0.0/8.")]
    [InlineData("fd12::1/48", "'fd12::1/48' names an address within a network. Write the network as fd12::/48.")]
    [InlineData("::ffff:10.0.0.0/104", "'::ffff:10.0.0.0/104' holds IPv4 addresses. Write the network as IPv4, such as 10.0.0.0.")]
    [InlineData("169.254.169.254", "'169.254.169.254' is link-local, where cloud metadata lives, and no setting opens it. Leave it out.")]
    [InlineData("224.0.1.0/24", "'224.0.1.0/24' is multicast, and no setting opens it. Leave it out.")]
    [InlineData("fe80::/64", "'fe80::/64' is link-local, and no setting opens it. Leave it out.")]
    [InlineData("4000::/16", "'4000::/16' is outside 2000::/3, the public range of IPv6, and no setting opens it. Leave it out.")]
    public void TryParse_WrongPart_SaysWhichAndHow(string text, string expected)
    {
        Assert.False(NetworkList.TryParse(text, out var read, out var problem));

        Assert.Equal(expected, problem);
        Assert.Empty(read);
    }
}
