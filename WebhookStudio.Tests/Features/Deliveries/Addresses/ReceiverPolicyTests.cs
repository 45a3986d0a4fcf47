using System.Net;

namespace WebhookStudio.Tests.Features.Deliveries.Addresses;

/// <summary>What follows, without a setting, from who can reach the application.</summary>
public class ReceiverPolicyTests
{
    [Theory]
    [InlineData("http://127.0.0.1:5080", null, true)]
    [InlineData("http://127.0.0.1:5080", "http://localhost:5080", true)]
    [InlineData("http://127.0.0.1:5080", "http://127.0.0.1/studio", true)]
    [InlineData("http://127.0.0.1:5080", "https://studio.example", false)]
    [InlineData("http://127.0.0.1:5080", "http://192.168.1.7:5080", false)]
    [InlineData("http://0.0.0.0:5080", null, false)]
    [InlineData("http://0.0.0.0:5080", "http://localhost:5080", false)]
    public async Task Get_NothingSet_AllowsThePrivateNetworkOnlyToAPersonAtThisMachine(
        string listens, string? publicUrl, bool allowed)
    {
        using var kit = new AddressKit(listens: listens, publicUrl: publicUrl).Started();

        var policy = await kit.Policy.GetAsync(TestContext.Current.CancellationToken);

        Assert.Equal(allowed, policy.Check(IPAddress.Parse("10.1.2.3")).IsAllowed);
        Assert.False(policy.Check(IPAddress.Parse("169.254.169.254")).IsAllowed);
    }
}
