using System.Net;
using WebhookStudio.Tests.TestKit;

namespace WebhookStudio.Tests.Features.Deliveries.Sending;

[Collection(Alone.Name)]
public sealed class SenderProxyTests
{
    /// <summary>What <c>http_proxy</c> in the environment says becomes the default proxy of the process.</summary>
    [Fact]
    public async Task Send_ProcessHasAProxy_DialsTheReceiver()
    {
        await using var proxy = HostileReceiver.Start(Hostile.Healthy);
        await using var receiver = HostileReceiver.Start(Hostile.Healthy);
        var before = HttpClient.DefaultProxy;
        HttpClient.DefaultProxy = new WebProxy(proxy.Url);

        try
        {
            using var sender = new TestSender();

            await sender.SendAsync(receiver.Url, TestContext.Current.CancellationToken);
        }
        finally
        {
            HttpClient.DefaultProxy = before;
        }

        Assert.Equal((0, 1), (proxy.Accepted, receiver.Accepted));
        Assert.StartsWith("POST /hook HTTP/1.1", Assert.Single(receiver.Requests), StringComparison.Ordinal);
    }
}
