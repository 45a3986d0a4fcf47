using System.Net;
using Microsoft.Net.Http.Headers;

namespace WebhookStudio.Features.Access;

/// <summary>Tells a browser on this machine from one elsewhere.</summary>
internal static class LocalCaller
{
    /// <summary>
    /// Whether the request comes from this machine and was meant for it. A proxy on this machine speaks for somebody else:
    /// its headers, or the host name it passes on, give it away.
    /// </summary>
    public static bool IsLocal(this HttpContext context) =>
        context.Connection.RemoteIpAddress is { } address
        && IPAddress.IsLoopback(address)
        && !context.Request.Headers.ContainsKey("X-Forwarded-For")
        && !context.Request.Headers.ContainsKey("Forwarded")
        && !context.Request.Headers.ContainsKey(HeaderNames.Via)
        && IsLoopbackHost(context.Request.Host.Host);

    private static bool IsLoopbackHost(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
}
