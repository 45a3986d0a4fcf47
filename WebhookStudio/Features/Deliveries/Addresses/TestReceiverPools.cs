namespace WebhookStudio.Features.Deliveries.Addresses;

/// <summary>Keeps the connections to the application's own test receivers apart from all others.</summary>
/// <remarks>
/// Connections are pooled by host and port, and addresses are checked when a connection is made. In one pool, a
/// connection that was let through for a test receiver would carry the next request to any other path of the same
/// host. In two pools it cannot: what decides which pool sends a request is the request's own URL.
/// </remarks>
/// <param name="urls">Recognises the URLs of test receivers.</param>
/// <param name="receivers">Sends to test receivers; connects by <see cref="TestReceiverAddresses"/>.</param>
/// <param name="others">Sends everything else; connects by <see cref="ReceiverAddresses"/>.</param>
internal sealed class TestReceiverPools(TestReceiverUrls urls, HttpMessageHandler receivers, HttpMessageHandler others)
    : HttpMessageHandler
{
    private readonly HttpMessageInvoker _receivers = new(receivers);
    private readonly HttpMessageInvoker _others = new(others);

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        (urls.Match(request.RequestUri!) ? _receivers : _others).SendAsync(request, cancellationToken);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _receivers.Dispose();
            _others.Dispose();
        }

        base.Dispose(disposing);
    }
}
