namespace WebhookStudio.Features.Deliveries.Sending;

/// <summary>The pools of connections to receivers.</summary>
/// <remarks>The defaults of <see cref="SocketsHttpHandler"/> are those of a browser; a sender needs others.</remarks>
internal sealed class ReceiverConnections : IDisposable
{
    private const int HeadLimitInKilobytes = 32;

    private readonly HttpMessageInvoker _plain;
    private readonly HttpMessageInvoker _secure;

    public ReceiverConnections(ReceiverDialer dialer)
    {
        _plain = new(Pool(dialer, isSecure: false));
        _secure = new(Pool(dialer, isSecure: true));
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

    private static SocketsHttpHandler Pool(ReceiverDialer dialer, bool isSecure) => new()
    {
        ConnectCallback = (context, cancellationToken) => dialer.DialAsync(context, isSecure, cancellationToken),

        // The dialler has its own limits, which tell connecting from agreeing on encryption.
        ConnectTimeout = Timeout.InfiniteTimeSpan,

        // A redirect would carry the signed body elsewhere, or turn it into a GET.
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = false,
        Credentials = null,
        MaxResponseHeadersLength = HeadLimitInKilobytes,

        // What is not wanted is not waited for: the connection is dropped.
        MaxResponseDrainSize = 0,
        ResponseDrainTimeout = TimeSpan.Zero,

        // A name that points elsewhere by now, or an address that is refused by now, is followed within two minutes.
        PooledConnectionLifetime = TimeSpan.FromMinutes(2),

        // Receivers learn nothing of our tracing.
        ActivityHeadersPropagator = null,
    };
}
