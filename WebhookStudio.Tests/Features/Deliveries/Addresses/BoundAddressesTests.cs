using System.Net;

namespace WebhookStudio.Tests.Features.Deliveries.Addresses;

public class BoundAddressesTests
{
    [Theory]
    [InlineData("http://127.0.0.1:5080", true)]
    [InlineData("http://127.0.0.2:5080", true)]
    [InlineData("http://[::1]:5080", true)]
    [InlineData("http://localhost:5080", true)]
    [InlineData("http://127.0.0.1:5080 https://localhost:5443", true)]
    [InlineData("http://0.0.0.0:5080", false)]
    [InlineData("http://[::]:5080", false)]
    [InlineData("http://*:5080", false)]
    [InlineData("http://+:5080", false)]
    [InlineData("http://studio.example:5080", false)]
    [InlineData("http://192.168.1.7:5080", false)]
    [InlineData("http://127.0.0.1:5080 http://192.168.1.7:5080", false)]
    [InlineData("http://unix:/run/studio.sock", false)]
    [InlineData("http://127.0.0.1:5080 http://unix:/run/studio.sock", false)]
    [InlineData("nonsense", false)]
    [InlineData("", false)]
    public void AreLoopbackOnly_OnceStarted_IsWhetherOthersCannotComeIn(string listens, bool expected)
    {
        using var kit = new AddressKit(listens: listens);

        Assert.False(kit.Bound.AreLoopbackOnly);
        Assert.Equal(expected, kit.Started().Bound.AreLoopbackOnly);
    }

    [Fact]
    public void AreLoopbackOnly_ServerThatTellsNothing_IsFalse()
    {
        using var kit = new AddressKit().Started();
        kit.Features.Set<Microsoft.AspNetCore.Hosting.Server.Features.IServerAddressesFeature>(null);

        Assert.False(kit.Bound.AreLoopbackOnly);
    }

    [Theory]
    [InlineData("http://127.0.0.1:5080", "127.0.0.1", 5080, true)]
    [InlineData("http://127.0.0.1:5080", "::ffff:127.0.0.1", 5080, true)]
    [InlineData("http://127.0.0.1:5080", "127.0.0.1", 5081, false)]
    [InlineData("http://127.0.0.1:5080", "127.0.0.2", 5080, false)]
    [InlineData("http://127.0.0.1:5080", "::1", 5080, false)]
    [InlineData("http://localhost:5080", "::1", 5080, true)]
    [InlineData("http://0.0.0.0:5080", "127.0.0.1", 5080, true)]
    [InlineData("http://0.0.0.0:5080", "::1", 5080, false)]
    [InlineData("http://0.0.0.0:5080", "10.0.0.5", 5080, false)]
    [InlineData("http://[::]:5080", "::1", 5080, true)]
    [InlineData("http://*:5080", "127.0.0.1", 5080, true)]
    [InlineData("http://*:5080", "169.254.169.254", 5080, false)]
    [InlineData("http://10.0.0.7:80", "10.0.0.7", 80, true)]
    [InlineData("http://10.0.0.7:80", "127.0.0.1", 80, false)]
    public void Include_AddressAndPort_AreThoseOfTheServer(string listens, string address, int port, bool expected)
    {
        using var kit = new AddressKit(listens: listens);

        Assert.False(kit.Bound.Include(IPAddress.Parse(address), port));
        Assert.Equal(expected, kit.Started().Bound.Include(IPAddress.Parse(address), port));
    }
}
