using System.Collections.Concurrent;
using WebhookStudio.Domain.Workflows;

namespace WebhookStudio.Features.Deliveries.Sending;

/// <summary>The address of a receiver, taken apart once instead of for each request.</summary>
internal sealed class ReceiverUrl
{
    private const int MostKept = 1000;

    private static readonly ConcurrentDictionary<string, ReceiverUrl> Known = new(StringComparer.Ordinal);

    private ReceiverUrl(Uri url)
    {
        var host = url.HostNameType is UriHostNameType.IPv6 ? $"[{url.IdnHost}]" : url.IdnHost;
        IsSecure = url.Scheme == Uri.UriSchemeHttps;
        Host = url.IsDefaultPort ? host : $"{host}:{url.Port}";
        Dialled = new($"http://{host}:{url.Port}{url.PathAndQuery}");
    }

    public bool IsSecure { get; }

    /// <summary>Gets the value of the header <c>Host</c>.</summary>
    public string Host { get; }

    /// <summary>Gets the address as the pool of connections sees it: always <c>http</c>, because <see cref="ReceiverDialer"/>
    /// agrees on the encryption itself, before the pool gets the connection.</summary>
    public Uri Dialled { get; }

    /// <summary>Takes an address apart.</summary>
    /// <returns><see langword="null"/> if it cannot be called; <see cref="WebhookUrl.Problem"/> says why.</returns>
    public static ReceiverUrl? Of(string url)
    {
        if (Known.TryGetValue(url, out var known))
        {
            return known;
        }

        if (WebhookUrl.Problem(url) is not null)
        {
            return null;
        }

        if (Known.Count >= MostKept)
        {
            Known.Clear();
        }

        return Known.GetOrAdd(url, static text => new(new Uri(text)));
    }
}
