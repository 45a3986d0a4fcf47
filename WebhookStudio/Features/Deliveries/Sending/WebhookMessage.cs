namespace WebhookStudio.Features.Deliveries.Sending;

/// <summary>The HTTP request of an attempt. It carries the trace to where a connection is dialled for it.</summary>
internal sealed class WebhookMessage(ReceiverUrl url) : HttpRequestMessage(HttpMethod.Post, url.Dialled)
{
    public bool IsSecure { get; } = url.IsSecure;

    public AttemptTrace? Trace { get; set; }
}
