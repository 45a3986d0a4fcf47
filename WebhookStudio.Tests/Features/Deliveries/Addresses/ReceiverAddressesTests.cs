using System.Net;
using System.Net.Sockets;
using WebhookStudio.Features.Deliveries;

namespace WebhookStudio.Tests.Features.Deliveries.Addresses;

public class ReceiverAddressesTests
{
    private const string Metadata = "169.254.169.254 is link-local, where cloud metadata lives: never called.";
    private const string Private = "10.0.0.5 is in the private range 10.0.0.0/8; allow it with WebhookStudio:Delivery:AllowedNetworks.";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("8.8.8.8", "8.8.8.8")]
    [InlineData("[2606:4700::1111]", "2606:4700::1111")]
    [InlineData("2606:4700::1111", "2606:4700::1111")]
    [InlineData("[::ffff:10.1.0.5]", "::ffff:10.1.0.5")]
    public async Task Resolve_AllowedLiteral_IsTheAddress(string host, string address)
    {
        using var kit = new AddressKit(allowed: "10.1.0.0/16");

        Assert.Equal([IPAddress.Parse(address)], await kit.Receivers.ResolveAsync(host, 443, Cancelled));
    }

    [Theory]
    [InlineData("169.254.169.254", Metadata)]
    [InlineData("2852039166", Metadata)]
    [InlineData("10.0.0.5", Private)]
    [InlineData("[::1]", "::1 is loopback, this machine itself; allow it with WebhookStudio:Delivery:AllowedNetworks.")]
    [InlineData("[::ffff:169.254.169.254]", "::ffff:169.254.169.254 leads to 169.254.169.254, which is link-local, where cloud metadata lives: never called.")]
    public async Task Resolve_RefusedLiteral_NamesRuleAndAddress(string host, string message)
    {
        using var kit = new AddressKit(allowed: "10.1.0.0/16");

        var refusal = await Assert.ThrowsAsync<BlockedAddressException>(() => kit.Receivers.ResolveAsync(host, 80, Cancelled));

        Assert.Equal(message, refusal.Message);
    }

    [Theory]
    [InlineData("8.8.8.8", "10.0.0.5")]
    [InlineData("10.0.0.5", "8.8.8.8")]
    [InlineData("2606:4700::1111", "10.0.0.5")]
    public async Task Resolve_PublicAndPrivateAnswer_RefusesBoth(string first, string second)
    {
        using var kit = new AddressKit(allowed: "none").Answers(first, second);

        var refusal = await Assert.ThrowsAsync<BlockedAddressException>(
            () => kit.Receivers.ResolveAsync("rebind.example", 80, Cancelled));

        Assert.Equal(Private, refusal.Message);
    }

    [Fact]
    public async Task Resolve_NameThatTurnsPrivate_GivesTheCheckedAddressAndAsksOnce()
    {
        using var kit = new AddressKit(allowed: "none").Answers("8.8.8.8").Answers("10.0.0.5");

        var addresses = await kit.Receivers.ResolveAsync("rebind.example", 80, Cancelled);

        Assert.Equal([IPAddress.Parse("8.8.8.8")], addresses);
        Assert.Equal(["rebind.example"], kit.Asked);
        await Assert.ThrowsAsync<BlockedAddressException>(() => kit.Receivers.ResolveAsync("rebind.example", 80, Cancelled));
    }

    [Fact]
    public async Task Resolve_SeveralPublicAddresses_GivesAllInOrder()
    {
        using var kit = new AddressKit(allowed: "none").Answers("2606:4700::1111", "1.1.1.1");

        var addresses = await kit.Receivers.ResolveAsync("example.com", 80, Cancelled);

        Assert.Equal("2606:4700::1111 1.1.1.1", string.Join(' ', addresses));
    }

    [Fact]
    public async Task Resolve_NoAddress_IsHostNotFound()
    {
        using var kit = new AddressKit(allowed: "none").Answers();

        var empty = await Assert.ThrowsAsync<SocketException>(() => kit.Receivers.ResolveAsync("empty.example", 80, Cancelled));
        var unknown = await Assert.ThrowsAsync<SocketException>(() => kit.Receivers.ResolveAsync("unknown.example", 80, Cancelled));

        Assert.Equal((SocketError.HostNotFound, SocketError.HostNotFound), (empty.SocketErrorCode, unknown.SocketErrorCode));
    }

    [Theory]
    [InlineData("http://127.0.0.1:5080", true)]
    [InlineData("http://0.0.0.0:5080", false)]
    public async Task Resolve_NothingSet_FollowsWhereTheApplicationListens(string listens, bool allowed)
    {
        using var kit = new AddressKit(listens: listens).Started();

        Assert.Equal(allowed, await IsAllowedAsync(kit, "10.0.0.5"));
        Assert.Equal(allowed, await IsAllowedAsync(kit, "127.0.0.1"));
        Assert.False(await IsAllowedAsync(kit, "169.254.169.254"));
    }

    [Fact]
    public async Task Resolve_BeforeTheStart_WaitsInsteadOfRefusing()
    {
        using var kit = new AddressKit();
        var early = kit.Receivers.ResolveAsync("127.0.0.1", 5000, Cancelled);

        Assert.False(early.IsCompleted);
        Assert.False(kit.Policy.Current.Check(IPAddress.Loopback).IsAllowed);
        kit.Started();

        Assert.Equal([IPAddress.Loopback], await early);
    }

    [Fact]
    public async Task Resolve_GivenUpBeforeTheStart_IsCancelled()
    {
        using var kit = new AddressKit();
        using var deadline = new CancellationTokenSource();
        var early = kit.Receivers.ResolveAsync("127.0.0.1", 5000, deadline.Token);

        await deadline.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => early);
    }

    [Fact]
    public async Task Resolve_NetworksSet_DoesNotWaitForTheStart()
    {
        using var kit = new AddressKit(allowed: "127.0.0.0/8", listens: "http://0.0.0.0:5080");

        Assert.Equal([IPAddress.Loopback], await kit.Receivers.ResolveAsync("127.0.0.1", 5000, Cancelled));
    }

    private static async Task<bool> IsAllowedAsync(AddressKit kit, string address)
    {
        try
        {
            return (await kit.Receivers.ResolveAsync(address, 80, Cancelled)).Count == 1;
        }
        catch (BlockedAddressException)
        {
            return false;
        }
    }
}
