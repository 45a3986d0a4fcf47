using WebhookStudio.Tests.TestKit;

namespace WebhookStudio.Tests.Features.Deliveries.Addresses;

/// <summary>The real application, bound to all addresses of its machine, calls nothing private unless it is told so.</summary>
public sealed class OpenServerTests : IAsyncLifetime
{
    private readonly string _data = Directory.CreateTempSubdirectory("studio-").FullName;
    private WebhookReceiver _receiver = null!;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _receiver = await WebhookReceiver.StartAsync();

    public async ValueTask DisposeAsync()
    {
        await _receiver.DisposeAsync();
        Directory.Delete(_data, recursive: true);
    }

    [Fact]
    public async Task Save_BoundToAllAddresses_RefusesPrivateReceivers()
    {
        await using var studio = await StudioProcess.StartOpenAsync(_data, Cancelled);
        using var client = studio.CreateApiClient();

        foreach (var (host, rule) in new[] { ("127.0.0.1", "loopback"), ("10.1.2.3", "10.0.0.0/8"), ("[fd00::1]", "fc00::/7") })
        {
            var refused = await Assert.ThrowsAnyAsync<Exception>(() => StudioApi.CreateAsync(
                client, _receiver.Url.Replace("127.0.0.1", host, StringComparison.Ordinal), Cancelled));
            Assert.StartsWith("400: ", refused.Message, StringComparison.Ordinal);
            Assert.Contains(rule, refused.Message, StringComparison.Ordinal);
            Assert.Contains("WebhookStudio:Delivery:AllowedNetworks", refused.Message, StringComparison.Ordinal);
        }

        Assert.Empty(_receiver.TakeAll());
    }

    [Fact]
    public async Task Submit_BoundToAllAddressesAndNetworkAllowed_IsDelivered()
    {
        await using var studio = await StudioProcess.StartOpenAsync(
            _data, Cancelled, ("WebhookStudio__Delivery__AllowedNetworks", "127.0.0.0/8"));
        using var client = studio.CreateApiClient();
        var api = await StudioApi.CreateAsync(client, _receiver.Url, Cancelled);
        var tasks = await api.AddTasksAsync(["task1.png"], Cancelled);

        await api.SubmitAsync(tasks[0], Cancelled);

        await api.AllArriveAsync("Complete", Cancelled);
        Assert.Single(_receiver.TakeAll());
    }
}
