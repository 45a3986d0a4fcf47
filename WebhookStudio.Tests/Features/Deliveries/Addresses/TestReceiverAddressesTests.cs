using System.Net;
using WebhookStudio.Features.Deliveries;

namespace WebhookStudio.Tests.Features.Deliveries.Addresses;

/// <summary>What is let through for the application's own test receivers, and nothing beyond.</summary>
public class TestReceiverAddressesTests
{
    private const string Token = "0123456789ABCDEFGHIabc";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("http://127.0.0.1:5080/receiver/{0}", true)]
    [InlineData("http://127.0.0.1:5080/RECEIVER/{0}/", true)]
    [InlineData("http://127.0.0.1:5080/receiver/{0}?a=b", true)]
    [InlineData("https://studio.example/studio/receiver/{0}", true)]
    [InlineData("https://STUDIO.example/Studio/receiver/{0}/", true)]
    [InlineData("https://studio.example/receiver/{0}", false)]
    [InlineData("https://studio.example/other/receiver/{0}", false)]
    [InlineData("http://127.0.0.1:5080/studio/receiver/{0}", false)]
    [InlineData("http://127.0.0.1:5080/receiver/{0}x", false)]
    [InlineData("http://127.0.0.1:5080/receiver/{0}//", false)]
    [InlineData("http://127.0.0.1:5080/receiver/{0}/more", false)]
    [InlineData("http://127.0.0.1:5080/receiver/{0}/../../healthz", false)]
    [InlineData("http://127.0.0.1:5080/receiver/{0}/%2e%2e/%2e%2e/healthz", false)]
    [InlineData("http://127.0.0.1:5080/receiver%2f{0}", false)]
    [InlineData("http://127.0.0.1:5080//receiver/{0}", false)]
    [InlineData("http://127.0.0.1:5080/receiver/short", false)]
    [InlineData("http://127.0.0.1:5080/receiver/0123456789ABCDEFGHIab.", false)]
    [InlineData("http://127.0.0.1:5080/healthz", false)]
    [InlineData("http://127.0.0.1:5080/healthz?/receiver/{0}", false)]
    [InlineData("http://127.0.0.1:5080/", false)]
    public void Match_Path_IsThatOfATestReceiverAndNoOther(string url, bool expected)
    {
        using var kit = new AddressKit(publicUrl: "https://studio.example/studio/");

        Assert.Equal(expected, kit.OwnUrls.Match(new(string.Format(null, url, Token))));
    }

    [Theory]
    [InlineData("http://127.0.0.1:5080", "127.0.0.1")]
    [InlineData("http://0.0.0.0:5080", "127.0.0.1")]
    [InlineData("http://[::]:5080", "[::1]")]
    [InlineData("http://10.0.0.7:5080", "10.0.0.7")]
    public async Task Resolve_AddressThatTheApplicationIsBoundTo_IsAllowedWhateverIsSet(string listens, string host)
    {
        using var kit = new AddressKit("none", listens).Started();

        Assert.Equal([IPAddress.Parse(host)], await kit.TestReceivers.ResolveAsync(host, 5080, Cancelled));
        await Assert.ThrowsAsync<BlockedAddressException>(() => kit.Receivers.ResolveAsync(host, 5080, Cancelled));
    }

    [Theory]
    [InlineData("127.0.0.1", 5081)]
    [InlineData("10.0.0.5", 5080)]
    [InlineData("169.254.169.254", 5080)]
    public async Task Resolve_AnyOtherAddress_IsRefused(string host, int port)
    {
        using var kit = new AddressKit("none", "http://0.0.0.0:5080").Started();

        await Assert.ThrowsAsync<BlockedAddressException>(() => kit.TestReceivers.ResolveAsync(host, port, Cancelled));
    }

    [Fact]
    public async Task Resolve_NameWithOwnAndForeignAddresses_GivesTheOwn()
    {
        using var kit = new AddressKit("none").Started().Answers("::1", "127.0.0.1", "10.0.0.5");

        Assert.Equal([IPAddress.Loopback], await kit.TestReceivers.ResolveAsync("localhost", 5080, Cancelled));
    }

    [Theory]
    [InlineData("studio.example", 443, "10.0.0.5", true)]
    [InlineData("studio.example", 8443, "10.0.0.5", false)]
    [InlineData("other.example", 443, "10.0.0.5", false)]
    [InlineData("studio.example", 443, "169.254.169.254", false)]
    [InlineData("other.example", 443, "8.8.8.8", true)]
    public async Task Resolve_HostOfThePublicUrl_MayBePrivate(string host, int port, string address, bool allowed)
    {
        using var kit = new AddressKit("none", "http://0.0.0.0:5080", "https://studio.example").Started().Answers(address);
        var resolving = kit.TestReceivers.ResolveAsync(host, port, Cancelled);

        if (allowed)
        {
            Assert.Equal([IPAddress.Parse(address)], await resolving);
        }
        else
        {
            await Assert.ThrowsAsync<BlockedAddressException>(() => resolving);
        }
    }

    [Theory]
    [InlineData("http://127.0.0.1:5080/receiver/{0}", false)]
    [InlineData("http://localhost:5080/receiver/{0}", false)]
    [InlineData("http://127.0.0.1:5080/healthz", true)]
    [InlineData("http://127.0.0.1:5081/receiver/{0}", true)]
    [InlineData("http://10.0.0.9/receiver/{0}", false)]
    [InlineData("http://10.0.0.9/hook", true)]
    [InlineData("http://10.0.0.9:81/receiver/{0}", true)]
    [InlineData("https://example.com/hook", false)]
    [InlineData("ftp://10.0.0.5/", false)]
    public void Refusal_OwnTestReceiver_MayBeSaved(string url, bool refused)
    {
        using var kit = new AddressKit("none", "http://0.0.0.0:5080", "http://10.0.0.9").Started();

        Assert.Equal(refused, kit.Urls.Refusal(string.Format(null, url, Token)) is not null);
    }
}
