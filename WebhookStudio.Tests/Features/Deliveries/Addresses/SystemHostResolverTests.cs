using System.Net;
using System.Net.Sockets;
using WebhookStudio.Features.Deliveries.Addresses;

namespace WebhookStudio.Tests.Features.Deliveries.Addresses;

public class SystemHostResolverTests
{
    private readonly SystemHostResolver _resolver = new();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("2130706433")]
    [InlineData("::1")]
    [InlineData("localhost")]
    public async Task Resolve_LoopbackInAnySpelling_IsLoopback(string host) =>
        Assert.All(await _resolver.ResolveAsync(host, Cancelled), address => Assert.True(IPAddress.IsLoopback(address)));

    [Fact]
    public async Task Resolve_ManyAtOnce_AllGetTheAnswer()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => Task.Run(() => _resolver.ResolveAsync("localhost", Cancelled))));

        Assert.All(answers, answer => Assert.NotEmpty(answer));
    }

    [Fact]
    public async Task Resolve_NameWithoutAddress_ThrowsEachTime()
    {
        await Assert.ThrowsAsync<SocketException>(() => _resolver.ResolveAsync("receiver.invalid", Cancelled));
        await Assert.ThrowsAsync<SocketException>(() => _resolver.ResolveAsync("receiver.invalid", Cancelled));
    }

    [Fact]
    public async Task Resolve_GivenUp_EndsTheWait() => await Assert.ThrowsAnyAsync<OperationCanceledException>(
        () => _resolver.ResolveAsync("receiver.invalid", new CancellationToken(canceled: true)));
}
