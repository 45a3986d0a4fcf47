namespace WebhookStudio.Features.Deliveries.Sending;

/// <summary>The pools of connections to receivers.</summary>
/// <remarks>The defaults of <see cref="SocketsHttpHandler"/> are those of a browser; a sender needs others.</remarks>
internal sealed class ReceiverConnections : IDisposable
{
    /// <summary>The most bytes that the headers of an answer may have.</summary>
    public const int MostHeaderBytes = 32 * 1024;

    private readonly HttpMessageInvoker _plain;
    private readonly HttpMessageInvoker _secure;

    /// <param name="dialer">Makes the connections.</param>
    /// <param name="pools">Makes as many pools as there are rules for addresses, each with its own.</param>
    public ReceiverConnections(
        ReceiverDialer dialer, Func<Func<IReceiverAddresses, HttpMessageHandler>, HttpMessageHandler> pools)
    {
        _plain = new(pools(addresses => Pool(dialer, addresses, isSecure: false)));
        _secure = new(pools(addresses => Pool(dialer, addresses, isSecure: true)));
    }

    /// <summary>Sends a request; the task ends when the head of the answer is complete.</summary>
    public async Task<HttpResponseMessage> SendAsync(
        WebhookMessage request, AttemptTrace trace, CancellationToken cancellationToken)
    {
        request.Trace = trace;
        trace.Follow();
        var response = await (request.IsSecure ? _secure : _plain).SendAsync(request, cancellationToken);
        trace.Answered();

        return response;
    }

    public void Dispose()
    {
        _plain.Dispose();
        _secure.Dispose();
    }

    private static SocketsHttpHandler Pool(ReceiverDialer dialer, IReceiverAddresses addresses, bool isSecure) => new()
    {
        ConnectCallback = (context, cancellationToken) => dialer.DialAsync(context, addresses, isSecure, cancellationToken),

        // The dialler has its own limits, which tell connecting from agreeing on encryption.
        ConnectTimeout = Timeout.InfiniteTimeSpan,

        // A redirect would carry the signed body elsewhere, or turn it into a GET.
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = false,
        Credentials = null,
        MaxResponseHeadersLength = MostHeaderBytes / 1024,

        // What is not wanted is not waited for: the connection is dropped.
        MaxResponseDrainSize = 0,
        ResponseDrainTimeout = TimeSpan.Zero,

        // A name that points elsewhere by now, or an address that is refused by now, is followed within two minutes.
        PooledConnectionLifetime = TimeSpan.FromMinutes(2),

        // Receivers learn nothing of our tracing.
        ActivityHeadersPropagator = null,
    };
}
